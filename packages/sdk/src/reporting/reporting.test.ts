import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import {
  calendarOf,
  judgeReporting,
  type ReportingAdoption,
  reportingDays,
  requestedReportStatus,
} from './reporting.ts';
import { reportingCalendar } from './reporting-calendar.ts';
import { reportStatuses } from './vocabulary.ts';

const calendar = { opensAfter: 1, dueAfter: 31, grace: 14, reminder: 7 };
const periodEnd = '2024-12-31';
const adoption = (organizationId: string, days: Partial<ReportingAdoption> = {}): ReportingAdoption => ({
  organizationId,
  from: '2024-01-01',
  until: null,
  ...days,
});
const submittedReport = (organizationId: string | null) => ({ organizationId, status: 'SUBMITTED' }) as const;
const judge = (changes: Partial<Parameters<typeof judgeReporting>[0]>) =>
  unwrap(
    judgeReporting({
      adoptions: [adoption('a'), adoption('b')],
      calendar,
      request: null,
      reports: [],
      periodEnd,
      on: '2025-01-10',
      ...changes,
    }),
  );

describe('reportingDays', () => {
  it('counts the days of a calendar from the last day of the period', () => {
    expect(unwrap(reportingDays(calendar, periodEnd))).toEqual({
      opensOn: '2025-01-01',
      remindOn: '2025-01-24',
      dueOn: '2025-01-31',
      lateFrom: '2025-02-15',
    });
  });

  it('returns the last day of the period if the calendar allows no delay, and the next day as late', () => {
    expect(unwrap(reportingDays({ opensAfter: 0, dueAfter: 0, grace: 0, reminder: null }, '2024-02-28'))).toEqual({
      opensOn: '2024-02-28',
      remindOn: null,
      dueOn: '2024-02-28',
      lateFrom: '2024-02-29',
    });
  });

  it('returns no day after 9999-12-31', () => {
    expect(unwrap(reportingDays(calendar, '9999-12-31')).lateFrom).toBe('9999-12-31');
  });
});

describe('calendarOf', () => {
  const calendars = ['2022-01-01', '2024-01-01', '2023-01-01'].map((fromDay) => ({ fromDay }));

  it.each([
    ['2021-12-01', undefined],
    ['2022-01-01', '2022-01-01'],
    ['2023-12-31', '2023-01-01'],
    ['2030-01-01', '2024-01-01'],
  ])('returns for a period that begins on %s the calendar from %s', (start, expected) => {
    expect(unwrap(calendarOf(calendars, start))?.fromDay).toBe(expected);
  });
});

describe('judgeReporting of expected and received reports', () => {
  it.each<[string, Partial<ReportingAdoption>, boolean]>([
    ['starts on the last day of the period', { from: '2024-12-31' }, true],
    ['starts on the day after the period', { from: '2025-01-01' }, false],
    ['ends on the last day of the period', { until: '2024-12-31' }, true],
    ['ends on the day before the last day of the period', { until: '2024-12-30' }, false],
  ])('decides whether an organization is expected to report if its adoption %s', (_case, days, isExpected) => {
    expect(judge({ adoptions: [adoption('a', days)] }).expected).toEqual(isExpected ? ['a'] : []);
  });

  it('expects an organization once even if it has two adoptions', () => {
    expect(judge({ adoptions: [adoption('a', { until: '2024-12-31' }), adoption('a')] }).expected).toEqual(['a']);
  });

  it.each(reportStatuses)('decides whether an organization with a report that is %s has reported', (status) => {
    const { reported, outstanding } = judge({ reports: [{ organizationId: 'a', status }] });
    const isReceived = status === 'SUBMITTED' || status === 'VERIFIED';
    expect([reported, outstanding]).toEqual(isReceived ? [['a'], ['b']] : [[], ['a', 'b']]);
  });

  it('lists an organization once for reports about several places, and even if it was not expected', () => {
    const { reported, outstanding } = judge({
      reports: [submittedReport('a'), submittedReport('a'), submittedReport('c'), submittedReport(null)],
    });
    expect([reported, outstanding]).toEqual([['a', 'c'], ['b']]);
  });
});

