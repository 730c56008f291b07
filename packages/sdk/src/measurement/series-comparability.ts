import { parseDay } from '../shared/calendar-date.ts';
import { describePeriodKinds, parsePeriod } from './period.ts';
import type { Compares } from './roll-up-context.ts';
import type { Comparability } from './vocabulary.ts';

/** What decides whether a point of a series compares with the one before it. */
export interface ComparedPoint {
  /** The same for points of one reporter, place and combination of categories. */
  key: string;
  /** The number of the version that it is of. */
  number: number;
  period: string;
  periodStart: string;
  periodEnd: string;
}

/** Whether a point compares with the one before it; null for the first of its reporter, place and categories. */
export interface PointComparability {
  comparability: Comparability | null;
  /** Why it compares with a caveat only, or does not. */
  note: string | null;
}

/**
 * Of each point of a series, in the order of time, whether it compares with the last one before it that has the same key. It
 * does not where the versions do not, or where one is for a year and the other for a quarter; with a caveat where the versions
 * do with one, or where two stretches of days are not equally long.
 *
 * @example
 * const point = { key: 'all', number: 1, period: '2024', periodStart: '2024-01-01', periodEnd: '2024-12-31' };
 * const next = { ...point, number: 2, period: '2025', periodStart: '2025-01-01', periodEnd: '2025-12-31' };
 * const compares = () => ({ comparability: 'NO', notes: ['Shorter visits count too.'] });
 * comparabilityInSeries([point, next], compares)[1]; // { comparability: 'NO', note: 'Shorter visits count too.' }
 */
export function comparabilityInSeries(points: readonly ComparedPoint[], compares: Compares): PointComparability[] {
  const last = new Map<string, ComparedPoint>();
  return points.map((point) => {
    const before = last.get(point.key);
    last.set(point.key, point);
    return before ? between(before, { point, compares }) : { comparability: null, note: null };
  });
}

function between(
  before: ComparedPoint,
  { point, compares }: { point: ComparedPoint; compares: Compares },
): PointComparability {
  const versions = before.number === point.number ? null : compares({ from: before.number, to: point.number });
  const length = unlikeLength(before, point);
  const found = [
    ...(versions ? [{ ...versions, note: versions.notes.join(' ') || null }] : []),
    ...(length ? [length] : []),
  ];
  const worst =
    found.find(({ comparability }) => comparability === 'NO') ??
    found.find(({ comparability }) => comparability === 'WITH_CAVEAT');
  return worst ? { comparability: worst.comparability, note: worst.note } : { comparability: 'YES', note: null };
}

function unlikeLength(one: ComparedPoint, other: ComparedPoint): { comparability: Comparability; note: string } | null {
  const [first, second] = [parsePeriod(one.period)?.kind, parsePeriod(other.period)?.kind];
  if (first && second && first !== second) {
    const kinds = [first, second].map((kind) => describePeriodKinds([kind]));
    return { comparability: 'NO', note: `Figures for ${kinds.join(' and for ')} do not compare.` };
  }
  if (first !== 'INTERVAL' || daysOf(one) === daysOf(other)) return null;
  return { comparability: 'WITH_CAVEAT', note: `${one.period} and ${other.period} are not equally long.` };
}

function daysOf({ periodStart, periodEnd }: ComparedPoint): number {
  return (parseDay(periodEnd) ?? 0) - (parseDay(periodStart) ?? 0) + 1;
}
