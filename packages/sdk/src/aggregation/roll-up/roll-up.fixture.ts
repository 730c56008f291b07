import type { DimensionRules } from '../../indicator/index.ts';
import { parsePeriod, periodRange } from '../../period/index.ts';
import { unwrap } from '../../shared/outcome.ts';
import { type AggregatedCell, partialOf } from './aggregate/partial-figure.ts';
import { rollUp } from './roll-up.ts';
import type { RollUpFigure } from './roll-up-figure.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpRequest, RollUpVersion } from './roll-up-request.ts';

/** A version whose figures are events, summed. */
export const version: RollUpVersion = {
  id: 'v1',
  number: 1,
  kind: 'COUNT',
  countingUnit: 'EVENTS',
  multiplier: '1',
  aggregationAcrossOrganizations: 'SUM',
  aggregationOverTime: 'SUM',
  denominatorOverTime: null,
  denominatorOverCategories: null,
  dimensions: [],
};

/** A dimension of two categories. */
export const bySex: DimensionRules = {
  code: 'sex',
  exclusive: true,
  exhaustive: true,
  categories: [
    { code: 'F', parent: null },
    { code: 'M', parent: null },
  ],
};

/** A cell with this value; or numerator and denominator as `3/4`; or the status of one that has none. */
export function cellOf(figure: string, more: Partial<AggregatedCell> = {}): AggregatedCell {
  const empty = { value: null, numerator: null, denominator: null, base: null, status: 'OBSERVED' as const, ...more };
  const [numerator = '', denominator] = figure.split('/');
  if (denominator !== undefined) return { ...empty, numerator, denominator };
  if (figure === 'withheld') return { ...empty, suppressed: true };
  if (figure === 'MISSING' || figure === 'NOT_APPLICABLE' || figure === 'SUPPRESSED_AT_SOURCE')
    return { ...empty, status: figure };
  return { ...empty, value: figure };
}

/** The part that a figure of one organization is. */
export function part(
  figure: string | AggregatedCell,
  more: Partial<RollUpPart> & { category?: string } = {},
): RollUpPart {
  const { category, period = '2024', ...rest } = more;
  const parsed = parsePeriod(period);
  if (!parsed) throw new Error(`${period} is no period`);
  const { start, end } = periodRange(parsed);
  return {
    versionId: 'v1',
    ecosystemId: 'e1',
    period,
    periodStart: start,
    periodEnd: end,
    categories: category ? [{ dimension: 'sex', category }] : [],
    source: 'ORGANIZATION',
    organizationId: null,
    place: null,
    placeScheme: null,
    partial: partialOf(typeof figure === 'string' ? cellOf(figure) : figure),
    ...rest,
  };
}

/** A request for totals over organizations, by released period. */
export function request(parts: RollUpPart[], more: Partial<RollUpRequest> = {}): RollUpRequest {
  return {
    parts,
    versions: [version],
    over: ['ORGANIZATIONS'],
    periods: null,
    by: [],
    compares: () => ({ comparability: 'YES', notes: [] }),
    ...more,
  };
}

/** The figures of a request that is valid. */
export function rolledUp(request: RollUpRequest): RollUpFigure[] {
  return unwrap(rollUp(request));
}

export const summariesOf = (figures: RollUpFigure[]) =>
  figures.map(({ period, value, reason, interval }) =>
    [period, value ?? reason, ...(interval ? [`${interval.low}..${interval.high ?? ''}`] : [])].join(' '),
  );

export const ratio = {
  ...version,
  kind: 'RATIO',
  multiplier: '100',
  aggregationAcrossOrganizations: 'RATIO',
  aggregationOverTime: 'RATIO',
  denominatorOverTime: 'SUM',
  denominatorOverCategories: 'SPLIT',
} as const;
export const mean = {
  ...version,
  kind: 'MEAN',
  aggregationAcrossOrganizations: 'WEIGHTED_MEAN',
  aggregationOverTime: 'WEIGHTED_MEAN',
} as const;
export const people = {
  ...version,
  countingUnit: 'PEOPLE_UNDUPLICATED',
  aggregationAcrossOrganizations: 'NONE',
  aggregationOverTime: 'NONE',
} as const;

/** What figures of one period come to under a version. */
export const over = (rules: object, ...figures: string[]) =>
  rolledUp(
    request(
      figures.map((each) => part(each)),
      { versions: [{ ...version, ...rules }] },
    ),
  )[0];

/** What figures of these periods come to in 2024, or another period. */
export const within = (rules: object, figures: Record<string, string>, asked = '2024') => {
  const parts = Object.entries(figures).map(([period, figure]) => part(figure, { period }));
  return rolledUp(request(parts, { versions: [{ ...version, ...rules }], periods: [asked] }))[0];
};
