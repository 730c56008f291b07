import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePeriod } from './period.ts';
import { comparabilityOfPeriods, comparePeriodRelation, relationOfRanges } from './period-relation.ts';

const placed = (code: string, years = {}) => {
  const period = parsePeriod(code);
  if (!period) throw new Error(`${code} is not a period.`);
  return { period, years };
};

describe('comparePeriodRelation', () => {
  it.each([
    ['2025', '2025', 'EQUAL'],
    ['2025', '2025-Q3', 'CONTAINS'],
    ['2025-02', '2025-Q1', 'WITHIN'],
    ['2025-W05', '2025-01', 'OVERLAPS'],
    ['2024-02-29', '2024-02', 'WITHIN'],
    ['2020-W53', '2021-01-03', 'CONTAINS'],
    ['2020-W53', '2021', 'OVERLAPS'],
    ['2021-W01', '2021-01', 'WITHIN'],
    ['SY2024-25', '2024-Q3', 'OVERLAPS'],
    ['SY2024-25', '2024-Q4', 'CONTAINS'],
    ['FY2025', '2025', 'EQUAL'],
    ['2024', '2025', 'APART'],
  ])('of %s to %s is %s', (one, other, relation) => {
    expect(comparePeriodRelation(placed(one), placed(other))).toBe(relation);
  });

  it("uses the year starts of each period's ecosystem", () => {
    const july = { schoolYearStart: '07-01', fiscalYearStart: '07-01' };
    expect(comparePeriodRelation(placed('SY2024-25', july), placed('2024-Q3'))).toBe('CONTAINS');
    expect(comparePeriodRelation(placed('FY2025', july), placed('2025'))).toBe('OVERLAPS');
    expect(comparePeriodRelation(placed('SY2024-25', july), placed('FY2025', july))).toBe('EQUAL');
    expect(comparePeriodRelation(placed('SY2024-25', july), placed('SY2024-25'))).toBe('OVERLAPS');
  });

  it('returns the inverse relation for swapped ranges', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2025-02-${String(number).padStart(2, '0')}`);
    const range = fc.tuple(day, day).map((days) => {
      const [start = '', end = ''] = days.sort();
      return { start, end };
    });
    const inverse = { EQUAL: 'EQUAL', CONTAINS: 'WITHIN', WITHIN: 'CONTAINS', OVERLAPS: 'OVERLAPS', APART: 'APART' };
    fc.assert(
      fc.property(range, range, (one, other) => {
        expect(relationOfRanges(other, one)).toBe(inverse[relationOfRanges(one, other)]);
      }),
    );
  });
});

describe('comparabilityOfPeriods', () => {
  it.each([
    ['SY2024-25', '09-01', 'YES'],
    ['SY2024-25', '08-15', 'WITH_CAVEAT'],
  ])('of %s that begins on %s with one that begins on 09-01 is %s', (code, schoolYearStart, comparability) => {
    expect(comparabilityOfPeriods(placed(code, { schoolYearStart }), placed(code))).toBe(comparability);
  });

  it('is NO for periods of different kinds or years, unless they have the same days', () => {
    expect(comparabilityOfPeriods(placed('2025'), placed('2025-Q1'))).toBe('NO');
    expect(comparabilityOfPeriods(placed('SY2023-24', { schoolYearStart: '08-15' }), placed('SY2024-25'))).toBe('NO');
    expect(comparabilityOfPeriods(placed('FY2025'), placed('2025'))).toBe('YES');
  });
});
