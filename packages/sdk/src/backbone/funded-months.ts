import { day, fields, judgeInput, list, oneOf, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { Funding } from './funding.ts';
import { fundingStatuses } from './funding-life-cycle.ts';
import { awardsAmong } from './funding-totals.ts';

/** The fields of funding that {@link fundedMonths} uses. */
export interface DatedFunding extends Pick<Funding, 'id' | 'status'> {
  awardId?: string | null;
  startsOn?: string | null;
  endsOn?: string | null;
}

const datedFunding = fields<DatedFunding>({
  id: text,
  status: oneOf(fundingStatuses),
  awardId: optional(text),
  startsOn: optional(day),
  endsOn: optional(day),
});

/** The period that funding covers without a gap. */
export interface FundedMonths {
  /** Whole months. A whole month ends on the day before the same day of a later month. */
  months: number;
  /** Last day before the first gap. Null if no award runs on the first day. */
  fundedThrough: string | null;
  /** Number of committed or received awards with an end date. */
  awardsIncluded: number;
  /** Number of committed or received awards that are excluded because they have no end date. */
  awardsWithoutEndDate: number;
}

/**
 * The number of whole months, starting on a date (`YYYY-MM-DD`), that committed or received funding covers without a gap.
 *
 * A day is covered if at least one award runs on it. An award runs from `startsOn` to `endsOn`, inclusive. Without `startsOn`
 * it runs on every earlier day. Without `endsOn` it is excluded and counted in `awardsWithoutEndDate`. Sub-awards are part
 * of their award. Amounts, currencies and purposes are not considered.
 *
 * @example
 * const year = { id: 'a', awardId: null, status: 'RECEIVED', startsOn: '2024-01-01', endsOn: '2024-12-31' };
 * const next = { id: 'b', awardId: null, status: 'COMMITTED', startsOn: '2025-01-01', endsOn: '2025-06-30' };
 * unwrap(fundedMonths([year, next], '2024-09-15')); // { months: 9, fundedThrough: '2025-06-30', awardsIncluded: 2, awardsWithoutEndDate: 0 }
 */
export function fundedMonths(funding: readonly DatedFunding[], on: string): Outcome<FundedMonths> {
  const malformed = judgeInput({ funding, on }, { funding: list(datedFunding), on: day });
  if (malformed.length > 0) return refused(...malformed);
  const secured = awardsAmong(funding).filter(({ status }) => status === 'COMMITTED' || status === 'RECEIVED');
  const periods = secured.flatMap(({ startsOn, endsOn }) =>
    endsOn == null ? [] : [{ startsOn: startsOn ?? null, endsOn }],
  );
  const until = lastDayWithoutGap(periods, on);
  return accepted({
    months: until === null ? 0 : wholeMonths(on, until),
    fundedThrough: until,
    awardsIncluded: periods.length,
    awardsWithoutEndDate: secured.length - periods.length,
  });
}

function lastDayWithoutGap(periods: { startsOn: string | null; endsOn: string }[], on: string): string | null {
  const byStart = periods.toSorted((a, b) => dayOf(a.startsOn) - dayOf(b.startsOn));
  let until: string | null = null;
  let needed = dayOf(on);
  for (const { startsOn, endsOn } of byStart) {
    if (dayOf(startsOn) > needed || dayOf(endsOn) < needed) continue;
    until = endsOn;
    needed = dayOf(endsOn) + 1;
  }
  return until;
}

/** Whole months from `on` to the day after `until`. In a shorter month, the last day completes the month. */
function wholeMonths(on: string, until: string): number {
  const from = new Date(dayOf(on) * millisecondsOfDay);
  const end = new Date((dayOf(until) + 1) * millisecondsOfDay);
  const months = (end.getUTCFullYear() - from.getUTCFullYear()) * 12 + end.getUTCMonth() - from.getUTCMonth();
  const lastOfMonth = new Date(end);
  lastOfMonth.setUTCMonth(end.getUTCMonth() + 1, 0);
  const anniversary = Math.min(from.getUTCDate(), lastOfMonth.getUTCDate());
  return end.getUTCDate() < anniversary ? months - 1 : months;
}

const millisecondsOfDay = 86_400_000;

/** Days since 1970-01-01, without a time zone. Null is before every date. */
function dayOf(date: string | null): number {
  return date === null ? Number.NEGATIVE_INFINITY : Date.parse(`${date}T00:00:00Z`) / millisecondsOfDay;
}
