import { addToDay, type Duration } from '../shared/dates/add-to-day.ts';
import { formatDay, parseDay } from '../shared/dates/calendar-date.ts';
import { parseDuration } from './add-duration.ts';

/** What is planned at a cadence, and the days on which it happened. Dates are `YYYY-MM-DD`. */
export interface PlannedEvents {
  /** Planned interval between events: an ISO 8601 duration of at least one day. */
  cadence: string;
  /** First day of the plan. Null if it is not known. */
  startedOn: string | null;
  /** The days of the events, in any order. */
  days: readonly string[];
  /** The date of the count. Later events are excluded. */
  on: string;
}

/** One interval of a cadence, limited to the time of the plan up to the date. Dates are `YYYY-MM-DD`, both included. */
export interface CadenceInterval {
  from: string;
  to: string;
  /** Whether the interval had at least one event. */
  isKept: boolean;
}

/** Intervals in a row: interval `n` begins `n` durations after the origin. Days are day numbers. */
interface IntervalSeries {
  origin: number;
  duration: Duration;
}

const averageDaysOfMonth = 365.2425 / 12;
const firstDay = 1;

/**
 * The intervals of a cadence that count on a date, latest first. They are those of the twelve months that end with the
 * latest of them, and at least one.
 *
 * Intervals are those of the calendar: months, quarters and other equal parts of a year, or weeks that begin on Monday.
 * Intervals of several weeks begin with the week in which the plan started. All others begin when the plan started. An
 * interval counts once it is over. An interval that is not over, or that began before the plan, counts only if it had an event.
 */
export function cadenceIntervals({ cadence, startedOn, days, on }: PlannedEvents): CadenceInterval[] {
  const [start, today] = [parseDay(startedOn ?? '') ?? firstDay, parseDay(on) ?? firstDay];
  const duration = parseDuration(cadence);
  if (duration === undefined || start > today) return [];
  const series = seriesOf(duration, start);
  const events = days.flatMap((day) => parseDay(day) ?? []);
  const interval = (number: number) => {
    const [begin, next] = [startOf(series, number), startOf(series, number + 1)];
    const [from, to] = [Math.max(begin, start), Math.min(next - 1, today)];
    const isKept = events.some((day) => day >= from && day <= to);
    return { from, to, begin, next, isKept, counts: isKept || (from === begin && to === next - 1) };
  };
  const running = numberOn(series, today);
  const latest = interval(running).counts ? running : running - 1;
  const yearBefore = addToDay(startOf(series, latest + 1), { months: -12, days: 0 });
  const intervals: CadenceInterval[] = [];
  for (let number = latest; number >= 0; number--) {
    const { from, to, begin, next, isKept, counts } = interval(number);
    if (next <= start || (begin < yearBefore && number < latest)) break;
    if (counts) intervals.push({ from: formatDay(from), to: formatDay(to), isKept });
  }
  return intervals;
}

function seriesOf(duration: Duration, start: number): IntervalSeries {
  const { months, days } = duration;
  const isPartOfYear = days === 0 && 12 % months === 0;
  if (isPartOfYear) return { origin: firstDay, duration };
  const isWeeks = months === 0 && days % 7 === 0;
  return { origin: isWeeks ? start - ((start - firstDay) % 7) : start, duration };
}

/** The first day of interval `number`. */
function startOf({ origin, duration: { months, days } }: IntervalSeries, number: number): number {
  return addToDay(origin, { months: months * number, days: days * number });
}

/** The number of the interval that contains a day. */
function numberOn(series: IntervalSeries, day: number): number {
  const { months, days } = series.duration;
  const estimate = Math.floor((day - series.origin) / (months * averageDaysOfMonth + days)) - 1;
  let number = Math.max(0, estimate);
  while (startOf(series, number + 1) <= day) number++;
  return number;
}
