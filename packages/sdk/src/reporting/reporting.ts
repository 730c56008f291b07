import { formatDay, lastDayNumber, parseDay } from '../shared/calendar-date.ts';
import type { ReportingCalendar } from './reporting-calendar.ts';
import type { ReportStatus } from './vocabulary.ts';

/** That an organization reports a version, from a day on; `until` is the last day, null where it goes on. */
export interface ReportingAdoption {
  organizationId: string;
  from: string;
  until: string | null;
}

/** The days of a calendar for one period. */
export interface ReportingDays {
  /** The first day on which reports are asked for. */
  opensOn: string;
  /** From when on who has not reported is to be reminded; null where the calendar does not say. */
  remindOn: string | null;
  dueOn: string;
  /** The first day on which a report is late: the grace is over. */
  lateFrom: string;
}

/** Who has reported for a period, as organizations. */
export interface ReportingStanding {
  /** Null where no calendar holds for the period: then nobody is late. */
  days: ReportingDays | null;
  /** Who agreed to report, and still did on the last day of the period. */
  expected: string[];
  /** Who has handed in a report that was not given back. */
  reported: string[];
  /** Who is expected and has not reported. */
  outstanding: string[];
  /** Who is outstanding, and late. */
  late: string[];
  /** Who is outstanding, and to be reminded: from the day on that the calendar says, until they are late. */
  toRemind: string[];
}

type CalendarDays = Pick<ReportingCalendar, 'opensAfter' | 'dueAfter' | 'grace' | 'reminder'>;

/**
 * The days of a calendar for a period that ends on a day (`YYYY-MM-DD`). Days after the year 9999 are its last.
 *
 * @example
 * const calendar = { opensAfter: 1, dueAfter: 31, grace: 14, reminder: 7 };
 * reportingDays(calendar, '2024-12-31');
 * // { opensOn: '2025-01-01', remindOn: '2025-01-24', dueOn: '2025-01-31', lateFrom: '2025-02-15' }
 */
export function reportingDays(calendar: CalendarDays, periodEnd: string): ReportingDays {
  const { opensAfter, dueAfter, grace, reminder } = calendar;
  const end = parseDay(periodEnd);
  if (end === undefined) throw new RangeError(`"${periodEnd}" is no day`);
  const day = (after: number) => formatDay(Math.min(end + after, lastDayNumber));
  return {
    opensOn: day(opensAfter),
    remindOn: reminder === null ? null : day(dueAfter - reminder),
    dueOn: day(dueAfter),
    lateFrom: day(dueAfter + grace + 1),
  };
}

/** The calendar that holds for a period with this first day: the latest of those that hold from then or before. */
export function calendarOf<Calendar extends { fromDay: string }>(
  calendars: readonly Calendar[],
  periodStart: string,
): Calendar | null {
  const begun = calendars.filter(({ fromDay }) => fromDay <= periodStart);
  return begun.reduce<Calendar | null>((last, each) => (last && last.fromDay > each.fromDay ? last : each), null);
}

/**
 * Who is expected to report a period, who has, and who is late or to be reminded on a day. An organization is named once,
 * in the order in which it is first told of.
 */
export function judgeReporting(options: {
  adoptions: readonly ReportingAdoption[];
  /** The one that holds for the period. */
  calendar: CalendarDays | null;
  /** Those of the period; the ecosystem's own has no organization, and is not expected. */
  reports: readonly { organizationId: string | null; status: ReportStatus }[];
  periodEnd: string;
  on: string;
}): ReportingStanding {
  const { adoptions, calendar, reports, periodEnd, on } = options;
  const inForce = adoptions.filter(({ from, until }) => from <= periodEnd && (until === null || until >= periodEnd));
  const expected = [...new Set(inForce.map(({ organizationId }) => organizationId))];
  const handedIn = reports.filter(({ status }) => status === 'SUBMITTED' || status === 'VERIFIED');
  const reported = [...new Set(handedIn.flatMap(({ organizationId }) => organizationId ?? []))];
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
