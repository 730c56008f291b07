import { expect } from 'vitest';
import { collect, itemsOf, memoryFile } from '../../testing/memory-file.ts';
import { csvSource } from './csv-source.ts';
import { parseMapping } from './mapping.ts';

/** The mapping of an indicator. */
export const indicator = (code: string, series?: string) => `
  - code: ${code}
    name: Indicator ${code}
    definition: What ${code} counts.
    level: POPULATION
    kind: AMOUNT
    countingUnit: OTHER
    direction: INCREASE
${series === undefined ? '' : `    series: ${series}\n`}`;

/** A mapping of a column Year and a column Value, with further keys before the indicators. */
export const mapping = (further = '', indicators = indicator('A')) =>
  parseMapping(
    `period: { column: Year, form: year }\nvalue: Value\nunit: places\n${further}\nindicators:${indicators}`,
    { file: 'data.map.yaml' },
  );

/** The source of a CSV file. */
export const source = (csv: string | Uint8Array, map = mapping()) =>
  csvSource({ file: memoryFile(csv, { name: 'data.csv' }), mapping: map });

/** The observations of a CSV file. */
export const observations = (csv: string | Uint8Array, map = mapping()) => itemsOf(source(csv, map), 'observation');

/** The rejection of a CSV file. */
export const refused = (csv: string | Uint8Array, map = mapping()) => expect(collect(source(csv, map).items)).rejects;
