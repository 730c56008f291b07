import { breakdownKey } from '../../indicator/index.ts';
import { parsePeriod, periodsBetween } from '../../period/index.ts';
import { amount } from '../../shared/wording.ts';
import type { PreviousFigure, RollUpFigure, UnlinkedFigure } from './roll-up-figure.ts';
import type { RollUpRequest } from './roll-up-request.ts';

/**
 * Adds to each figure the previous period and whether the versions of the two figures are comparable. If they are not, or only
 * with a caveat, or if periods lie between the two figures, `caveats` states it: every reader of the figures compares them over time.
 */
export function linkFigures(
  figures: readonly UnlinkedFigure[],
  request: Pick<RollUpRequest, 'versions' | 'compares'>,
): RollUpFigure[] {
  const groups = Map.groupBy(figures, groupOf);
  return figures.map((figure) => {
    const before = previousOf(figure, groups.get(groupOf(figure)) ?? []);
    if (!before) return { ...figure, previous: null };
    const { comparability, notes: limits } = comparabilityOfChange({ before, figure }, request);
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
    `The previous figure is of ${first}: ${amount(between, 'period')} ${between === 1 ? 'lies' : 'lie'} between ${first} and ${last}.`,
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

/** The comparability of all versions of two figures. If both are of the same versions, the change between them has no caveat. */
function comparabilityOfChange(
  { before, figure }: { before: UnlinkedFigure; figure: UnlinkedFigure },
  request: Pick<RollUpRequest, 'versions' | 'compares'>,
): Pick<PreviousFigure, 'comparability' | 'notes'> {
  const [first, second] = [before, figure].map((each) => numbersOf(each, request));
  const [from, to] = [first ?? [], second ?? []];
  if (from.join() === to.join()) return { comparability: 'YES', notes: [] };
  const numbers = [...from, ...to];
  const { comparability, notes } = request.compares({ from: Math.min(...numbers), to: Math.max(...numbers) });
  if (comparability === 'YES') return { comparability, notes: [] };
  const verdict = comparability === 'NO' ? 'not comparable' : 'comparable with a caveat';
  const used = `The change from ${before.period} (${named(from)}) to ${figure.period} (${named(to)}) is ${verdict}.`;
  return { comparability, notes: [used, ...notes] };
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
