import { localProgram } from '@collective-impact/sdk';
import type { ImportItem } from '@collective-impact/sdk/import';
import { type Cell, cellSchema, judgeCells } from '@collective-impact/sdk/reporting';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../shared/database/database.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { attendance, observation, source } from './import.fixture.ts';
import { load } from './load.ts';

/** Two dimensions of two categories each. The second is exhaustive. */
const dimensions = [
  { code: 'sex', exclusive: true, exhaustive: false },
  { code: 'grade', exclusive: true, exhaustive: true },
].map((dimension) => ({
  ...dimension,
  categories: [
    { code: 'a', parent: null },
    { code: 'b', parent: null },
  ],
}));
const combinations = [[], ['sex:a'], ['sex:b'], ['grade:a'], ['grade:b'], ['sex:a', 'grade:a'], ['sex:a', 'grade:b']];
const categoriesOf = (names: readonly string[]) =>
  names.map((name) => ({ dimension: name.split(':')[0] ?? '', category: name.split(':')[1] ?? '' }));

const versions = [
  { kind: 'COUNT', countingUnit: 'EVENTS', multiplier: '1', denominatorOverCategories: null },
  { kind: 'AMOUNT', countingUnit: 'OTHER', multiplier: '1', denominatorOverCategories: null },
  { kind: 'MEAN', countingUnit: 'OTHER', multiplier: '1', denominatorOverCategories: null },
] as const;

function indicatorOf(code: string, version: (typeof versions)[number]): ImportItem {
  const item = structuredClone(attendance) as typeof attendance & { kind: 'indicator' };
  const { kind, countingUnit, multiplier } = version;
  const split = dimensions.map(({ categories: _, ...dimension }) => ({
    ...dimension,
    key: dimension.code,
    label: dimension.code,
  }));
  const value = { ...item.value, code, name: code, dimensions: split };
  return {
    ...item,
    key: code,
    value: { ...value, version: { ...item.value.version, kind, countingUnit, multiplier } },
  };
}

const figure = fc.record({
  value: fc.constantFrom('0', '1', '2', '3', '4'),
  status: fc.constantFrom('OBSERVED' as const, 'OBSERVED' as const, 'ESTIMATED' as const),
});
const report = fc.record({
  version: fc.constantFrom(...versions),
  figures: fc
    .tuple(...combinations.map((names) => fc.option(figure.map((each) => ({ ...each, names })))))
    .map((each) => each.filter((one) => one !== null))
    .filter(({ length }) => length > 0),
});

describe.each(engines)('imported reports on %s', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  afterAll(() => database.close());

  it('are rejected exactly if judgeCells rejects their sums', async () => {
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(report, async ({ version, figures }) => {
        const code = `made-up-${checked++}`;
        const cells: Cell[] = figures.map(({ names, ...cell }) =>
          cellSchema.parse({ ...cell, categories: categoriesOf(names) }),
        );
        const used = (dimension: string, category: string) =>
          cells.some(({ categories }) =>
            categories.some((each) => each.dimension === dimension && each.category === category),
          );
        // An import creates only the categories that the source has.
        const importedDimensions = dimensions.map((dimension) => ({
          ...dimension,
          categories: dimension.categories.filter((category) => used(dimension.code, category.code)),
        }));
        const expected = judgeCells({ cells, version, dimensions: importedDimensions }).some(
          ({ code: is }) => is === 'NOT_ADDITIVE',
        );
        const rows = cells.map(({ value, status, categories }, at) =>
          observation(at + 2, {
            indicator: code,
            value,
            status,
            categories: categories.map((each) => ({ ...each, label: each.category })),
          }),
        );
        const outcome = await load(database, {
          source: source([indicatorOf(code, version), ...rows]),
          viewer: localProgram,
          ecosystem: 'made-up-town',
          create: { name: 'Made-up Town' },
        }).then(
          () => false,
          ({ name, message }: Error) => (name === 'SourceError' && / add up to /.test(message) ? true : message),
        );
        expect(outcome).toBe(expected);
      }),
      { numRuns: process.env.TEST_LONG ? 1000 : 40 },
    );
  });
});
