import type { DimensionRules } from './breakdown.ts';
import { judgeRelease, type ReleasableCell, type ReleasableVersion } from './open-figure-rule.ts';

/** A version that counts people. */
export const people: ReleasableVersion = {
  kind: 'COUNT',
  countingUnit: 'PEOPLE',
  multiplier: '1',
  denominatorOverCategories: null,
};

/** A percentage of people. */
export const ratio: ReleasableVersion = {
  kind: 'RATIO',
  countingUnit: 'PEOPLE',
  multiplier: '100',
  denominatorOverCategories: 'SPLIT',
};

/** A dimension whose categories have parents. */
export const age: DimensionRules = {
  code: 'age',
  exclusive: true,
  exhaustive: true,
  categories: [
    { code: '5-8', parent: null },
    { code: '9-12', parent: null },
    { code: '5-6', parent: '5-8' },
    { code: '7-8', parent: '5-8' },
  ],
};

/** An observed cell. */
export function cell(fields: Partial<ReleasableCell>): ReleasableCell {
  return { categories: [], value: null, numerator: null, denominator: null, base: null, status: 'OBSERVED', ...fields };
}

/** The category of a cell. */
export function at(category: string): ReleasableCell['categories'] {
  return [{ dimension: 'age', category }];
}

/** The number of small differences that are rejected. */
export function remainders(
  cells: ReleasableCell[],
  { dimensions = [age], version = people }: { dimensions?: DimensionRules[]; version?: ReleasableVersion } = {},
): number {
  const [issue] = judgeRelease({ version, cells, threshold: 10, dimensions });
  return issue ? Number(/ and (\d+) differences? /.exec(issue.message)?.[1]) : 0;
}
