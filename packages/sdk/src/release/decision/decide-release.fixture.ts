import type { FigureCell } from '../../indicator/index.ts';
import { unwrap } from '../../shared/outcome.ts';
import { decideRelease, type ReleaseDecision } from './decide-release.ts';
import { publishedFigures } from './decided-cells.ts';
import type { ReleaseInput } from './release-input.ts';
import type { DecidedCell, ReportedRow } from './rows.ts';

/** A count of people. */
export const count = {
  kind: 'COUNT',
  countingUnit: 'PEOPLE',
  multiplier: '1',
  denominatorOverCategories: null,
  aggregationAcrossOrganizations: 'SUM',
} as const;
/** A ratio of people whose categories split numerator and denominator. */
export const share = {
  ...count,
  kind: 'RATIO',
  multiplier: '100',
  denominatorOverCategories: 'SPLIT',
  aggregationAcrossOrganizations: 'RATIO',
} as const;
/** A dimension with two categories. */
export const sex = {
  code: 'sex',
  exclusive: true,
  exhaustive: true,
  categories: ['F', 'M'].map((code) => ({ code, parent: null })),
};
/** A dimension in which one category has child categories. */
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

/** A cell of categories such as `sex=F` or `sex=F,age=5`. The empty text is the total. */
export function cell(breakdown: string, fields: Partial<FigureCell>): FigureCell {
  const categories = breakdown === '' ? [] : breakdown.split(',').map((each) => each.split('=') as [string, string]);
  return {
    categories: categories.map(([dimension, category]) => ({ dimension, category })),
    value: null,
    numerator: null,
    denominator: null,
    base: null,
    status: 'OBSERVED',
    ...fields,
  };
}

/** A report from its values by breakdown. The organization is open and reports all places unless `fields` differ. */
export function report(
  organizationId: string | null,
  values: Record<string, string | Partial<FigureCell>>,
  fields: Partial<ReportedRow> = {},
): ReportedRow {
  const cells = Object.entries(values).map(([breakdown, value]) =>
    cell(breakdown, typeof value === 'string' ? { value } : value),
  );
  return { organizationId, place: null, open: true, cells, ...fields };
}

/** The fields of a ratio cell. */
export const ratio = (numerator: string, denominator: string) => ({ value: null, numerator, denominator });

/** Decides a first release of people by sex with a threshold of 10, with changes to this input. */
export function decide(reported: ReportedRow[], changes: Partial<ReleaseInput> = {}): ReleaseDecision {
  const rules = { version: count, dimensions: [sex], threshold: 10, hideZeros: false, scale: null, previous: null };
  return unwrap(decideRelease({ ...rules, reported, ...changes }));
}

/** Figures of a decision by row and breakdown, such as `A sex=F`. Suppressed figures are `*`. */
export function publishedIn({ rows, aggregate }: ReleaseDecision): Record<string, string | null> {
  const all = [
    ...rows.map(({ organizationId, place, cells }) => ({
      name: [organizationId ?? 'own', place ?? ''].join(''),
      cells,
    })),
    { name: 'sum', cells: aggregate },
  ];
  return Object.fromEntries(
    all.flatMap(({ name, cells }) =>
      cells.map(({ categories, suppressed, value, numerator }) => {
        const breakdown = categories.map(({ dimension, category }) => `${dimension}=${category}`).join(',');
        return [`${name} ${breakdown}`.trim(), suppressed ? '*' : (value ?? numerator)];
      }),
    ),
  );
}

/**
 * A decision as the previous release of the next decision. `unchanged` are organizations whose reports stay the same.
 */
export function previousReleaseOf(
  decision: ReleaseDecision,
  unchanged: readonly string[] = [],
): NonNullable<ReleaseInput['previous']> {
  const rows = decision.rows.map(({ organizationId, place, cells, summed }) => ({
    organizationId,
    place,
    cells: cells.map(released),
    summed,
    same: unchanged.includes(String(organizationId)),
  }));
  return { rows, aggregate: decision.aggregate.map(released) };
}

/** A cell as the release contains it. */
const released = (cell: DecidedCell) => ({ ...cell, ...publishedFigures(cell) });

/** The denominators or bases of suppressed cells that a release shows, by row and breakdown. */
export function shownDenominatorsIn(decision: ReleaseDecision): Record<string, string | number> {
  const all = [
    ...decision.rows.map(({ organizationId, cells }) => ({ name: organizationId ?? 'own', cells })),
    { name: 'sum', cells: decision.aggregate },
  ];
  return Object.fromEntries(
    all.flatMap(({ name, cells }) =>
      cells.flatMap((each) => {
        const { denominator, base } = publishedFigures(each);
        const shown = denominator ?? base;
        const breakdown = each.categories.map(({ dimension, category }) => `${dimension}=${category}`).join(',');
        return each.suppressed && shown !== null ? [[`${name} ${breakdown}`.trim(), shown]] : [];
      }),
    ),
  );
}

/** Row and breakdown of each suppressed cell of a decision. */
export const suppressedIn = (decision: ReleaseDecision) =>
  Object.entries(publishedIn(decision))
    .filter(([, value]) => value === '*')
    .map(([name]) => name);
