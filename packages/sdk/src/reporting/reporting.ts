import { formatDay, lastDayNumber, parseDay } from '../shared/calendar-date.ts';
import type { ReportingCalendar } from './reporting-calendar.ts';
import type { ReportStatus } from './vocabulary.ts';

/** An agreement of an organization to report a version. `until` is the last day; null if there is no end. */
export interface ReportingAdoption {
  organizationId: string;
  from: string;
  until: string | null;
}

/** The days of a calendar for one period. */
export interface ReportingDays {
  /** The first day of reporting. */
  opensOn: string;
  /** The first day on which outstanding organizations are reminded. Null if the calendar has no reminder. */
  remindOn: string | null;
  dueOn: string;
  /** The first day after the grace period, from which reports are late. */
  lateFrom: string;
}

/** The state of reporting for a period, as lists of organizations. */
export interface ReportingStanding {
  /** The days of the calendar for the period. Null if no calendar applies; then no organization is late. */
  days: ReportingDays | null;
  /** Organizations with an adoption that is in force on the last day of the period. */
  expected: string[];
  /** Organizations whose report is submitted or verified. */
  reported: string[];
  /** Expected organizations that have not reported. */
  outstanding: string[];
  /** Outstanding organizations after the grace period. */
  late: string[];
  /** Outstanding organizations from the day of the reminder until they are late. */
  toRemind: string[];
}

type CalendarDays = Pick<ReportingCalendar, 'opensAfter' | 'dueAfter' | 'grace' | 'reminder'>;

/**
 * The days of a calendar for a period that ends on a day (`YYYY-MM-DD`). Days after the year 9999 are returned as its
 * last day.
 *
 * @example
 * const calendar = { opensAfter: 1, dueAfter: 31, grace: 14, reminder: 7 };
 * reportingDays(calendar, '2024-12-31');
 * // { opensOn: '2025-01-01', remindOn: '2025-01-24', dueOn: '2025-01-31', lateFrom: '2025-02-15' }
 */
export function reportingDays(calendar: CalendarDays, periodEnd: string): ReportingDays {
  const { opensAfter, dueAfter, grace, reminder } = calendar;
  const end = parseDay(periodEnd);
  if (end === undefined) throw new RangeError(`"${periodEnd}" is not a date. Use the form 2025-08-31.`);
  const day = (after: number) => formatDay(Math.min(end + after, lastDayNumber));
  return {
    opensOn: day(opensAfter),
    remindOn: reminder === null ? null : day(dueAfter - reminder),
    dueOn: day(dueAfter),
    lateFrom: day(dueAfter + grace + 1),
  };
}

/**
 * The calendar that applies to a period: the latest one that begins on or before the first day of the period. Null if there
 * is none.
 */
export function calendarOf<Calendar extends { fromDay: string }>(
  calendars: readonly Calendar[],
  periodStart: string,
): Calendar | null {
  const begun = calendars.filter(({ fromDay }) => fromDay <= periodStart);
  return begun.reduce<Calendar | null>((last, each) => (last && last.fromDay > each.fromDay ? last : each), null);
}

/**
 * The organizations that are expected to report a period, have reported, are late, or are to be reminded on a day. Each
 * organization is listed once, in the order of its first appearance.
 */
export function judgeReporting(options: {
  adoptions: readonly ReportingAdoption[];
  /** The calendar that applies to the period. */
  calendar: CalendarDays | null;
  /** The reports for the period. A report of the ecosystem itself has no organization and is not expected. */
  reports: readonly { organizationId: string | null; status: ReportStatus }[];
  periodEnd: string;
  on: string;
}): ReportingStanding {
  const { adoptions, calendar, reports, periodEnd, on } = options;
  const inForce = adoptions.filter(({ from, until }) => from <= periodEnd && (until === null || until >= periodEnd));
  const expected = [...new Set(inForce.map(({ organizationId }) => organizationId))];
  const submitted = reports.filter(({ status }) => status === 'SUBMITTED' || status === 'VERIFIED');
  const reported = [...new Set(submitted.flatMap(({ organizationId }) => organizationId ?? []))];
  const outstanding = expected.filter((id) => !reported.includes(id));
  const days = calendar && reportingDays(calendar, periodEnd);
  const isLate = days !== null && on >= days.lateFrom;
  const isToRemind = days !== null && days.remindOn !== null && on >= days.remindOn && !isLate;
  return {
    days,
    expected,
    reported,
    outstanding,
    late: isLate ? outstanding : [],
    toRemind: isToRemind ? outstanding : [],
  };
}
