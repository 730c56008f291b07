import type { DimensionRules } from '../../indicator/index.ts';
import { unwrap } from '../../shared/outcome.ts';
import { disparitiesOf } from './disparities-of.ts';
import type { DisparityFigure, DisparityRequest, DisparityVersion } from './disparity.ts';

/** A dimension of three groups. */
const groups: DimensionRules = {
  code: 'group',
  exclusive: true,
  exhaustive: true,
  categories: ['A', 'B', 'C'].map((code) => ({ code, parent: null })),
};

/** A percentage that should increase. */
export const version: DisparityVersion = {
  id: 'v1',
  number: 1,
  kind: 'RATIO',
  direction: 'INCREASE',
  dimensions: [groups],
};

/** A figure of a category; of the total for null. Values other than numbers are reasons. */
export function figure(category: string | null, value: string, more: Partial<DisparityFigure> = {}): DisparityFigure {
  const isReason = /^[A-Z]/.test(value);
  return {
    period: '2024',
    periodStart: '2024-01-01',
    periodEnd: '2024-12-31',
    versionId: 'v1',
    comparability: 'YES',
    caveats: [],
    organizationId: null,
    place: null,
    ecosystemId: 'e1',
    categories: category === null ? [] : [{ dimension: 'group', category }],
    value: isReason ? null : value,
    reason: isReason ? (value as 'SUPPRESSED') : null,
    explanation: isReason ? `It is ${value}.` : null,
    coverage: { figuresIncluded: 3 },
    ...more,
  };
}

/** A request for the disparities from group A. */
export function request(figures: DisparityFigure[], more: Partial<DisparityRequest> = {}): DisparityRequest {
  return {
    dimension: 'group',
    reference: 'CATEGORY',
    referenceCategory: 'A',
    figures,
    versions: [version],
    compares: () => ({ comparability: 'YES', notes: [] }),
    ...more,
  };
}

/** Compares with the best category. */
export const best = { reference: 'BEST', referenceCategory: null } as const;

/** `category difference ratio position reason` of each category. */
export function linesOf(given: DisparityRequest): string[] {
  return unwrap(disparitiesOf(given)).flatMap(({ categories }) =>
    categories.map(({ category, difference, ratio, position, reason }) =>
      [category, difference ?? '-', ratio ?? '-', position ?? '-', ...(reason ? [reason] : [])].join(' '),
    ),
  );
}

/** The issues of a request. */
export function issues(given: DisparityRequest): string[] {
  const outcome = disparitiesOf(given);
  return outcome.ok ? [] : outcome.issues.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`);
}

/** A figure of each group. */
export const three = [figure('A', '60'), figure('B', '45'), figure('C', '72.5')];
