import { describe, expect, it } from 'vitest';
import { dateOfDay, dayNumber, daysInMonth, formatDay, lastDayNumber, parseDay } from './calendar-date.ts';

describe('day number', () => {
  it('counts every day of the years 1 to 9999 once, like the calendar of the runtime', () => {
    // The calendar of the runtime, in UTC, computes the expected dates.
    const expected = new Date(0);
    expected.setUTCFullYear(1, 0, 1);
    const wrong: string[] = [];
    for (let number = 1; number <= lastDayNumber; number++) {
      const date = dateOfDay(number);
      const same =
        date.year === expected.getUTCFullYear() &&
        date.month === expected.getUTCMonth() + 1 &&
        date.day === expected.getUTCDate();
      if (!same || dayNumber(date) !== number) wrong.push(`${number}: ${JSON.stringify(date)}`);
      expected.setTime(expected.getTime() + 86_400_000);
    }
    expect(wrong).toEqual([]);
    expect(expected.getUTCFullYear()).toBe(10_000);
  });

  it.each([
    ['0001-01-01', 1],
    ['0001-12-31', 365],
    ['0004-02-29', 3 * 365 + 60],
    ['1970-01-01', 719_163],
    ['9999-12-31', lastDayNumber],
  ])('of %s is %i', (text, number) => {
    expect(parseDay(text)).toBe(number);
    expect(formatDay(number)).toBe(text);
  });
});

describe('parseDay', () => {
  it.each([
    '1900-02-29',
    '2023-02-29',
    '2024-02-30',
    '2024-04-31',
    '2024-00-10',
    '2024-13-01',
    '2024-01-00',
    '2024-01-32',
  ])('rejects %s, a day that does not exist', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  it.each([
    '',
    '2024',
    '2024-1-1',
    '24-01-01',
    '10000-01-01',
    '0000-01-01',
    '+2024-01-01',
    '2024-01-01Z',
    ' 2024-01-01',
  ])('rejects %j, which is not in the form YYYY-MM-DD', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });
});

describe('daysInMonth', () => {
  it('returns 29 days for February of a leap year, and 28 otherwise', () => {
    expect([2000, 2024, 2400].map((year) => daysInMonth(year, 2))).toEqual([29, 29, 29]);
    expect([1900, 2023, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 28, 28]);
  });
});
