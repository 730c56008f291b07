import { keyOfCell } from './cells-of-figure.ts';
import { everyUnit, type SeenFigure, type SeenPoint, type SeenRound } from './gateway-reader.ts';

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
    ...differences(ofReporters, { expected: published.filter(isOfReporter), numbersOf: numbersOfCell }),
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

function numbersOfCell(cell: Omit<SeenPoint, 'period' | 'interval' | 'reason' | 'matchedChange'>) {
  const { value, numerator, denominator, base, standardError, status, suppressed } = cell;
  return [keyOfCell(cell), value, numerator, denominator, base, standardError, status, suppressed];
}

function numbersOfFigure(figure: SeenPoint | SeenFigure) {
  const { period, categories, value, numerator, denominator, base, interval, reason, matchedChange } = figure;
  const numbers = [value, numerator, denominator, base === null ? null : Number(base)];
  return [period, categories, ...numbers, interval, reason, matchedChange];
}
