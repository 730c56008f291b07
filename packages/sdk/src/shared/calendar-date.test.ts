import { describe, expect, it } from 'vitest';
import { dateOfDay, dayNumber, daysInMonth, formatDay, lastDayNumber, parseDay } from './calendar-date.ts';

describe('day numbers', () => {
  it('count every day of the years 1 to 9999 once, as the calendar does', () => {
    // The host's own calendar, stepped in UTC, is the other opinion.
    const host = new Date(0);
    host.setUTCFullYear(1, 0, 1);
    const wrong: string[] = [];
    for (let number = 1; number <= lastDayNumber; number++) {
      const date = dateOfDay(number);
      const same =
        date.year === host.getUTCFullYear() && date.month === host.getUTCMonth() + 1 && date.day === host.getUTCDate();
      if (!same || dayNumber(date) !== number) wrong.push(`${number}: ${JSON.stringify(date)}`);
      host.setTime(host.getTime() + 86_400_000);
    }
    expect(wrong).toEqual([]);
    expect(host.getUTCFullYear()).toBe(10_000);
  });

  it.each([
    ['0001-01-01', 1],
    ['0001-12-31', 365],
    ['0004-02-29', 3 * 365 + 60],
    ['1970-01-01', 719_163],
    ['9999-12-31', lastDayNumber],
  ])('%s is day %i', (text, number) => {
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
  ])('refuses %s, which is no day', (text) => {
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
  ])('refuses %j, which is no date', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  it('knows the leap years', () => {
    expect([2000, 2024, 2400].map((year) => daysInMonth(year, 2))).toEqual([29, 29, 29]);
    expect([1900, 2023, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 28, 28]);
  });
});
