import { leaksOfBounds } from './bounds-leaks.ts';
import { cellsOfFigure, hasBounds, hasCategories, isFigure, keyOfCell } from './cells-of-figure.ts';
import { leaksOfDisparities } from './disparity-leaks.ts';
import {
  county,
  everyUnit,
  type SeenCell,
  type SeenFigure,
  type SeenPoint,
  type SeenProgress,
  type SeenRelease,
  type SeenRound,
} from './gateway-reader.ts';
import type { PlayedScenario } from './gateway-world.ts';
import { leaksOfMatchedChange } from './matched-change-leaks.ts';
import { leaksOfMatchedDisparities } from './matched-disparity-leaks.ts';
import { isSumOfShown, leaksOfRatio } from './ratio-leaks.ts';
import { period, ratios, type Scenario, type ScenarioKind } from './scenario/gateway-scenario.ts';
import { leaksOfSeries } from './series-leaks.ts';

const numbers = ['value', 'numerator', 'denominator', 'base', 'standardError'] as const;

/** What the public can read beyond published figures. Empty if there is nothing. */
export function leaksOf({ seen, scenario }: Pick<PlayedScenario, 'seen' | 'scenario'>): string[] {
  return [...seen.flatMap((round) => leaksOfRound(round, scenario)), ...changesOf(seen)];
}

function leaksOfRound(round: SeenRound, scenario: Scenario): string[] {
  const { kind } = scenario;
  const { earlier, series, rollUps, disparities, targets } = round;
  const releases = [...(earlier ? [earlier] : []), ...round.releases];
  const current = round.releases.find(({ replacedAt }) => replacedAt === null);
  const cells = releases.flatMap(({ total, cells: { nodes } }) => [...nodes, ...(total ? [total] : [])]);
  const isUnsuppressed = (cell: SeenCell | SeenPoint) =>
    cell.suppressed && numbers.some((name) => cell[name] !== null) && !hasDenominatorOnly(cell, kind);
  const withNumbers = [
    ...cells.filter((cell) => isUnsuppressed(cell) || (cell.suppressed && hasBounds(cell))),
    ...series.filter(isUnsuppressed),
  ];
  const reasons = cells.filter(({ suppressionReason }) => suppressionReason != null);
  const steward = releases.filter(
    ({ heldReports, unprotectedTotals }) => heldReports !== null || unprotectedTotals !== null,
  );
  const counts = releases.filter((release) => release.cells.totalCount !== release.cells.nodes.length);
  const ofPlaces = rollUps.filter(({ placeLevel }) => placeLevel === null);
  const [now = [], before = []] = [current, earlier].map((release) => release?.cells.nodes);
  return [
    ...withNumbers.map((cell) => `a suppressed cell has a number: ${JSON.stringify(cell)}`),
    ...reasons.map((cell) => `a cell states why it is suppressed: ${JSON.stringify(cell)}`),
    ...steward.map(({ id }) => `${id} has values that are for stewards`),
    ...counts.map(({ id }) => `${id} counts other cells than it shows`),
    ...leaksOfSeries(round),
    ...rollUps.flatMap((figure) =>
      leaksOfFigure(figure, { cells: atLevel(figure, figure.period === period ? now : before), scenario }),
    ),
    ...rollUps.flatMap((figure) => {
      const [cells, earlierCells] = [atLevel(figure, now), atLevel(figure, before)];
      return leaksOfMatchedChange(figure, { cells, earlier: earlierCells, kind });
    }),
    ...disparities.flatMap((each) => leaksOfDisparities(each, ofPlaces)),
    ...disparities.flatMap((each) =>
      leaksOfMatchedDisparities(each, { cells: now, earlier: before, disparities, kind }),
    ),
    ...targets.flatMap((target) => leaksOfProgress(target, { cells: now, rollUps: ofPlaces })),
  ];
}

/**
 * Cells whose places are those of the level of a figure, if they are within one of these. The ecosystem's own figures of some
 * places of the county are used only if organizations have none.
 */
function atLevel({ placeLevel, categories }: SeenFigure, cells: readonly SeenCell[]): readonly SeenCell[] {
  if (placeLevel === null) return cells;
  const within: readonly string[] = county.places;
  const isWithin = ({ place }: SeenCell) => place !== null && within.includes(place.code);
  const hasOrganizations = cells.some(
    (cell) => cell.scope === 'ORGANIZATION' && isWithin(cell) && isFigure(cell) && hasCategories(cell, categories),
  );
  return cells.flatMap((cell) => {
    if (!isWithin(cell)) return [cell];
    return cell.scope === 'ORGANIZATION' || !hasOrganizations ? [{ ...cell, place: { code: county.code } }] : [];
  });
}

/** Whether a suppressed cell of a ratio has a denominator, or the base of a percentage, and no other number. */
/** In a release with crossings, the totals of ratios that are reported with a base have numerators and denominators. */
function hasDenominatorOnly(cell: Pick<SeenCell, (typeof numbers)[number] | 'scope'>, kind: ScenarioKind): boolean {
  const shown = numbers.filter((name) => cell[name] !== null);
  const isTotal = cell.scope === 'AGGREGATE';
  const denominator = kind === 'RATIO' || kind === 'SHARED' || isTotal ? 'denominator' : 'base';
  return ratios.includes(kind) && kind !== 'BINARY' && shown.length === 1 && shown[0] === denominator;
}

