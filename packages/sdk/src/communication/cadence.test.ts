import { describe, expect, it } from 'vitest';
import { cadence } from './cadence.ts';
import { dayAfter } from './day-after.ts';

describe('a cadence', () => {
  it.each(['P1D', 'P2W', 'P1M', 'P1Y', 'P1Y6M', 'P1M2W3D'])('can be %s', (text) => {
    expect(cadence().safeParse(text).success).toBe(true);
  });

  it.each(['', 'P', 'P0D', 'PT1H', 'P1DT1H', '1M', 'p1m', 'P-1M', 'P1.5M', 'monthly'])('cannot be "%s"', (text) => {
    expect(cadence().safeParse(text).success).toBe(false);
  });
});

describe('the day after a duration', () => {
  it.each([
    ['2024-01-31', 'P1M', '2024-02-29'],
    ['2023-01-31', 'P1M', '2023-02-28'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2024-12-15', 'P1M', '2025-01-15'],
    ['2024-12-30', 'P3D', '2025-01-02'],
    ['2024-02-20', 'P2W', '2024-03-05'],
    ['2024-01-31', 'P1M1D', '2024-03-01'],
  ])('%s plus %s is %s', (day, duration, expected) => {
    expect(dayAfter(day, duration)).toBe(expected);
  });

  it('is not known for another form, and beyond the calendar', () => {
    expect(dayAfter('2024-01-01', 'PT1H')).toBeUndefined();
    expect(dayAfter('1 May', 'P1M')).toBeUndefined();
    expect(dayAfter('9999-12-01', 'P1M')).toBeUndefined();
    expect(dayAfter('9999-12-31', 'P1D')).toBeUndefined();
  });
});
