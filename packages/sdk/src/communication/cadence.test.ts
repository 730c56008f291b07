import { describe, expect, it } from 'vitest';
import { addDuration } from './add-duration.ts';
import { cadence } from './cadence.ts';

describe('a cadence', () => {
  it.each(['P1D', 'P2W', 'P1M', 'P1Y', 'P1Y6M', 'P1M2W3D'])('accepts %s', (text) => {
    expect(cadence().safeParse(text).success).toBe(true);
  });

  it.each(['', 'P', 'P0D', 'PT1H', 'P1DT1H', '1M', 'p1m', 'P-1M', 'P1.5M', 'monthly'])('rejects "%s"', (text) => {
    expect(cadence().safeParse(text).success).toBe(false);
  });
});

describe('addDuration', () => {
  it.each([
    ['2024-01-31', 'P1M', '2024-02-29'],
    ['2023-01-31', 'P1M', '2023-02-28'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2024-12-15', 'P1M', '2025-01-15'],
    ['2024-12-30', 'P3D', '2025-01-02'],
    ['2024-02-20', 'P2W', '2024-03-05'],
    ['2024-01-31', 'P1M1D', '2024-03-01'],
  ])('adds to %s the duration %s: %s', (day, duration, expected) => {
    expect(addDuration(day, duration)).toBe(expected);
  });

  it('returns undefined for a malformed date or duration, and beyond the year 9999', () => {
    expect(addDuration('2024-01-01', 'PT1H')).toBeUndefined();
    expect(addDuration('1 May', 'P1M')).toBeUndefined();
    expect(addDuration('9999-12-01', 'P1M')).toBeUndefined();
    expect(addDuration('9999-12-31', 'P1D')).toBeUndefined();
  });
});
