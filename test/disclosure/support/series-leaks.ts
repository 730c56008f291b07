import { hasBounds, keyOfCell } from './cells-of-figure.ts';
import { everyUnit, type SeenCell, type SeenFigure, type SeenPoint, type SeenRound } from './gateway-reader.ts';

/**
 * A series has the figures of the whole that a roll-up over every unit returns, and the published cells of reporters in the
 * current releases. Anything else in it would be new information.
 */
export function leaksOfSeries({ series, rollUps, releases, earlier }: SeenRound): string[] {
  const current = releases.filter(({ replacedAt }) => replacedAt === null);
  const published = [...(earlier ? [earlier] : []), ...current].flatMap(({ cells }) => cells.nodes);
  const ofEveryUnit = rollUps.filter(({ over }) => over.length === everyUnit.length);
  const [ofReporters, ofWhole] = [series.filter(isOfReporter), series.filter((point) => !isOfReporter(point))];
  return [
    ...differences<SeenPoint | SeenCell>(ofReporters, {
      expected: published.filter(isOfReporter),
      numbersOf: numbersOfCell,
    }),
    ...differences<SeenPoint | SeenFigure>(ofWhole, { expected: ofEveryUnit, numbersOf: numbersOfFigure }),
  ];
}

function differences<T>(points: readonly T[], of: { expected: readonly T[]; numbersOf: (each: T) => unknown }) {
  const [shown, expected] = [points, of.expected].map((list) => list.map((each) => JSON.stringify(of.numbersOf(each))));
  const others = shown?.filter((each) => !expected?.includes(each)) ?? [];
  const missing = expected?.filter((each) => !shown?.includes(each)) ?? [];
  return [
    ...others.map((each) => `the series has a point that is not published: ${each}`),
    ...missing.map((each) => `the series has no point for ${each}`),
  ];
}

/** Whether a cell is of one organization, or of a place that the ecosystem itself reported. */
function isOfReporter({ scope, place }: Pick<SeenPoint, 'scope' | 'place'>): boolean {
  return scope === 'ORGANIZATION' || place !== null;
}

function numbersOfCell(cell: SeenPoint | SeenCell) {
  const { value, numerator, denominator, base, standardError, status, suppressed } = cell;
  const numbers = [value, numerator, denominator, base, standardError, status, suppressed];
  return [keyOfCell(cell), ...numbers, 'interval' in cell ? cell.interval : intervalOf(cell)];
}

/** The interval of a reporter's figure that is stated as bounds. */
function intervalOf(cell: SeenCell): SeenPoint['interval'] {
  const { lowerBound, upperBound } = cell;
  return hasBounds(cell) ? { low: lowerBound ?? '0', high: upperBound ?? null } : null;
}

function numbersOfFigure(figure: SeenPoint | SeenFigure) {
  const { period, categories, value, numerator, denominator, base, interval, reason, matchedChange } = figure;
  const numbers = [value, numerator, denominator, base === null ? null : Number(base)];
  return [period, categories, ...numbers, interval, reason, matchedChange];
}
