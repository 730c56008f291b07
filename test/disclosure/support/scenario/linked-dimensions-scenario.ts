import { type Entry, figureKey, type Scenario, type ScenarioDimension } from './gateway-scenario.ts';

const dimensions: ScenarioDimension[] = [
  { code: 'g', categories: ['a', 'b'] },
  { code: 'h', categories: ['a', 'b', 'c'] },
].map(({ code, categories }) => ({
  code,
  exclusive: true,
  exhaustive: true,
  categories: categories.map((each) => ({ code: each, parent: null })),
}));

/** People by the categories of both dimensions. Nobody of the first organization can be in three of the combinations. */
const tables: Record<string, number[][]> = {
  A: [
    [20, 0, 0],
    [0, 60, 5],
  ],
  B: [
    [30, 31, 32],
    [33, 34, 35],
  ],
  C: [
    [40, 41, 42],
    [43, 44, 45],
  ],
};

/**
 * Three organizations that report two dimensions and their combinations, which the version does not publish. If a release stated
 * which combinations of A are `NOT_APPLICABLE`, its 5 people would follow: 20 people are in both first categories, because the
 * first category of each dimension has no other people, and 85 − 20 − 60 are 5.
 */
export const linkedDimensionsScenario: Scenario = {
  seed: 0,
  kind: 'COUNT',
  countingUnit: 'PEOPLE',
  threshold: 10,
  hidesZeros: false,
  dimensions,
  organizations: Object.keys(tables),
  closed: new Set(),
  earlier: new Map(),
  rounds: [
    {
      reports: new Map(Object.entries(tables).map(([name, table]) => [name, figuresOf(table)])),
      closes: [],
      opens: [],
    },
  ],
};

function figuresOf(table: readonly (readonly number[])[]): Map<string, Entry> {
  const people = new Map<string, number>();
  const crossed = new Set<string>();
  const [first, second] = dimensions;
  for (const [row, numbers] of table.entries()) {
    for (const [column, number] of numbers.entries()) {
      const keys = [
        figureKey('g', first?.categories[row]?.code ?? ''),
        figureKey('h', second?.categories[column]?.code ?? ''),
      ];
      crossed.add(keys.join('+'));
      for (const key of ['', ...keys, keys.join('+')]) people.set(key, number + (people.get(key) ?? 0));
    }
  }
  return new Map(
    [...people].map(([key, number]) => [
      key,
      { people: [number], status: crossed.has(key) && number === 0 ? 'NOT_APPLICABLE' : 'OBSERVED' },
    ]),
  );
}
