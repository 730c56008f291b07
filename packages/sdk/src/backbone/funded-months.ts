import { day, fields, judgeInput, list, oneOf, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { Funding } from './funding.ts';
import { fundingStatuses } from './funding-life-cycle.ts';
import { awardsAmong } from './funding-totals.ts';

/** What the months ahead look at in a funding commitment. */
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

/** How long funding runs without a gap. */
export interface FundedMonths {
  /** Whole months: from a day of one month to the day before it in a later one. */
  months: number;
  /** The last day before the first gap; null where nothing runs on the day asked about. */
  fundedThrough: string | null;
  /** How many commitments were looked at: committed or received, with an end. */
  awardsIncluded: number;
  /** How many committed or received ones do not say when they end, and so were not. */
  awardsWithoutEndDate: number;
}

/**
 * For how many whole months from a day on (`YYYY-MM-DD`) the committed or received funding runs without a gap.
 *
 * A commitment runs from `startsOn` to `endsOn`, both included; without `startsOn` it has always run, and without `endsOn`
 * nobody knows until when, so it is not counted but told. A sub-award runs with its award. That some funding runs says
 * nothing about whether it is enough: amounts, currencies and purposes are no part of the answer.
 *
 * @example
 * const year = { id: 'a', awardId: null, status: 'RECEIVED', startsOn: '2024-01-01', endsOn: '2024-12-31' };
 * const next = { id: 'b', awardId: null, status: 'COMMITTED', startsOn: '2025-01-01', endsOn: '2025-06-30' };
 * unwrap(fundedMonths([year, next], '2024-09-15')); // { months: 9, fundedThrough: '2025-06-30', awardsIncluded: 2, awardsWithoutEndDate: 0 }
 */
export function fundedMonths(commitments: readonly DatedFunding[], on: string): Outcome<FundedMonths> {
  const malformed = judgeInput({ commitments, on }, { commitments: list(datedFunding), on: day });
  if (malformed.length > 0) return refused(...malformed);
  const secured = awardsAmong(commitments).filter(({ status }) => status === 'COMMITTED' || status === 'RECEIVED');
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

/** How many months later the day after `until` is, at least; a month that is too short is full on its last day. */
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

/** Days since 1970 in the calendar of every year, without a time zone; of no date, a day before all others. */
function dayOf(date: string | null): number {
  return date === null ? Number.NEGATIVE_INFINITY : Date.parse(`${date}T00:00:00Z`) / millisecondsOfDay;
}
