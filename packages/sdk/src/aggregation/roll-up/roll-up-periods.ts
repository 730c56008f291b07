import { type PeriodRange, periodFromRange, type YearStarts } from '../../period/index.ts';
import { relationOfRanges } from '../../period/internal.ts';
import { formatDay, parseDay } from '../../shared/calendar-date.ts';
import { type UnavailableFigure, unavailable } from './roll-up-pool.ts';

/** What has figures for a stretch of days. `number` is that of its version: the newer one stands for the older. */
export interface Dated extends PeriodRange {
  period: string;
  number: number;
  /** Whether it has a figure, or may have one that is withheld. */
  hasFigure: boolean;
}

/** What stands for a stretch of days, in the order of time. */
export interface Covering<T> {
  chosen: T[];
  /** Of an older version, for days for which a newer one stands. */
  leftOut: T[];
  /** Days that nothing chosen covers, under their shortest period codes. */
  gaps: string[];
  unavailable: UnavailableFigure | null;
}

/**
 * Of everything that has figures, what stands for the days that are asked for. What is of exactly these days; else the
 * coarsest of what lies within, each standing for the finer that it contains, unless it has no figure and they do. Of
 * several versions the newest. It is `NOT_ADDITIVE` where what lies within overlaps, where only parts of it do and leave
 * gaps, and where there is only something longer, which cannot be divided.
 */
export function coveringOf<T extends Dated>(
  asked: PeriodRange & { code: string },
  { candidates, years }: { candidates: readonly T[]; years: YearStarts },
): Covering<T> {
  const touching = candidates.filter((each) => relationOfRanges(each, asked) !== 'APART');
  const exact = touching.filter((each) => relationOfRanges(each, asked) === 'EQUAL');
  const within = touching.filter((each) => ['EQUAL', 'WITHIN'].includes(relationOfRanges(each, asked)));
  const { newest, leftOut } = byVersion(exact.some(({ hasFigure }) => hasFigure) ? exact : within);
  const chosen = outermost(newest);
  const gaps = gapsIn(asked, { chosen, years });
  const covering = { chosen, leftOut, gaps, unavailable: null };
  const [longer] = touching.filter((each) => !within.includes(each));
  if (chosen.length === 0 && longer) {
    const explanation = `there is a figure for ${longer.period}: none for ${asked.code} follows from it`;
    return { ...covering, unavailable: unavailable('NOT_ADDITIVE', explanation) };
  }
  const overlap = firstOverlap(chosen) ?? (gaps.length > 0 && longer ? [longer.period, asked.code] : undefined);
  if (!overlap) return covering;
  const explanation = `the periods ${overlap.join(' and ')} overlap in part`;
  return { ...covering, unavailable: unavailable('NOT_ADDITIVE', explanation) };
}

/** Of what is of the same days, the newest version; one without figures gives way to one that has some. */
function byVersion<T extends Dated>(all: readonly T[]): { newest: T[]; leftOut: T[] } {
  const newest: T[] = [];
  const leftOut: T[] = [];
  for (const same of Map.groupBy(all, ({ start, end }) => `${start}/${end}`).values()) {
    const [first, ...others] = same.toSorted(
      (a, b) => Number(b.hasFigure) - Number(a.hasFigure) || b.number - a.number,
    );
    if (first) newest.push(first);
    leftOut.push(...others.filter(({ hasFigure }) => hasFigure));
  }
  return { newest, leftOut };
}

function outermost<T extends Dated>(all: readonly T[]): T[] {
  const contains = (outer: T, inner: T) => relationOfRanges(outer, inner) === 'CONTAINS';
  const standing = all.filter((one) => one.hasFigure || !all.some((other) => other.hasFigure && contains(one, other)));
  const outer = standing.filter((one) => !standing.some((other) => contains(other, one)));
  return outer.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

function firstOverlap(inOrder: readonly Dated[]): [string, string] | undefined {
  for (const [at, one] of inOrder.entries()) {
    const next = inOrder[at + 1];
    if (next && next.start <= one.end) return [one.period, next.period];
  }
  return undefined;
}

function gapsIn(asked: PeriodRange, { chosen, years }: { chosen: readonly Dated[]; years: YearStarts }): string[] {
  const gaps: string[] = [];
  const note = (first: number, last: number) => {
    const range = { start: formatDay(first), end: formatDay(last) };
    gaps.push(periodFromRange(range, years)?.code ?? `${range.start}/${range.end}`);
  };
  let from = dayOf(asked.start);
  for (const { start, end } of chosen) {
    if (from < dayOf(start)) note(from, dayOf(start) - 1);
    from = Math.max(from, dayOf(end) + 1);
  }
  if (from <= dayOf(asked.end)) note(from, dayOf(asked.end));
  return gaps;
}

function dayOf(date: string): number {
  const number = parseDay(date);
  if (number === undefined) throw new RangeError(`"${date}" is no day`);
  return number;
}
