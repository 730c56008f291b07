import { day, expecting, fields, list, nullable } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { isCadence } from './add-duration.ts';
import { cadenceIntervals, type PlannedEvents } from './cadence-intervals.ts';

/** How many intervals of a cadence had an event. */
export interface CadenceAdherence {
  /** Number of intervals of the cadence that count, in about twelve months up to the date. */
  intervals: number;
  /** Number of these intervals with at least one event. */
  intervalsMet: number;
}

/** Requires a cadence: an ISO 8601 duration of at least one day. */
export const cadenceCheck = expecting(
  'an ISO 8601 duration of at least one day, such as P1M',
  (value) => typeof value === 'string' && isCadence(value),
);
const plannedEvents = fields<PlannedEvents>({
  cadence: cadenceCheck,
  startedOn: nullable(day),
  days: list(day),
  on: day,
});

/**
 * Counts the intervals of a cadence in twelve months, and those with at least one event.
 *
 * The intervals are those of the calendar: months, quarters and other equal parts of a year, or weeks that begin on Monday.
 * A cadence of several weeks has intervals from the week in which the plan started. Every other cadence, such as `P10D`
 * or `P2Y`, has intervals from the day on which the plan started, or from 0001-01-01 if that is not known.
 *
 * An interval counts once it is over. An interval that is not over, or that the plan covers in part because it started later,
 * counts only if it had an event. The twelve months end with the latest interval that counts, and contain at least one.
 *
 * @see Kania & Kramer 2011, continuous communication: regular meetings, over years
 * @example
 * const days = ['2024-02-10', '2024-02-20', '2024-05-01'];
 * unwrap(cadenceOverYear({ cadence: 'P1M', startedOn: '2024-01-01', days, on: '2024-06-29' })); // { intervals: 5, intervalsMet: 2 }
 * unwrap(cadenceOverYear({ cadence: 'P1M', startedOn: '2024-01-01', days, on: '2024-06-30' })); // { intervals: 6, intervalsMet: 2 }
 */
export function cadenceOverYear(planned: PlannedEvents): Outcome<CadenceAdherence> {
  const malformed = plannedEvents(planned, []);
  if (malformed.length > 0) return refused(...malformed);
  const intervals = cadenceIntervals(planned);
  return accepted({ intervals: intervals.length, intervalsMet: intervals.filter(({ isKept }) => isKept).length });
}
