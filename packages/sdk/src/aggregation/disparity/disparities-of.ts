import type { Direction, DisparityReference } from '../../indicator/index.ts';
import { compareExact } from '../../shared/numbers/exact.ts';
import { accepted, type Outcome, refused } from '../../shared/outcome.ts';
import { compareWithReference, exactValueOf } from './compare-with-reference.ts';
import type { DisparityComparison, DisparityFigure, DisparityRequest } from './disparity.ts';
import { judgeDisparityRequest } from './disparity-input.ts';

/**
 * Computes the disparities between the categories of a dimension and a reference, for each period and unit, in the order of
 * `figures`. The difference (absolute disparity) is the category minus the reference. The ratio (relative disparity) is the
 * category divided by the reference. Both are computed only from `exact` of `figures` and `totals`, or from `value` if `exact` is
 * omitted, and are rounded once. A category or reference that is suppressed gives `SUPPRESSED`. `BEST` is the category with the highest
 * value (`INCREASE`) or the lowest (`DECREASE`) of those with a published value; the first one, if several are equal. A suppressed
 * category is never considered. Requests that are malformed, that name an unknown dimension or category, or that ask for the best
 * category of an indicator with the direction `MAINTAIN` are rejected as issues.
 *
 * @see https://www.cdc.gov/nchs/data/series/sr_02/sr02_141.pdf Keppel et al. (2005), Methodological issues in measuring health
 * disparities, for reference points, and for absolute and relative disparity
 * @example
 * const dimension = { code: 'income', exclusive: true, exhaustive: true, categories: ['low', 'other'].map((code) => ({ code, parent: null })) };
 * const figure = (category, value) => ({
 *   period: '2025', periodStart: '2025-01-01', periodEnd: '2025-12-31', versionId: 'v', comparability: 'YES', caveats: [],
 *   organizationId: null, place: null, ecosystemId: 'e', categories: [{ dimension: 'income', category }], value,
 *   reason: null, explanation: null, coverage: { figuresIncluded: 1 },
 * });
 * const [year] = unwrap(disparitiesOf({
 *   dimension: 'income', reference: 'BEST', referenceCategory: null,
 *   figures: [figure('low', '45'), figure('other', '60')],
 *   versions: [{ id: 'v', number: 1, kind: 'RATIO', direction: 'INCREASE', dimensions: [dimension] }],
 *   compares: () => ({ comparability: 'YES', notes: [] }),
 * }));
 * year.categories[0].difference; // '-15'
 * year.categories[0].ratio; // '0.75'
 * year.categories[0].position; // 'WORSE_OFF'
 */
export function disparitiesOf<Figure extends DisparityFigure>(
  request: DisparityRequest<Figure>,
): Outcome<DisparityComparison<Figure>[]> {
  const issues = judgeDisparityRequest(request);
  return issues.length > 0 ? refused(...issues) : accepted(comparisonsOf(request));
}

function comparisonsOf<Figure extends DisparityFigure>(
  request: DisparityRequest<Figure>,
): DisparityComparison<Figure>[] {
  const totals = new Map((request.totals ?? []).map((total) => [unitOf(total), total]));
  return [...Map.groupBy(request.figures, unitOf)].flatMap(([unit, figures]) => {
    const [first] = figures;
    if (!first) return [];
    const { period, periodStart, periodEnd, organizationId, place, ecosystemId } = first;
    const direction = directionOf(figures, request);
    const published = figures.filter(({ value }) => value !== null);
    const reference = referenceOf(request, { figures, published, direction, total: totals.get(unit) }) ?? null;
    const suppressedCategories = figures.filter(({ reason }) => reason === 'SUPPRESSED').length;
    const unknown = {
      suppressedCategories,
      boundedCategories: figures.filter(isStatedAsBounds).length,
      contradictoryCategories: figures.filter(({ reason: why }) => why === 'CONTRADICTORY').length,
    };
    return [
      {
        period,
        periodStart,
        periodEnd,
        organizationId,
        place,
        ecosystemId,
        direction,
        reference,
        publishedCategories: published.length,
        suppressedCategories,
        contradictoryCategories: unknown.contradictoryCategories,
        categories: figures.map((figure) =>
          compareWithReference(figure, { reference, direction, ...unknown, request }),
        ),
      },
    ];
  });
}

/** Whether a category has no value because a figure of it is stated as bounds. */
function isStatedAsBounds({ value, reason, coverage }: DisparityFigure): boolean {
  return (
    value === null && reason !== 'SUPPRESSED' && reason !== 'CONTRADICTORY' && (coverage.reportedAsBounds ?? 0) > 0
  );
}

/** Identifies the period and unit of a figure. */
function unitOf({ period, ecosystemId, organizationId, place }: DisparityFigure): string {
  return JSON.stringify([period, ecosystemId, organizationId, place && [place.scheme, place.code]]);
}

/** The direction of the newest version of the figures. */
function directionOf(figures: readonly DisparityFigure[], { versions }: DisparityRequest): Direction {
  const ids = new Set(figures.map(({ versionId }) => versionId));
  const used = versions.filter(({ id }) => ids.has(id));
  const newestFirst = (used.length > 0 ? used : versions).toSorted((a, b) => b.number - a.number);
  return newestFirst[0]?.direction ?? 'MAINTAIN';
}

function referenceOf<Figure extends DisparityFigure>(
  { reference, referenceCategory }: DisparityRequest<Figure>,
  of: { figures: readonly Figure[]; published: readonly Figure[]; direction: Direction; total: Figure | undefined },
): Figure | undefined {
  const isBetter = (one: Figure, other: Figure) =>
    compareExact(exactValueOf(one) ?? '0', exactValueOf(other) ?? '0') === (of.direction === 'INCREASE' ? 1 : -1);
  const found: Record<DisparityReference, () => Figure | undefined> = {
    CATEGORY: () =>
      of.figures.find(({ categories }) => categories.some(({ category }) => category === referenceCategory)),
    BEST: () =>
      of.published.reduce<Figure | undefined>((best, each) => (best && !isBetter(each, best) ? best : each), undefined),
    TOTAL: () => of.total,
  };
  return found[reference]();
}