describe('judgeReporting of outstanding reports', () => {
  it.each([
    ['2025-01-23', [], []],
    ['2025-01-24', ['b'], []],
    ['2025-02-14', ['b'], []],
    ['2025-02-15', [], ['b']],
  ])('lists on %s the organizations to remind (%j) and the late ones (%j)', (on, toRemind, late) => {
    expect(judge({ on, reports: [submittedReport('a')] })).toMatchObject({ toRemind, late, outstanding: ['b'] });
  });

  it('lists no late organizations without a calendar, and no reminders without a reminder day', () => {
    expect(judge({ calendar: null, on: '2030-01-01' })).toMatchObject({ days: null, late: [], toRemind: [] });
    const withoutReminder = { ...calendar, reminder: null };
    expect(judge({ calendar: withoutReminder, on: '2025-02-14' })).toMatchObject({ late: [], toRemind: [] });
  });
});

describe('judgeReporting of a period with a request', () => {
  const request = { opensOn: '2025-01-15', dueOn: '2025-03-01' };

  it('replaces the days of the calendar, and the grace period', () => {
    const days = { opensOn: '2025-01-15', remindOn: '2025-02-22', dueOn: '2025-03-01', lateFrom: '2025-03-02' };
    expect(judge({ request }).days).toEqual(days);
    expect(judge({ request, calendar: null }).days).toEqual({ ...days, remindOn: null });
  });

  it('reminds no organization before the request opens', () => {
    expect(judge({ request: { opensOn: '2025-02-25', dueOn: '2025-03-01' } }).days?.remindOn).toBe('2025-02-25');
  });

  it.each([
    ['2025-03-01', []],
    ['2025-03-02', ['a', 'b']],
  ])('lists on %s the late organizations %j', (on, late) => {
    expect(judge({ request, on }).late).toEqual(late);
  });
});

describe('judgeReporting of the coverage', () => {
  const three = ['a', 'b', 'c'].map((id) => adoption(id));

  it.each([
    [three, [], '0'],
    [three, ['a'], '0.333333'],
    [three, ['a', 'b', 'c', 'd'], '1'],
    [[], ['a'], null],
  ])('of the adoptions %j and the reports of %j is %s', (adoptions, reporters, coverage) => {
    expect(judge({ adoptions, reports: reporters.map(submittedReport) }).coverage).toBe(coverage);
  });
});

describe('requestedReportStatus', () => {
  const on = '2025-02-15';
  it.each([
    ['a', '2025-02-14', 'REPORTED'],
    ['b', '2025-02-14', 'OUTSTANDING'],
    ['b', on, 'LATE'],
    ['c', on, null],
  ])('of %s on %s is %s', (organizationId, day, status) => {
    const standing = judge({ on: day, reports: [submittedReport('a')] });
    expect(unwrap(requestedReportStatus(standing, organizationId))).toBe(status);
  });
});

describe('a reporting calendar', () => {
  const issuesOf = (changes: object) =>
    reportingCalendar
      .judge({ indicatorVersionId: 'v', fromPeriod: '2024', releasesTo: null, ...calendar, ...changes })
      .map(({ code, path }) => `${code} ${path.join('.')}`);

  it.each<[object, string[]]>([
    [{}, []],
    [{ opensAfter: 31, reminder: 0 }, []],
    [{ opensAfter: 32 }, ['OUT_OF_RANGE dueAfter']],
    [{ reminder: 30 }, []],
    [{ reminder: 31 }, ['OUT_OF_RANGE reminder']],
    [{ reminder: null }, []],
  ])('with the changes %j has the issues %j', (changes, expected) => {
    expect(issuesOf(changes)).toEqual(expected);
  });
});
