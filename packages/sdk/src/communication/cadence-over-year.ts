import { parseDay } from '../shared/calendar-date.ts';
import { day, expecting, fields, list, nullable } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { addDuration, wholeDays } from './add-duration.ts';

/** What is planned at a cadence, and the days on which it happened. Dates are `YYYY-MM-DD`. */
export interface PlannedEvents {
  /** Planned interval between events: an ISO 8601 duration of at least one day. */
  cadence: string;
  /** First day of the plan. Null if it is not known. */
  startedOn: string | null;
  /** The days of the events, in any order. */
  days: readonly string[];
  /** Last day of the year that is counted. */
  on: string;
}

/** How many intervals of a cadence had an event. */
export interface CadenceAdherence {
  /** Number of whole intervals of the cadence in the twelve months up to the date, since the plan started. */
  intervals: number;
  /** Number of these intervals with at least one event. */
  intervalsMet: number;
}

/** Requires a cadence: an ISO 8601 duration of at least one day. */
export const cadenceCheck = expecting(
  'an ISO 8601 duration of at least one day, such as P1M',
  (value) => typeof value === 'string' && wholeDays.test(value) && /[1-9]/.test(value),
);
const plannedEvents = fields<PlannedEvents>({
  cadence: cadenceCheck,
  startedOn: nullable(day),
  days: list(day),
  on: day,
});

/**
 * Counts the intervals of a cadence in the twelve months up to a date, and those with at least one event. The intervals
 * begin on the first of these days, or when the plan started if that is later. An interval that has not ended is excluded. A
 * cadence longer than twelve months has one interval, which ends on the date.
 *
 * @see Kania & Kramer 2011, continuous communication: regular meetings, over years
 * @example
 * const days = ['2024-02-10', '2024-02-20', '2024-05-01'];
 * unwrap(cadenceOverYear({ cadence: 'P1M', startedOn: '2024-01-01', days, on: '2024-06-30' }));
 * // { intervals: 6, intervalsMet: 2 }
 */
export function cadenceOverYear(planned: PlannedEvents): Outcome<CadenceAdherence> {
  const malformed = plannedEvents(planned, []);
  return malformed.length > 0 ? refused(...malformed) : accepted(keptIn(planned));
}

function keptIn({ cadence, startedOn, days, on }: PlannedEvents): CadenceAdherence {
  const yearStart = addDuration(yearBefore(on), 'P1D') ?? on;
  const from = startedOn !== null && startedOn > yearStart ? startedOn : yearStart;
  const starts: string[] = [];
  for (let at: string | undefined = from; at !== undefined; at = next(at, { cadence, on })) starts.push(at);
  const ends = starts.slice(1);
  if (ends.length > 0) {
    const held = days.toSorted();
    const intervalsMet = ends.filter((end, at) =>
      held.some((each) => each >= (starts[at] as string) && each < end),
    ).length;
    return { intervals: ends.length, intervalsMet };
  }
  if (startedOn !== null && next(startedOn, { cadence, on }) === undefined) return { intervals: 0, intervalsMet: 0 };
  const isKept = days.some((each) => each <= on && (addDuration(each, cadence) ?? on) > on);
  return { intervals: 1, intervalsMet: Number(isKept) };
}

/** The first day after an interval that begins on `day`. Undefined if the interval ends after the date. */
function next(day: string, { cadence, on }: { cadence: string; on: string }): string | undefined {
  const end = addDuration(day, cadence);
  return end === undefined || (parseDay(end) ?? 0) > (parseDay(on) ?? 0) + 1 ? undefined : end;
}

/** The same day one year before, or the last day of that month. */
function yearBefore(on: string): string {
  const year = String(Math.max(1, Number(on.slice(0, 4)) - 1)).padStart(4, '0');
  const same = `${year}${on.slice(4)}`;
  return parseDay(same) === undefined ? `${year}-02-28` : same;
}