/** A figure of a roll-up is the published cell of the whole, or the aggregate of published cells. */
function leaksOfFigure(figure: SeenFigure, of: { cells: readonly SeenCell[]; scenario: Scenario }): string[] {
  const possible = cellsOfFigure(figure, of.cells).map((needed) => [
    ...leaksOfCells(figure, { needed, ...of }),
    ...leaksOfRatio(figure, { needed, ...of }),
    ...leaksOfBounds(figure, { needed, ...of }),
  ]);
  return possible.some((leaks) => leaks.length === 0) ? [] : possible.flat();
}

function leaksOfCells(
  figure: SeenFigure,
  { needed, cells, scenario }: { needed: readonly SeenCell[]; cells: readonly SeenCell[]; scenario: Scenario },
): string[] {
  const isRatio = ratios.includes(scenario.kind) && scenario.kind !== 'BINARY';
  const hasNumber =
    // See `leaksOfRatio` for intervals of ratios.
    (figure.interval !== null && !isRatio && !isImplied(figure, { needed, cells })) ||
    (['value', 'numerator', 'denominator', 'base'] as const).some((name) => figure[name] !== null);
  const name = `the roll-up over ${figure.over.join(' and ')} of ${keyOfCell({ ...figure, scope: 'AGGREGATE' })}`;
  if (needed.some(({ suppressed }) => suppressed)) {
    // The figure of an organization that was not visible at release time is missing, suppressed or not.
    const isOfOrganizations = needed.every(({ scope }) => scope === 'ORGANIZATION');
    const isShown = cells.some(
      ({ scope, suppressed, categories, value }) =>
        scope !== 'ORGANIZATION' && !suppressed && value === figure.value && hasCategories(figure, categories),
    );
    // A published total is no new information, and anyone can add up published cells.
    if (figure.value !== null && (isShown || isSumOfShown(figure, needed))) return [];
    const isSilent = figure.reason === 'SUPPRESSED' || (isOfOrganizations && figure.reason === 'NO_DATA');
    return hasNumber || !isSilent ? [`${name} needs a suppressed cell: ${JSON.stringify(figure)}`] : [];
  }
  const [whole, ...others] = needed;
  const isOther = others.length === 0 && whole && figure.reason === null && figure.value !== whole.value;
  return isOther ? [`${name} is ${figure.value}, not ${whole.value}`] : [];
}

/** Whether the interval of a suppressed figure is only a lower end that the shown cells imply. */
function isImplied(
  { interval, categories, reason }: SeenFigure,
  { needed, cells }: { needed: readonly SeenCell[]; cells: readonly SeenCell[] },
): boolean {
  if (interval === null || interval.high !== null || reason !== 'SUPPRESSED') return false;
  const ends = [largestShown(needed)];
  if (categories.length === 0) {
    // Nobody is in two categories of a dimension, so the largest figures of its categories add up.
    const ofOneCategory = cells.filter((cell) => cell.scope === 'ORGANIZATION' && cell.categories.length === 1);
    const byDimension = Map.groupBy(ofOneCategory, (cell) => cell.categories[0]?.dimension.code);
    for (const ofDimension of byDimension.values()) {
      const byCategory = Map.groupBy(ofDimension, (cell) => cell.categories[0]?.code);
      ends.push([...byCategory.values()].reduce((sum, ofCategory) => sum + largestShown(ofCategory), 0));
    }
  }
  return Number(interval.low) <= Math.max(...ends);
}

function largestShown(cells: readonly SeenCell[]): number {
  const lowest = ({ value, lowerBound }: SeenCell) => Number(value ?? lowerBound ?? 0);
  return cells.reduce((largest, cell) => (cell.suppressed ? largest : Math.max(largest, lowest(cell))), 0);
}

/** Progress is measured by the figure of the whole that a roll-up returns. It has no number if that one has none. */
function leaksOfProgress(
  { categories, progress }: SeenProgress,
  { cells, rollUps }: { cells: readonly SeenCell[]; rollUps: readonly SeenFigure[] },
): string[] {
  if (!progress) return [];
  const { latest, share, onTrack, reached, reason } = progress;
  const name = `progress of ${JSON.stringify(categories)}: ${JSON.stringify(progress)}`;
  const figure = rollUps.find(
    (each) =>
      each.over.length === everyUnit.length && each.period === latest?.period && hasCategories(each, categories),
  );
  const isOther =
    latest?.value !== figure?.value || JSON.stringify(latest?.interval) !== JSON.stringify(figure?.interval);
  if (latest && isOther) return [`${name} is not measured by ${JSON.stringify(figure)}`];
  const whole = cells.find(
    (cell) => cell.scope !== 'ORGANIZATION' && cell.place === null && hasCategories(cell, categories),
  );
  if (!whole?.suppressed) return [];
  // An interval of a ratio follows from what is shown, and so does what holds for all of it.
  if (latest?.interval) return latest.value === null && share === null ? [] : [`${name} needs a suppressed cell`];
  const isSilent = [latest?.value ?? null, share, onTrack, reached].every((each) => each === null);
  return isSilent && reason === 'SUPPRESSED' ? [] : [`${name} needs a suppressed cell`];
}

/** The cells of a replaced release do not change. Those of an organization that is hidden later disappear. */
function changesOf(seen: readonly SeenRound[]): string[] {
  const first = new Map<string, string>();
  return seen.flatMap(({ releases }) => releases.flatMap((release) => changesIn(release, first)));
}

function changesIn({ id, cells }: SeenRelease, first: Map<string, string>): string[] {
  return cells.nodes.flatMap((cell) => {
    const where = `${id} ${keyOfCell(cell)}`;
    const now = JSON.stringify(cell);
    const before = first.get(where) ?? now;
    first.set(where, before);
    return before === now ? [] : [`${where} is ${now}, and was ${before}`];
  });
}
