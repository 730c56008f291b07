import { describe, expect, it } from 'vitest';
import { calendarOf, judgeReporting, type ReportingAdoption, reportingDays } from './reporting.ts';
import { reportingCalendar } from './reporting-calendar.ts';
import { reportStatuses } from './vocabulary.ts';

const calendar = { opensAfter: 1, dueAfter: 31, grace: 14, reminder: 7 };
const periodEnd = '2024-12-31';
const adopted = (organizationId: string, more: Partial<ReportingAdoption> = {}): ReportingAdoption => ({
  organizationId,
  from: '2024-01-01',
  until: null,
  ...more,
});
const handedIn = (organizationId: string | null) => ({ organizationId, status: 'SUBMITTED' }) as const;
const judge = (more: Partial<Parameters<typeof judgeReporting>[0]>) =>
  judgeReporting({
    adoptions: [adopted('a'), adopted('b')],
    calendar,
    reports: [],
    periodEnd,
    on: '2025-01-10',
    ...more,
  });

describe('the days of a calendar', () => {
  it('are counted from the last day of the period', () => {
    expect(reportingDays(calendar, periodEnd)).toEqual({
      opensOn: '2025-01-01',
      remindOn: '2025-01-24',
      dueOn: '2025-01-31',
      lateFrom: '2025-02-15',
    });
  });

  it('can all be the same day, and are late the day after', () => {
    expect(reportingDays({ opensAfter: 0, dueAfter: 0, grace: 0, reminder: null }, '2024-02-28')).toEqual({
      opensOn: '2024-02-28',
      remindOn: null,
      dueOn: '2024-02-28',
      lateFrom: '2024-02-29',
    });
  });

  it('end with the calendar', () => {
    expect(reportingDays(calendar, '9999-12-31').lateFrom).toBe('9999-12-31');
  });
});

describe('the calendar of a period', () => {
  const calendars = ['2022-01-01', '2024-01-01', '2023-01-01'].map((fromDay) => ({ fromDay }));

  it.each([
    ['2021-12-01', undefined],
    ['2022-01-01', '2022-01-01'],
    ['2023-12-31', '2023-01-01'],
    ['2030-01-01', '2024-01-01'],
  ])('that begins on %s is the one from %s', (start, expected) => {
    expect(calendarOf(calendars, start)?.fromDay).toBe(expected);
  });
});

describe('who reports', () => {
  it.each<[string, Partial<ReportingAdoption>, boolean]>([
    ['from the last day on', { from: '2024-12-31' }, true],
    ['from the day after', { from: '2025-01-01' }, false],
    ['until the last day', { until: '2024-12-31' }, true],
    ['until the day before', { until: '2024-12-30' }, false],
  ])('is expected where it agreed %s', (_case, more, isExpected) => {
    expect(judge({ adoptions: [adopted('a', more)] }).expected).toEqual(isExpected ? ['a'] : []);
  });

  it('is expected once, however often it agreed', () => {
    expect(judge({ adoptions: [adopted('a', { until: '2024-12-31' }), adopted('a')] }).expected).toEqual(['a']);
  });

  it.each(reportStatuses)('has reported where its report is %s, or has not', (status) => {
    const { reported, outstanding } = judge({ reports: [{ organizationId: 'a', status }] });
    const isHandedIn = status === 'SUBMITTED' || status === 'VERIFIED';
    expect([reported, outstanding]).toEqual(isHandedIn ? [['a'], ['b']] : [[], ['a', 'b']]);
  });

  it('has reported once for several places, and without being expected', () => {
    const { reported, outstanding } = judge({ reports: [handedIn('a'), handedIn('a'), handedIn('c'), handedIn(null)] });
    expect([reported, outstanding]).toEqual([['a', 'c'], ['b']]);
  });
});

describe('who has not reported', () => {
  it.each([
    ['2025-01-23', [], []],
    ['2025-01-24', ['b'], []],
    ['2025-02-14', ['b'], []],
    ['2025-02-15', [], ['b']],
  ])('is on %s to be reminded (%j) or late (%j)', (on, toRemind, late) => {
    expect(judge({ on, reports: [handedIn('a')] })).toMatchObject({ toRemind, late, outstanding: ['b'] });
  });

  it('is never late where there is no calendar, and not reminded where it does not say when', () => {
    expect(judge({ calendar: null, on: '2030-01-01' })).toMatchObject({ days: null, late: [], toRemind: [] });
    const silent = { ...calendar, reminder: null };
    expect(judge({ calendar: silent, on: '2025-02-14' })).toMatchObject({ late: [], toRemind: [] });
  });
});

describe('a calendar', () => {
  const wrong = (more: object) =>
    reportingCalendar
      .judge({ indicatorVersionId: 'v', fromPeriod: '2024', releasesTo: null, ...calendar, ...more })
      .map(({ code, path }) => `${code} ${path.join('.')}`);

  it.each<[object, string[]]>([
    [{}, []],
    [{ opensAfter: 31, reminder: 0 }, []],
    [{ opensAfter: 32 }, ['OUT_OF_RANGE dueAfter']],
    [{ reminder: 30 }, []],
    [{ reminder: 31 }, ['OUT_OF_RANGE reminder']],
    [{ reminder: null }, []],
  ])('with %j is refused with %j', (more, expected) => {
    expect(wrong(more)).toEqual(expected);
  });
});
