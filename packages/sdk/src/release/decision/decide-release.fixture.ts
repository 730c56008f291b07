import type { FigureCell } from '../../indicator/index.ts';
import { decideRelease, type ReleaseDecision } from './decide-release.ts';
import type { ReleaseInput } from './release-context.ts';
import type { ReportedRow } from './rows.ts';

/** A count of people. */
export const count = {
  kind: 'COUNT',
  countingUnit: 'PEOPLE',
  multiplier: '1',
  denominatorOverCategories: null,
  aggregationAcrossOrganizations: 'SUM',
} as const;
/** A share of people, whose categories split both its numbers. */
export const share = {
  ...count,
  kind: 'RATIO',
  multiplier: '100',
  denominatorOverCategories: 'SPLIT',
  aggregationAcrossOrganizations: 'RATIO',
} as const;
/** A dimension of two categories. */
export const sex = {
  code: 'sex',
  exclusive: true,
  exhaustive: true,
  categories: ['F', 'M'].map((code) => ({ code, parent: null })),
};
/** A dimension of which one category has others within it. */
export const age = {
  code: 'age',
  exclusive: true,
  exhaustive: true,
  categories: [
    { code: '5-8', parent: null },
    { code: '9-12', parent: null },
    { code: '5', parent: '5-8' },
    { code: '6-8', parent: '5-8' },
  ],
};

/** A cell by what it is of, `sex=F` or `sex=F,age=5`; of nothing it is the total. */
export function cell(of: string, more: Partial<FigureCell>): FigureCell {
  const categories = of === '' ? [] : of.split(',').map((each) => each.split('=') as [string, string]);
  return {
    categories: categories.map(([dimension, category]) => ({ dimension, category })),
    value: null,
    numerator: null,
    denominator: null,
    base: null,
    status: 'OBSERVED',
    ...more,
  };
}

/** A report by its values; of an organization that all see, unless said. */
export function report(
  organizationId: string | null,
  values: Record<string, string | Partial<FigureCell>>,
  more: Partial<ReportedRow> = {},
): ReportedRow {
  const cells = Object.entries(values).map(([of, value]) => cell(of, typeof value === 'string' ? { value } : value));
  return { organizationId, place: null, open: true, cells, ...more };
}

/** The numbers of a share. */
export const ratio = (numerator: string, denominator: string) => ({ value: null, numerator, denominator });

/** A first release of people by sex with a threshold of 10, unless said. */
export function decide(reported: ReportedRow[], more: Partial<ReleaseInput> = {}): ReleaseDecision {
  const rules = { version: count, dimensions: [sex], threshold: 10, hideZeros: false, previous: null };
  return decideRelease({ ...rules, reported, ...more });
}

/** What is shown of a decision, `A sex=F`; with `*` where it is withheld. */
export function shown({ rows, aggregate }: ReleaseDecision): Record<string, string | null> {
  const all = [
    ...rows.map(({ organizationId, place, cells }) => ({ of: [organizationId ?? 'own', place ?? ''].join(''), cells })),
    { of: 'sum', cells: aggregate },
  ];
  return Object.fromEntries(
    all.flatMap(({ of, cells }) =>
      cells.map(({ categories, suppressed, value, numerator }) => {
        const name = categories.map(({ dimension, category }) => `${dimension}=${category}`).join(',');
        return [`${of} ${name}`.trim(), suppressed ? '*' : (value ?? numerator)];
      }),
    ),
  );
}

/** The release that a decision made, as the next one finds it. */
export function released(
  decision: ReleaseDecision,
  unchanged: readonly string[] = [],
): NonNullable<ReleaseInput['previous']> {
  const rows = decision.rows.map(({ organizationId, place, cells, summed }) => ({
    organizationId,
    place,
    cells,
    summed,
    same: unchanged.includes(String(organizationId)),
  }));
  return { rows, aggregate: decision.aggregate };
}

/** What a decision withholds. */
export const withheldOf = (decision: ReleaseDecision) =>
  Object.entries(shown(decision))
    .filter(([, value]) => value === '*')
    .map(([name]) => name);
