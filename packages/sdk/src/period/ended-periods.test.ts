import { describe, expect, it } from 'vitest';
import { endedPeriodsAfter } from './ended-periods.ts';
import type { Frequency } from './frequency.ts';
import { parsePeriod, periodRange } from './period.ts';

const ended = (period: string, frequency: Frequency, by: string): number => {
  const parsed = parsePeriod(period);
  if (!parsed) throw new Error(`${period} is not a period.`);
  return endedPeriodsAfter(periodRange(parsed, { schoolYearStart: '08-01' }), { frequency, by });
};

describe('endedPeriodsAfter', () => {
  it.each<[string, Frequency, string, number]>([
    ['2024', 'YEAR', '2024-12-31', 0],
    ['2024', 'YEAR', '2025-12-30', 0],
    ['2024', 'YEAR', '2025-12-31', 1],
    ['2024', 'YEAR', '2027-06-30', 2],
    ['2024', 'YEAR', '2020-01-01', 0],
    ['SY2022-23', 'SCHOOL_YEAR', '2024-07-30', 0],
    ['SY2022-23', 'SCHOOL_YEAR', '2025-07-31', 2],
    ['2024-H1', 'HALF', '2025-06-30', 2],
    ['2024-Q1', 'QUARTER', '2024-12-30', 2],
    ['2024-01', 'MONTH', '2024-02-29', 1],
    ['2024-W01', 'WEEK', '2024-01-21', 2],
    ['2024-02-28', 'DAY', '2024-03-01', 2],
    ['2024', 'QUARTER', '2025-09-30', 3],
    // Ten days: the next two end on 20 and 30 January.
    ['2024-01-01/2024-01-10', 'INTERVAL', '2024-01-29', 1],
    ['2024-01-01/2024-01-10', 'INTERVAL', '2024-01-30', 2],
  ])('after %s, %s periods that ended by %s: %i', (period, frequency, by, expected) => {
    expect(ended(period, frequency, by)).toBe(expected);
  });
});
