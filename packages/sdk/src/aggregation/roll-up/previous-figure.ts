import { breakdownKey } from '../../indicator/index.ts';
import { parsePeriod, periodsBetween } from '../../period/index.ts';
import { amount } from '../../shared/wording.ts';
import { SeriesCategories } from '../series-categories.ts';
import type { PreviousFigure, RollUpFigure, UnlinkedFigure } from './roll-up-figure.ts';
import type { RollUpRequest } from './roll-up-request.ts';

/**
 * Adds to each figure the previous period and whether the versions of the two figures are comparable. If they are not, or only
 * with a caveat, or if periods lie between the two figures, `caveats` states it: every reader of the figures compares them over time.
 */
export function linkFigures(
  figures: readonly UnlinkedFigure[],
  request: Pick<RollUpRequest, 'versions' | 'compares' | 'categorized'>,
): RollUpFigure[] {
  const groups = Map.groupBy(figures, groupOf);
  const categories = request.categorized ? new SeriesCategories(request.categorized) : null;
  return figures.map((figure) => {
    const before = previousOf(figure, groups.get(groupOf(figure)) ?? []);
    if (!before) return { ...figure, previous: null };
    const { comparability, notes: limits } = comparabilityOfChange({ before, figure }, { ...request, categories });
    const notes = comparability === 'NO' ? limits : [...limits, ...gapBetween(before, figure)];
    const caveats = [...new Set([...figure.caveats, ...notes])];
    return { ...figure, caveats, previous: { period: before.period, comparability, notes } };
  });
}

/** The caveat that periods lie between two figures, so that the change is not from one period to the next. Empty if none do. */
function gapBetween({ period: first }: UnlinkedFigure, { period: last }: UnlinkedFigure): string[] {
  const [from, to] = [parsePeriod(first), parsePeriod(last)];
  const between = from && to ? (periodsBetween({ from, to })?.length ?? 0) - 2 : 0;
  if (between < 1) return [];
  return [
    `The previous figure is for ${first}. ${amount(between, 'period')} ${between === 1 ? 'lies' : 'lie'} between ${first} and ${last}.`,
  ];
}

/** Identifies the figures of one unit, combination of categories and kind of period. */
function groupOf({ ecosystemId, organizationId, place, categories, period }: UnlinkedFigure): string {
  const kind = parsePeriod(period)?.kind;
  return JSON.stringify([
    ecosystemId,
    organizationId,
    place && [place.scheme, place.code],
    breakdownKey(categories),
    kind,
  ]);
}

/** The figure of the latest earlier period. Undefined if there is none, or if no release has a figure of one of the two. */
function previousOf(figure: UnlinkedFigure, group: readonly UnlinkedFigure[]): UnlinkedFigure | undefined {
  if (figure.coverage.releases.length === 0) return undefined;
  return group.reduce<UnlinkedFigure | undefined>((one, other) => {
    if (other.periodEnd >= figure.periodStart || other.coverage.releases.length === 0) return one;
    return one && one.periodStart >= other.periodStart ? one : other;
  }, undefined);
}

/**
 * The comparability of all versions of two figures. If both are of the same versions, the change between them has no caveat. It is
 * not comparable if a crosswalk does not map the categories of the earlier figure, and only these, to those of the later one.
 */
function comparabilityOfChange(
  { before, figure }: { before: UnlinkedFigure; figure: UnlinkedFigure },
  request: Pick<RollUpRequest, 'versions' | 'compares'> & { categories: SeriesCategories | null },
): Pick<PreviousFigure, 'comparability' | 'notes'> {
  const [first, second] = [before, figure].map((each) => numbersOf(each, request));
  const [from, to] = [first ?? [], second ?? []];
  if (from.join() === to.join()) return { comparability: 'YES', notes: [] };
  const numbers = [...from, ...to];
  const compared = request.compares({ from: Math.min(...numbers), to: Math.max(...numbers) });
  const changes = changesOfCategories(figure, { from, to, categories: request.categories });
  const comparability = changes.length > 0 ? 'NO' : compared.comparability;
  const notes = [...compared.notes, ...changes];
  if (comparability === 'YES') return { comparability, notes: [] };
  const verdict = comparability === 'NO' ? 'not comparable' : 'comparable with a caveat';
  const used = `The change from ${before.period} (${named(from)}) to ${figure.period} (${named(to)}) is ${verdict}.`;
  return { comparability, notes: [used, ...notes] };
}

/** Why the categories of a figure are not those with the same codes in the versions of the other figure. */
function changesOfCategories(
  { categories: ofFigure }: UnlinkedFigure,
  of: { from: readonly number[]; to: readonly number[]; categories: SeriesCategories | null },
): string[] {
  const { from, to, categories } = of;
  if (!categories || ofFigure.length === 0) return [];
  const pairs = from.flatMap((one) => to.flatMap((other) => (one === other ? [] : [[one, other]])));
  const changes = pairs.flatMap(
    (pair) => categories.changeOf(ofFigure, { earlier: Math.min(...pair), later: Math.max(...pair) }) ?? [],
  );
  return [...new Set(changes)];
}

/** The numbers of the versions that a figure combines, in order. */
function numbersOf({ coverage }: UnlinkedFigure, { versions }: Pick<RollUpRequest, 'versions'>): number[] {
  const ids = new Set(coverage.releases.map(({ versionId }) => versionId));
  const numbers = versions.filter(({ id }) => ids.has(id)).map(({ number }) => number);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function named(numbers: readonly number[]): string {
  return numbers.length === 1 ? `version ${numbers[0]}` : `versions ${numbers.join(' and ')}`;
}
