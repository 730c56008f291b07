import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay } from '../shared/dates/calendar-date.ts';
import { arbitraryPeriod, dayOf, nearDay, period, yearStart, yearStarts } from './period.fixture.ts';
import { parsePeriod, periodFromRange, periodRange } from './period.ts';

describe('periodRange', () => {
  it.each([
    ['2025', '2025-01-01', '2025-12-31'],
    ['2025-H1', '2025-01-01', '2025-06-30'],
    ['2025-H2', '2025-07-01', '2025-12-31'],
    ['2025-Q1', '2025-01-01', '2025-03-31'],
    ['2025-Q2', '2025-04-01', '2025-06-30'],
    ['2025-Q3', '2025-07-01', '2025-09-30'],
    ['2025-Q4', '2025-10-01', '2025-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['1900-02', '1900-02-01', '1900-02-28'],
    ['2000-02', '2000-02-01', '2000-02-29'],
    ['2025-12', '2025-12-01', '2025-12-31'],
    ['2025-W01', '2024-12-30', '2025-01-05'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2021-W01', '2021-01-04', '2021-01-10'],
    ['2004-W53', '2004-12-27', '2005-01-02'],
    ['2008-W01', '2007-12-31', '2008-01-06'],
    ['2025-09-30', '2025-09-30', '2025-09-30'],
    ['SY2025-26', '2025-09-01', '2026-08-31'],
    ['FY2025', '2025-01-01', '2025-12-31'],
    ['2025-01-15/2025-06-30', '2025-01-15', '2025-06-30'],
    ['0001', '0001-01-01', '0001-12-31'],
    ['0001-W01', '0001-01-01', '0001-01-07'],
    ['9999-12', '9999-12-01', '9999-12-31'],
    ['9999-W51', '9999-12-20', '9999-12-26'],
  ])('of %s is %s to %s', (code, start, end) => {
    expect(periodRange(period(code))).toEqual({ start, end });
  });

  it('uses the year starts of the ecosystem for school and fiscal years', () => {
    const years = { schoolYearStart: '08-15', fiscalYearStart: '07-01' };
    expect(periodRange(period('SY2025-26'), years)).toEqual({ start: '2025-08-15', end: '2026-08-14' });
    expect(periodRange(period('FY2025'), years)).toEqual({ start: '2024-07-01', end: '2025-06-30' });
    expect(periodRange(period('SY2023-24'), { schoolYearStart: '03-01' })).toEqual({
      start: '2023-03-01',
      end: '2024-02-29',
    });
    expect(periodRange(period('SY2025-26'), { schoolYearStart: '01-01' })).toEqual({
      start: '2025-01-01',
      end: '2025-12-31',
    });
    expect(periodRange(period('FY2025'), { schoolYearStart: '07-01', fiscalYearStart: null })).toEqual(
      periodRange(period('FY2025')),
    );
  });

  it.each(['02-29', '13-01', '00-01', '9-1', '09-31', '', '09-01-01', 'September'])(
    'throws a RangeError for the year start %j',
    (text) => {
      expect(() => periodRange(period('SY2025-26'), { schoolYearStart: text })).toThrow(RangeError);
      expect(() => periodRange(period('FY2025'), { fiscalYearStart: text })).toThrow(RangeError);
      expect(() => periodFromRange({ start: '2025-01-01', end: '2025-01-02' }, { schoolYearStart: text })).toThrow(
        RangeError,
      );
      expect(() => periodFromRange({ start: '2025-01-01', end: '2025-01-02' }, { fiscalYearStart: text })).toThrow(
        RangeError,
      );
    },
  );

  it('is converted back to the same period', () => {
    const calendarPeriods = arbitraryPeriod.filter(({ kind }) => kind !== 'SCHOOL_YEAR' && kind !== 'FISCAL_YEAR');
    fc.assert(fc.property(calendarPeriods, (each) => periodFromRange(periodRange(each))?.code === each.code));
  });

  it('is converted back to the same school or fiscal year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9997 }), yearStart, (year, start) => {
        fc.pre(start !== '01-01');
        const fiscal = period(`FY${String(year).padStart(4, '0')}`);
        const school = period(`SY${String(year).padStart(4, '0')}-${String((year + 1) % 100).padStart(2, '0')}`);
        const [fiscalYears, schoolYears] = [{ fiscalYearStart: start }, { schoolYearStart: start }];
        expect(periodFromRange(periodRange(fiscal, fiscalYears), fiscalYears)).toEqual(fiscal);
        expect(periodFromRange(periodRange(school, schoolYears), schoolYears)).toEqual(school);
      }),
    );
  });
});

describe('periodFromRange', () => {
  it('returns the same period for two dates as parsePeriod', () => {
    fc.assert(
      fc.property(fc.tuple(nearDay, nearDay), yearStarts, (ends, years) => {
        const [start = '', end = ''] = ends.toSorted();
        const parsed = periodFromRange({ start, end }, years);
        expect(parsed && periodRange(parsed, years)).toEqual({ start, end });
        expect(parsePeriod(`${start}/${end}`, years)).toEqual(parsed);
      }),
    );
  });

  it('returns undefined for an end before the start and for dates that do not exist', () => {
    expect(periodFromRange({ start: '2025-06-30', end: '2025-06-29' })).toBeUndefined();
    expect(periodFromRange({ start: '2025-02-30', end: '2025-06-29' })).toBeUndefined();
    expect(periodFromRange({ start: '2025-02-03', end: '2025-06-31' })).toBeUndefined();
  });
});

describe('ISO week', () => {
  it('begins seven days after the previous one, with 53 weeks in long years', () => {
    // A year has 53 weeks if it begins on a Thursday, or on a Wednesday in a leap year.
    let monday = 1;
    const wrong: string[] = [];
    for (let year = 1; year <= 9998; year++) {
      const text = String(year).padStart(4, '0');
      const weekday = (dayOf(`${text}-01-01`) - 1) % 7;
      const long = weekday === 3 || (weekday === 2 && parsePeriod(`${text}-02-29`) !== undefined);
      const last = long ? 53 : 52;
      for (const week of [1, last]) {
        const read = parsePeriod(`${text}-W${String(week).padStart(2, '0')}`);
        const start = formatDay(monday + (week - 1) * 7);
        if (!read || periodRange(read).start !== start) wrong.push(`${text}-W${week}`);
      }
      if (parsePeriod(`${text}-W${last + 1}`)) wrong.push(`${text}-W${last + 1}`);
      monday += last * 7;
    }
    expect(wrong).toEqual([]);
  });
});
