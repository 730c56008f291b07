import { describe, expect, it } from 'vitest';
import { formExample, formFrequency, type PeriodForm, periodForms, readPeriod } from './period-form.ts';

describe('readPeriod', () => {
  it.each<[PeriodForm, string, string]>([
    ['year', '2002', '2002'],
    ['half', '2002 H2', '2002-H2'],
    ['half', 'H2 2002', '2002-H2'],
    ['quarter', '2000 Q1', '2000-Q1'],
    ['quarter', '2000q4', '2000-Q4'],
    ['quarter', 'Q3-2000', '2000-Q3'],
    ['month', '2002-09', '2002-09'],
    ['month', '2002/9', '2002-09'],
    ['month', '09/2002', '2002-09'],
    ['month', 'Sep 2002', '2002-09'],
    ['month', 'Sept. 2002', '2002-09'],
    ['month', '2002 september', '2002-09'],
    ['week', '2002 W7', '2002-W07'],
    ['day', '2002-09-30', '2002-09-30'],
    ['day-month-year', '5/9/2002', '2002-09-05'],
    ['day-month-year', '30.09.2002', '2002-09-30'],
    ['month-day-year', '9/5/2002', '2002-09-05'],
    ['school-year', '2015/16', 'SY2015-16'],
    ['school-year', '2015-2016', 'SY2015-16'],
    ['school-year', '1999 to 2000', 'SY1999-00'],
    ['school-year', 'SY2015-16', 'SY2015-16'],
    ['fiscal-year', '2015/16', 'FY2016'],
    ['fiscal-year', 'FY2016', 'FY2016'],
    ['interval', '2002-01-15/2002-06-30', '2002-01-15/2002-06-30'],
    ['interval', '2002-01-01 to 2002-03-31', '2002-Q1'],
    ['code', 'SY2015-16', 'SY2015-16'],
  ])('reads the period form %s of %s', (form, text, code) => {
    expect(readPeriod(text, form)?.code).toBe(code);
  });

  it.each<[PeriodForm, string]>([
    ['year', '02'],
    ['year', '2002 Q1'],
    ['half', '2002 H3'],
    ['quarter', '2002 Q5'],
    ['month', '2002-13'],
    ['month', 'Ma 2002'],
    ['month', 'Juli 2002'],
    ['day', '2002-02-30'],
    ['day-month-year', '09/30/2002'],
    ['month-day-year', '30/09/2002'],
    ['school-year', '2015/17'],
    ['school-year', '2015'],
    ['fiscal-year', '2015/2015'],
    ['interval', '2002-06-30/2002-01-15'],
    ['code', '2002 Q1'],
  ])('does not read the period form %s of %s', (form, text) => {
    expect(readPeriod(text, form)).toBeUndefined();
  });

  it('returns periods of the length that the form declares', () => {
    const kinds = periodForms.map((form) => {
      const [example = ''] = formExample[form].split(' or ');
      const kind = readPeriod(example, form)?.kind;
      expect(formFrequency[form] ?? kind).toBe(kind);
      return [form, kind];
    });
    expect(Object.fromEntries(kinds)).toEqual({
      year: 'YEAR',
      half: 'HALF',
      quarter: 'QUARTER',
      month: 'MONTH',
      week: 'WEEK',
      day: 'DAY',
      'month-day-year': 'DAY',
      'day-month-year': 'DAY',
      'school-year': 'SCHOOL_YEAR',
      'fiscal-year': 'FISCAL_YEAR',
      interval: 'INTERVAL',
      code: 'QUARTER',
    });
  });
});
