import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../shared/dates/calendar-date.ts';
import { unwrap } from '../shared/outcome.ts';
import type { PlannedEvents } from './cadence-intervals.ts';
import { cadenceOverYear } from './cadence-over-year.ts';

const on = '2024-12-31';
const keptWith = (planned: Partial<PlannedEvents>) => {
  const { intervals, intervalsMet } = unwrap(
    cadenceOverYear({ cadence: 'P1M', startedOn: null, days: [], on, ...planned }),
  );
  return `${intervalsMet} of ${intervals}`;
};
const monthly = Array.from({ length: 12 }, (_, month) => `2024-${String(month + 1).padStart(2, '0')}-15`);

describe('cadenceOverYear', () => {
  it('counts intervals with an event, however many events an interval has', () => {
    expect(keptWith({ days: ['2024-02-01', '2024-02-29', '2024-11-15'] })).toBe('2 of 12');
    expect(keptWith({ cadence: 'P3M', days: ['2024-02-01', '2024-02-29', '2024-11-15'] })).toBe('2 of 4');
  });

  it('counts calendar months on every day of the next month', () => {
    for (const each of ['2024-12-31', '2025-01-01', '2025-01-02', '2025-01-14', '2025-01-30']) {
      expect(keptWith({ days: monthly, on: each }), each).toBe('12 of 12');
    }
    // January is over without a meeting. February to December 2024 each had one.
    expect(keptWith({ days: monthly, on: '2025-01-31' })).toBe('11 of 12');
  });

  it('counts an interval that is not over only if it had an event', () => {
    expect(keptWith({ days: monthly.slice(0, 11), on: '2024-12-30' })).toBe('11 of 12');
    expect(keptWith({ days: monthly.slice(0, 11), on: '2024-12-31' })).toBe('11 of 12');
    expect(keptWith({ days: monthly, on: '2024-12-14', startedOn: '2024-01-01' })).toBe('11 of 11');
    expect(keptWith({ days: monthly, on: '2024-12-15', startedOn: '2024-01-01' })).toBe('12 of 12');
  });

  it('excludes events outside the intervals', () => {
    expect(keptWith({ days: ['2023-12-31', '2025-01-01'] })).toBe('0 of 12');
    expect(keptWith({ days: ['2024-01-01', '2024-12-31'] })).toBe('2 of 12');
  });

  it('counts the interval in which the plan started only if it had an event since', () => {
    const startedOn = '2024-10-15';
    expect(keptWith({ startedOn, days: ['2024-11-14', '2024-11-15', '2024-12-20'] })).toBe('2 of 2');
    expect(keptWith({ startedOn, days: ['2024-10-15', '2024-12-20'] })).toBe('2 of 3');
    expect(keptWith({ startedOn, days: ['2024-10-14', '2024-12-20'] })).toBe('1 of 2');
    expect(keptWith({ startedOn: '2024-12-02', days: ['2024-12-05'] })).toBe('1 of 1');
    expect(keptWith({ startedOn: '2024-12-02' })).toBe('0 of 0');
    expect(keptWith({ startedOn: '2025-03-01', days: ['2024-12-05'] })).toBe('0 of 0');
  });

  it('uses calendar quarters, half-years and years', () => {
    const days = ['2024-03-31', '2024-04-01', '2024-12-01'];
    expect(keptWith({ cadence: 'P3M', days })).toBe('3 of 4');
    expect(keptWith({ cadence: 'P6M', days, on: '2025-06-29' })).toBe('2 of 2');
    expect(keptWith({ cadence: 'P1Y', days, on: '2025-12-30' })).toBe('1 of 1');
    expect(keptWith({ cadence: 'P12M', days, on: '2025-12-31' })).toBe('0 of 1');
  });

  it('uses weeks that begin on Monday', () => {
    // December 23, 2024 is a Monday. The week of December 30 is not over on December 31.
    const days = ['2024-12-22', '2024-12-23', '2024-12-29'];
    expect(keptWith({ cadence: 'P1W', days })).toBe('2 of 52');
    expect(keptWith({ cadence: 'P7D', days: [...days, '2024-12-30'] })).toBe('3 of 52');
  });

  it('counts intervals of several weeks from the week in which the plan started', () => {
    // The weeks of two begin on December 2, 16 and 30.
    const planned = { cadence: 'P2W', startedOn: '2024-12-04' };
    expect(keptWith({ ...planned, days: ['2024-12-04', '2024-12-15'] })).toBe('1 of 2');
    expect(keptWith({ ...planned, days: ['2024-12-16', '2024-12-30'] })).toBe('2 of 2');
  });

  it('counts intervals of a cadence that is no part of a year from the start of the plan', () => {
    // 36 intervals of ten days end by December 25, and 36 are in twelve months.
    expect(keptWith({ cadence: 'P10D', startedOn: '2024-01-01', days: ['2024-01-01', '2024-12-25'] })).toBe('2 of 36');
    expect(keptWith({ cadence: 'P10D', startedOn: '2024-01-01', days: ['2024-01-01', '2024-12-26'] })).toBe('1 of 36');
    expect(keptWith({ cadence: 'P5M', startedOn: '2024-01-31', days: ['2024-06-29', '2024-06-30'] })).toBe('2 of 2');
  });

  it('counts a cadence longer than twelve months as one interval', () => {
    // The intervals begin on January 1 of 2020, 2022 and 2024.
    const planned = { cadence: 'P2Y', startedOn: '2020-01-01' };
    expect(keptWith({ ...planned, days: ['2023-01-01'] })).toBe('1 of 1');
    expect(keptWith({ ...planned, days: ['2021-12-31'] })).toBe('0 of 1');
    expect(keptWith({ ...planned, days: ['2024-01-01'] })).toBe('1 of 1');
    expect(keptWith({ ...planned, startedOn: null })).toBe('0 of 1');
    expect(keptWith({ ...planned, startedOn: '2023-06-01', days: [] })).toBe('0 of 0');
    expect(keptWith({ ...planned, startedOn: '2023-06-01', days: ['2023-07-01'] })).toBe('1 of 1');
  });

  it('is complete for a plan with an event in each month, on every date, and on no date depends on later events', () => {
    const number = fc.integer({ min: parseDay('2023-01-01') ?? 0, max: parseDay('2024-12-31') ?? 0 });
    const days = Array.from({ length: 36 }, (_, month) => {
      const [year, part] = [2022 + Math.floor(month / 12), (month % 12) + 1];
      return `${year}-${String(part).padStart(2, '0')}-28`;
    });
    fc.assert(
      fc.property(number, fc.constantFrom('P1M', 'P2M', 'P3M', 'P4M', 'P6M', 'P1Y', 'P5W', 'P45D'), (at, cadence) => {
        const { intervals, intervalsMet } = unwrap(
          cadenceOverYear({ cadence, startedOn: null, days, on: formatDay(at) }),
        );
        expect(intervalsMet).toBe(intervals);
        const until = days.filter((each) => each <= formatDay(at));
        expect(keptWith({ cadence, days: until, on: formatDay(at) })).toBe(`${intervalsMet} of ${intervals}`);
      }),
    );
  });

  it('counts intervals up to the last day of the calendar', () => {
    expect(keptWith({ on: '9999-12-31', days: ['9999-12-31'] })).toBe('1 of 12');
    expect(keptWith({ on: '0001-02-01', days: ['0001-01-01'] })).toBe('1 of 1');
  });

  it('rejects a cadence that is not a duration', () => {
    for (const cadence of ['monthly', 'P0D', 'P']) {
      expect(cadenceOverYear({ cadence, startedOn: null, days: [], on })).toMatchObject({
        ok: false,
        issues: [{ code: 'INVALID', path: ['cadence'] }],
      });
    }
  });
});
