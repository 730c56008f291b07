import { parseDay } from '../shared/dates/calendar-date.ts';
import { unwrap } from '../shared/outcome.ts';
import { addDuration } from './add-duration.ts';
import { type CadenceAdherence, cadenceOverYear } from './cadence-over-year.ts';

/** A working group or a communication plan: its cadence, its period, and the days of its events. Dates are `YYYY-MM-DD`. */
export interface CadencedRecord {
  id: string;
  cadence: string | null;
  startedOn: string | null;
  endedOn: string | null;
  days: readonly string[];
}

/** A record without an event within its cadence. */
export interface OverdueRecord {
  id: string;
  /** Date of the last event. Null if there is none. */
  lastOn: string | null;
  /** One cadence after the last event, or after the start. */
  dueOn: string;
  /** Number of days since `dueOn`. */
  daysOverdue: number;
}

/** The records that are in effect on a date and overdue, most overdue first. */
export function overdueRecords(records: readonly CadencedRecord[], on: string): OverdueRecord[] {
  return inEffect(records, on)
    .flatMap(({ id, cadence, startedOn, days }): OverdueRecord[] => {
      const lastOn = days.filter((each) => each <= on).reduce<string | null>(later, null);
      const since = lastOn ?? startedOn;
      const dueOn = since !== null ? addDuration(since, cadence) : undefined;
      const daysOverdue = dueOn === undefined ? 0 : (parseDay(on) ?? 0) - (parseDay(dueOn) ?? 0);
      return dueOn === undefined || daysOverdue <= 0 ? [] : [{ id, lastOn, dueOn, daysOverdue }];
    })
    .sort((one, other) => other.daysOverdue - one.daysOverdue || byId(one, other));
}

/** How often the records that are in effect on a date kept their cadence over a year, smallest share first. */
export function cadencesOverYear(
  records: readonly CadencedRecord[],
  on: string,
): ({ id: string } & CadenceAdherence)[] {
  return inEffect(records, on)
    .map(({ id, cadence, startedOn, days }) => ({
      id,
      ...unwrap(cadenceOverYear({ cadence, startedOn, days, on })),
    }))
    .sort((one, other) => shareMet(one) - shareMet(other) || byId(one, other));
}

function inEffect(records: readonly CadencedRecord[], on: string): (CadencedRecord & { cadence: string })[] {
  return records.flatMap(({ cadence, ...record }) =>
    cadence !== null && (record.startedOn ?? on) <= on && (record.endedOn ?? on) >= on ? [{ ...record, cadence }] : [],
  );
}

function shareMet({ intervals, intervalsMet }: CadenceAdherence): number {
  return intervals === 0 ? 1 : intervalsMet / intervals;
}

function later(one: string | null, other: string): string {
  return one !== null && one > other ? one : other;
}

function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : 1;
}
