import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Period, parsePeriod, periodRange, periodsBetween } from '../period/index.ts';
import { formatDay, parseDay } from '../shared/dates/calendar-date.ts';
import { compareDecimals } from '../shared/numbers/decimal.ts';
import { scaledDistanceFromPath, timeOver, valueOnPath } from './straight-path.ts';

const period = (code: string): Period => {
  const parsed = parsePeriod(code);
  if (!parsed) throw new Error(`${code} is no period`);
  return parsed;
};
const shareOver = (from: string, to: string, day: string, years = {}) => {
  const over = timeOver({ from: period(from), to: period(to), day, years });
  return over && over.elapsed / over.total;
};

describe('timeOver', () => {
  it.each([
    ['2020', '2030', '2024-12-31', 0.4],
    ['2020', '2030', '2025-12-31', 0.5],
    ['2023-Q4', '2024-Q4', '2024-03-31', 0.25],
    ['2020-W53', '2021-W10', '2021-01-10', 0.1],
    ['2024-01', '2024-05', '2024-02-29', 0.25],
    ['2024-02-28', '2024-03-01', '2024-02-29', 0.5],
    ['SY2022-23', 'SY2026-27', '2024-08-31', 0.25],
  ])('counts each intermediate period as an equal step: from %s to %s, on %s', (from, to, day, share) => {
    expect(shareOver(from, to, day)).toBeCloseTo(share, 12);
  });

  it('counts days within a period', () => {
    expect(timeOver({ from: period('2022'), to: period('2024'), day: '2023-01-01' })).toEqual({
      elapsed: 1,
      total: 730,
    });
    expect(timeOver({ from: period('2022'), to: period('2024'), day: '2024-01-01' })).toEqual({
      elapsed: 367,
      total: 732,
    });
  });

  it('uses the start of the school year of the ecosystem', () => {
    const years = { schoolYearStart: '08-01' };
    expect(shareOver('SY2022-23', 'SY2024-25', '2024-07-31', years)).toBe(0.5);
    expect(shareOver('SY2022-23', 'SY2024-25', '2024-07-31')).toBe(335 / 732);
  });

  it('counts days between intervals, which have no intermediate periods', () => {
    const [from, to] = ['2024-01-01/2024-01-10', '2024-01-15/2024-01-30'];
    expect(timeOver({ from: period(from), to: period(to), day: '2024-01-15' })).toEqual({ elapsed: 5, total: 20 });
  });

  it('is 0 until the end of the first period and 1 after the end of the last', () => {
    expect(shareOver('2020', '2022', '2019-01-01')).toBe(0);
    expect(shareOver('2020', '2022', '2020-12-31')).toBe(0);
    expect(shareOver('2020', '2022', '2022-12-31')).toBe(1);
    expect(shareOver('2020', '2022', '2031-01-01')).toBe(1);
  });

  it('is undefined unless the last period ends after the first', () => {
    expect(shareOver('2020', '2020', '2020-06-01')).toBeUndefined();
    expect(shareOver('2021', '2020', '2020-06-01')).toBeUndefined();
  });

  it('throws a RangeError for a text that is not a date', () => {
    expect(() => shareOver('2020', '2021', 'tomorrow')).toThrow(RangeError);
  });

  it('never decreases, and is a whole number of steps at the end of each period', () => {
    const kinds = fc.constantFrom('2019', '2019-H1', '2019-Q3', '2019-11', '2019-W51', 'SY2019-20', 'FY2019');
    const years = { fiscalYearStart: '07-01', schoolYearStart: '02-15' };
    fc.assert(
      fc.property(kinds, fc.nat(5000), (code, at) => {
        const from = period(code);
        const to = period(code.replace('2019-20', '2030-31').replace('2019', '2030'));
        const between = periodsBetween({ from, to }) ?? [];
        const start = parseDay(periodRange(from, years).end) as number;
        const day = start + at;
        const shareOn = (number: number) => {
          const over = timeOver({ from, to, day: formatDay(number), years });
          return over ? over.elapsed / over.total : Number.NaN;
        };
        expect(shareOn(day + 1)).toBeGreaterThanOrEqual(shareOn(day));
        const step = at % between.length;
        const end = parseDay(periodRange(between[step] as Period, years).end) as number;
        expect(shareOn(end)).toBeCloseTo(step / (between.length - 1), 12);
      }),
    );
  });
});

describe('valueOnPath', () => {
  const from = { period: period('2020'), value: '10' };
  const to = { period: period('2023'), value: '11' };

  it('is rounded to six decimal places', () => {
    expect(valueOnPath({ from, to, over: { elapsed: 1, total: 3 } })).toBe('10.333333');
    expect(valueOnPath({ from, to, over: { elapsed: 0, total: 3 } })).toBe('10');
    expect(valueOnPath({ from: to, to: from, over: { elapsed: 3, total: 3 } })).toBe('10');
  });

  it('is compared with a figure before rounding', () => {
    const path = { from, to, over: { elapsed: 1, total: 3 } };
    expect(compareDecimals(scaledDistanceFromPath('10.333333', path), '0')).toBe(-1);
    expect(compareDecimals(scaledDistanceFromPath('10.333334', path), '0')).toBe(1);
    expect(scaledDistanceFromPath('11', path)).toBe('2');
  });
});
