import { formatDay, lastDayNumber, parseDay } from '../shared/dates/calendar-date.ts';
import { count, day, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import { divideDecimals } from '../shared/numbers/decimal.ts';
import { accepted, type Outcome, refused, unwrap } from '../shared/outcome.ts';
import type { ReportingCalendar } from './reporting-calendar.ts';
import { type ReportStatus, type RequestedReportStatus, reportStatuses } from './vocabulary.ts';

/** An agreement of an organization to report a version. `until` is the last day; null if there is no end. */
export interface ReportingAdoption {
  organizationId: string;
  from: string;
  until: string | null;
}

/** The days on which reports of one period open and are due. */
export interface ReportingDays {
  /** The first day of reporting. */
  opensOn: string;
  /** The first day on which outstanding organizations are reminded (`toRemind`): `reminder` days of the calendar before `dueOn`. Null if it has no reminder. */
  remindOn: string | null;
  dueOn: string;
  /** The first day after the grace period, from which reports are late. */
  lateFrom: string;
}

/** The state of reporting for a period, as lists of organizations. */
export interface ReportingStanding {
  /** The days of the request or the calendar for the period. Null if there is neither; then no organization is late. */
  days: ReportingDays | null;
  /** Organizations with an adoption that is in force on the last day of the period. */
  expected: string[];
  /** Organizations whose report is submitted or verified. */
  reported: string[];
  /** Expected organizations that have not reported. */
  outstanding: string[];
  /** Outstanding organizations after the grace period. */
  late: string[];
  /** Outstanding organizations from `remindOn` until they are late. Empty if the calendar has no `reminder`. */
  toRemind: string[];
  /** Share of the expected organizations that have reported, 0 to 1, to 6 decimal places. Null if none is expected. */
  coverage: string | null;
}

/** The fields of a calendar that determine its days. */
export type CalendarDays = Pick<ReportingCalendar, 'opensAfter' | 'dueAfter' | 'grace' | 'reminder'>;

/** The days of a request for reports. It has no grace period. */
export interface RequestDays {
  opensOn: string;
  dueOn: string;
}

/** The facts that determine the state of reporting for a period on a day. */
export interface ReportingFacts {
  adoptions: readonly ReportingAdoption[];
  /** The calendar that applies to the period. */
  calendar: CalendarDays | null;
  /** The request for reports of the period, whose days replace those of the calendar. */
  request: RequestDays | null;
  /** The reports for the period. A report of the ecosystem itself has no organization and is not expected. */
  reports: readonly { organizationId: string | null; status: ReportStatus }[];
  periodEnd: string;
  on: string;
}

const calendarDays = fields<CalendarDays>({
  opensAfter: count,
  dueAfter: count,
  grace: count,
  reminder: nullable(count),
});
const reportingFacts = fields<ReportingFacts>({
  adoptions: list(fields<ReportingAdoption>({ organizationId: text, from: day, until: nullable(day) })),
  calendar: nullable(calendarDays),
  request: nullable(fields<RequestDays>({ opensOn: day, dueOn: day })),
  reports: list(
    fields<ReportingFacts['reports'][number]>({ organizationId: nullable(text), status: oneOf(reportStatuses) }),
  ),
  periodEnd: day,
  on: day,
});
const standingLists = fields<Pick<ReportingStanding, 'reported' | 'late' | 'outstanding'>>({
  reported: list(text),
  late: list(text),
  outstanding: list(text),
});
const datedCalendars = list(fields<{ fromDay: string }>({ fromDay: day }));

/**
 * The days of a calendar for a period that ends on a day (`YYYY-MM-DD`). Days after the year 9999 are returned as its
 * last day.
 *
 * @example
 * const calendar = { opensAfter: 1, dueAfter: 31, grace: 14, reminder: 7 };
 * reportingDays(calendar, '2024-12-31');
 * // { ok: true, value: { opensOn: '2025-01-01', remindOn: '2025-01-24', dueOn: '2025-01-31', lateFrom: '2025-02-15' } }
 */
export function reportingDays(calendar: CalendarDays, periodEnd: string): Outcome<ReportingDays> {
  const malformed = judgeInput({ calendar, periodEnd }, { calendar: calendarDays, periodEnd: day });
  const end = parseDay(periodEnd);
  if (malformed.length > 0 || end === undefined) return refused(...malformed);
  const { opensAfter, dueAfter, grace, reminder } = calendar;
  const dayAfter = (days: number) => formatDay(Math.min(end + days, lastDayNumber));
  return accepted({
    opensOn: dayAfter(opensAfter),
    remindOn: reminder === null ? null : dayAfter(dueAfter - reminder),
    dueOn: dayAfter(dueAfter),
    lateFrom: dayAfter(dueAfter + grace + 1),
  });
}

/**
 * The calendar that applies to a period: the latest one that begins on or before the first day of the period. Null if there
 * is none.
 */
export function calendarOf<Calendar extends { fromDay: string }>(
  calendars: readonly Calendar[],
  periodStart: string,
): Outcome<Calendar | null> {
  const malformed = judgeInput({ calendars, periodStart }, { calendars: datedCalendars, periodStart: day });
  if (malformed.length > 0) return refused(...malformed);
  const begun = calendars.filter(({ fromDay }) => fromDay <= periodStart);
  return accepted(
    begun.reduce<Calendar | null>((last, each) => (last && last.fromDay > each.fromDay ? last : each), null),
  );
}

/**
 * The organizations that are expected to report a period, have reported, are late, or are to be reminded on a day. Each
 * organization is listed once, in the order of its first appearance.
 */
export function judgeReporting(options: ReportingFacts): Outcome<ReportingStanding> {
  const malformed = reportingFacts(options, []);
  if (malformed.length > 0) return refused(...malformed);
  const { adoptions, reports, periodEnd, on } = options;
  const inForce = adoptions.filter(({ from, until }) => from <= periodEnd && (until === null || until >= periodEnd));
  const expected = [...new Set(inForce.map(({ organizationId }) => organizationId))];
  const submitted = reports.filter(({ status }) => status === 'SUBMITTED' || status === 'VERIFIED');
  const reported = [...new Set(submitted.flatMap(({ organizationId }) => organizationId ?? []))];
  const outstanding = expected.filter((id) => !reported.includes(id));
  const days = daysOf(options);
  const isLate = days !== null && on >= days.lateFrom;
  const isToRemind = days !== null && days.remindOn !== null && on >= days.remindOn && !isLate;
  return accepted({
    days,
    expected,
    reported,
    outstanding,
    late: isLate ? outstanding : [],
    toRemind: isToRemind ? outstanding : [],
    coverage: coverageOf({ expected: expected.length, outstanding: outstanding.length }),
  });
}

/** The state of the report of an organization. Null if it is not expected and has not reported. */
export function requestedReportStatus(
  standing: Pick<ReportingStanding, 'reported' | 'late' | 'outstanding'>,
  organizationId: string,
): Outcome<RequestedReportStatus | null> {
  const malformed = judgeInput({ standing, organizationId }, { standing: standingLists, organizationId: text });
  if (malformed.length > 0) return refused(...malformed);
  if (standing.reported.includes(organizationId)) return accepted('REPORTED');
  if (standing.late.includes(organizationId)) return accepted('LATE');
  return accepted(standing.outstanding.includes(organizationId) ? 'OUTSTANDING' : null);
}

/** The days of a request replace those of the calendar, also the grace period. The reminder is as long before the due day. */
function daysOf({ calendar, request, periodEnd }: ReportingFacts): ReportingDays | null {
  if (request === null) return calendar && unwrap(reportingDays(calendar, periodEnd));
  const { opensOn, dueOn } = request;
  const due = parseDay(dueOn) ?? lastDayNumber;
  const lateFrom = formatDay(Math.min(due + 1, lastDayNumber));
  const reminder = calendar?.reminder ?? null;
  const remindOn = reminder === null ? null : formatDay(Math.max(due - reminder, parseDay(opensOn) ?? due));
  return { opensOn, remindOn, dueOn, lateFrom };
}

function coverageOf({ expected, outstanding }: { expected: number; outstanding: number }): string | null {
  return divideDecimals(String(expected - outstanding), { by: String(expected), scale: 6 }) ?? null;
}
