import { localProgram } from '@collective-impact/sdk';
import type { ImportItem, ImportSource } from '@collective-impact/sdk/import';
import type { Database } from '../shared/database/database.ts';
import { type Loaded, type LoadOptions, load } from './load.ts';

type Observation = Extract<ImportItem, { kind: 'observation' }>;

/** An indicator of school attendance, disaggregated by sex. */
export const attendance: ImportItem = {
  kind: 'indicator',
  key: 'attendance',
  place: { file: 'made-up.csv', line: 1 },
  value: {
    code: 'attendance',
    name: 'Attendance',
    level: 'POPULATION',
    identifiers: [],
    goals: [],
    definedBy: null,
    version: {
      definition: 'Share of sessions that were attended.',
      kind: 'RATIO',
      countingUnit: 'OTHER',
      unit: { scheme: 'unit', code: 'percent', label: 'Percent', uri: null },
      multiplier: '1',
      direction: 'INCREASE',
      aggregationAcrossOrganizations: 'NONE',
      aggregationOverTime: 'NONE',
      frequency: 'YEAR',
    },
    dimensions: [{ key: 'sex', code: 'sex', label: 'Sex', exclusive: true, exhaustive: false }],
  },
};

/** A figure of {@link attendance}, by default the total for 2024. */
export function observation(line: number, values: Partial<Observation>): ImportItem {
  return {
    kind: 'observation',
    place: { file: 'made-up.csv', line },
    indicator: 'attendance',
    organization: null,
    period: '2024',
    categories: [],
    value: '90.5',
    status: 'OBSERVED',
    ...values,
  };
}

/** The category `female` of {@link attendance}. */
export const female = [{ dimension: 'sex', category: 'female', label: 'Female' }];

/** A source with these items and without notes. */
export function source(items: readonly ImportItem[], repeated: ImportSource['repeated'] = 'refuse'): ImportSource {
  return {
    items: (async function* () {
      yield* items;
    })(),
    notes: { doubtful: [], repaired: [], dropped: [], setAside: [] },
    repeated,
  };
}

/** The items of a source with three figures of {@link attendance}. */
export const file = [
  attendance,
  observation(2, {}),
  observation(3, { categories: female, value: '91.25' }),
  observation(4, { period: '2025', value: null, status: 'SUPPRESSED_AT_SOURCE' }),
];

/** Imports items into the ecosystem `made-up-town`, which it creates if it does not exist. */
export function importInto(
  database: Database,
  { items, ...options }: { items: readonly ImportItem[] } & Partial<LoadOptions>,
): Promise<Loaded> {
  return load(database, {
    source: source(items),
    viewer: localProgram,
    ecosystem: 'made-up-town',
    create: { name: 'Made-up Town' },
    visibility: 'PUBLIC',
    ...options,
  });
}
