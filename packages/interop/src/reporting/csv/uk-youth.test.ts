import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDecimal } from '@collective-impact/sdk';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { collect, itemsOf } from '../../testing/memory-file.ts';
import { csvSource } from './csv-source.ts';
import { parseMapping } from './mapping.ts';

const folder = join(import.meta.dirname, '../../../../../examples/data/uk-youth');

function open(code: string) {
  const mapping = parseMapping(readFileSync(join(folder, `indicator_${code}.map.yaml`), 'utf8'), { file: code });
  const file = join(folder, `indicator_${code}.csv`);
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true });
  return { source: csvSource({ file, mapping }), rows };
}

type Observation = Awaited<ReturnType<typeof itemsOf<'observation'>>>[number];

const cellOf = ({ indicator, organization, period, categories }: Observation) =>
  JSON.stringify([indicator, organization, period, categories]);

/** Number of observations of a cell that has more than one. */
function inRepeatedCells(observations: readonly Observation[]): number {
  const cells = Map.groupBy(observations, cellOf);
  return [...cells.values()].filter(({ length }) => length > 1).reduce((sum, { length }) => sum + length, 0);
}

describe('the files of the example uk-youth', () => {
  it.each([
    { code: '4-1-2', rows: 46, setAside: 0 },
    { code: '4-3-1', rows: 90, setAside: 22 },
    { code: '5-a-1', rows: 1728, setAside: 0 },
    { code: '8-6-1', rows: 1917, setAside: 0 },
  ])('$code: yields an observation for every row, and sets repeated cells aside', async ({ code, rows, setAside }) => {
    const { source, rows: written } = open(code);
    const observations = await itemsOf(source, 'observation');
    expect(written).toHaveLength(rows);
    expect(observations.map(({ place }) => place.line)).toEqual(written.map((_, index) => index + 2));
    expect(inRepeatedCells(observations)).toBe(setAside);
    expect(new Set(observations.map(cellOf)).size).toBe(rows - setAside + (setAside > 0 ? 2 : 0));
    expect(source.repeated).toBe(setAside > 0 ? 'set-aside' : 'refuse');
  });

  it.each(['4-1-2', '4-3-1', '5-a-1', '8-6-1'])('%s: reads every value of the file as a decimal', async (code) => {
    const { source, rows } = open(code);
    const observations = await itemsOf(source, 'observation');
    const read = observations.map(({ value, status }) => ({ value, status }));
    expect(read).toEqual(
      rows.map((row) =>
        row['Observation status'] === 'Normal value'
          ? { value: parseDecimal(row.Value ?? ''), status: 'OBSERVED' }
          : { value: null, status: 'SUPPRESSED_AT_SOURCE' },
      ),
    );
  });

  it.each(['4-1-2', '4-3-1', '5-a-1', '8-6-1'])(
    '%s: leaves out only the columns that the mapping ignores',
    async (code) => {
      const { source } = open(code);
      await collect(source.items);
      expect(source.notes.dropped.map(({ detail }) => detail)).toEqual(
        code === '4-3-1' || code === '5-a-1' ? ['The mapping ignores the column "GeoCode".'] : [],
      );
      expect([...source.notes.repaired, ...source.notes.setAside]).toEqual([]);
    },
  );

  it('4-1-2: distinguishes calendar years and school years', async () => {
    const { source, rows } = open('4-1-2');
    const observations = await itemsOf(source, 'observation');
    const expected = rows.map(({ Year = '' }) => (Year.includes('/') ? `SY${Year.replace('/', '-')}` : Year));
    expect(observations.map(({ period }) => period)).toEqual(expected);
  });

  it('8-6-1: reads a year or a quarter in every row, and four series', async () => {
    const { source, rows } = open('8-6-1');
    const observations = await itemsOf(source, 'observation');
    expect(observations.map(({ period }) => period)).toEqual(rows.map(({ Year = '' }) => Year.replace(' ', '-')));
    const counts = Map.groupBy(observations, ({ indicator }) => indicator);
    expect([...counts].map(([code, { length }]) => [code, length])).toEqual([
      ['8-6-1-year', 189],
      ['8-6-1-quarter', 765],
      ['8-6-1-year-unadjusted', 189],
      ['8-6-1-quarter-unadjusted', 774],
    ]);
  });

  it('5-a-1: reads the entire occupation group as the total', async () => {
    const { source, rows } = open('5-a-1');
    const observations = await itemsOf(source, 'observation');
    const split = observations.map(
      ({ categories }) => categories.find(({ dimension }) => dimension === 'occupation')?.label,
    );
    const whole = 'Managers and proprietors in agriculture related services';
    expect(split).toEqual(
      rows.map((row) => (row['Occupation unit group'] === whole ? undefined : row['Occupation unit group'])),
    );
  });
});
