import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, nearPeriod, period, yearStarts } from './period.fixture.ts';
import { comparePeriods, type Period, periodContains, periodOrder, periodRange } from './period.ts';

describe('comparePeriods', () => {
  it('sorts by start, then the longer period first, then by code', () => {
    const sorted = [
      '2024-Q4',
      '2025',
      'FY2025',
      '2025-H1',
      '2025-Q1',
      '2025-01',
      '2025-01-01',
      '2025-W02',
      '2025-02',
      'SY2025-26',
    ];
    for (const codes of [sorted.toReversed(), sorted.toSorted()]) {
      expect(
        codes
          .map(period)
          .sort(comparePeriods)
          .map(({ code }) => code),
      ).toEqual(sorted);
    }
  });

  it('is a total order that agrees with the dates', () => {
    fc.assert(
      fc.property(nearPeriod, nearPeriod, nearPeriod, (a, b, c) => {
        const sign = comparePeriods(a, b);
        expect(sign === 0).toBe(a.code === b.code);
        expect(comparePeriods(b, a)).toBe(sign === 0 ? 0 : -sign);
        const [rangeOfA, rangeOfB] = [periodRange(a), periodRange(b)];
        if (dayOf(rangeOfA.start) < dayOf(rangeOfB.start)) expect(sign).toBe(-1);
        if (rangeOfA.start === rangeOfB.start && dayOf(rangeOfA.end) > dayOf(rangeOfB.end)) expect(sign).toBe(-1);
        if (sign <= 0 && comparePeriods(b, c) <= 0) expect(comparePeriods(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('uses the year starts of the ecosystem', () => {
    const [school, month] = [period('SY2025-26'), period('2025-08')];
    expect(comparePeriods(school, month)).toBe(1);
    expect(periodOrder({ schoolYearStart: '08-01' })(school, month)).toBe(-1);
  });
});

describe('periodContains', () => {
  it.each([
    ['2025', '2025-Q3', true],
    ['2025', '2025', true],
    ['2025', 'FY2025', true],
    ['2025', '2025-W01', false],
    ['2025', '2026-01', false],
    ['2025-Q3', '2025', false],
    ['2025-Q1', '2025-W14', false],
    ['SY2025-26', '2026-H1', true],
    ['SY2025-26', '2025', false],
  ])('of %s and %s is %s', (outer, inner, contains) => {
    expect(periodContains({ outer: period(outer), inner: period(inner) })).toBe(contains);
  });

  it('uses the year starts of the ecosystem', () => {
    const options = { outer: period('SY2025-26'), inner: period('2025-08') };
    expect(periodContains(options)).toBe(false);
    expect(periodContains({ ...options, years: { schoolYearStart: '08-01' } })).toBe(true);
  });

  it('is transitive, and mutual only for the same days', () => {
    fc.assert(
      fc.property(nearPeriod, nearPeriod, nearPeriod, yearStarts, (a, b, c, years) => {
        const contains = (outer: Period, inner: Period) => periodContains({ outer, inner, years });
        expect(contains(a, a)).toBe(true);
        if (contains(a, b) && contains(b, c)) expect(contains(a, c)).toBe(true);
        const same = JSON.stringify(periodRange(a, years)) === JSON.stringify(periodRange(b, years));
        expect(contains(a, b) && contains(b, a)).toBe(same);
      }),
    );
  });
});
