import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryPeriod, dayOf, nearPeriod, period, yearStarts } from './period.fixture.ts';
import { nextPeriod, periodRange, periodsBetween, type YearStarts } from './period.ts';

describe('nextPeriod', () => {
  it.each([
    ['2025', '2026'],
    ['2025-H1', '2025-H2'],
    ['2025-H2', '2026-H1'],
    ['2025-Q4', '2026-Q1'],
    ['2025-11', '2025-12'],
    ['2025-12', '2026-01'],
    ['2020-W52', '2020-W53'],
    ['2020-W53', '2021-W01'],
    ['2021-W52', '2022-W01'],
    ['2024-02-28', '2024-02-29'],
    ['2025-12-31', '2026-01-01'],
    ['SY1998-99', 'SY1999-00'],
    ['SY1999-00', 'SY2000-01'],
    ['FY2025', 'FY2026'],
  ])('of %s is %s', (code, next) => {
    expect(nextPeriod(period(code))?.code).toBe(next);
  });

  it.each(['9999', '9999-H2', '9999-Q4', '9999-12', '9999-W51', '9999-12-31', 'SY9998-99', 'FY9999'])(
    'of %s is undefined',
    (code) => {
      expect(nextPeriod(period(code))).toBeUndefined();
    },
  );

  it('of an interval is undefined', () => {
    expect(nextPeriod(period('2025-01-15/2025-06-30'))).toBeUndefined();
  });

  it('is of the same kind and begins on the next day', () => {
    const series = arbitraryPeriod.filter(({ kind }) => kind !== 'INTERVAL');
    fc.assert(
      fc.property(series, yearStarts, (each, years: YearStarts) => {
        const next = nextPeriod(each);
        fc.pre(next !== undefined);
        expect(next?.kind).toBe(each.kind);
        const after = dayOf(periodRange(each, years).end) + 1;
        expect(next && dayOf(periodRange(next, years).start)).toBe(after);
      }),
    );
  });
});

describe('periodsBetween', () => {
  it('returns both ends and the periods between them', () => {
    expect(codesBetween('2024-Q3', '2025-Q2')).toEqual(['2024-Q3', '2024-Q4', '2025-Q1', '2025-Q2']);
    expect(codesBetween('2020-W52', '2021-W01')).toEqual(['2020-W52', '2020-W53', '2021-W01']);
    expect(codesBetween('2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(codesBetween('SY1998-99', 'SY2000-01')).toEqual(['SY1998-99', 'SY1999-00', 'SY2000-01']);
    expect(codesBetween('2025-H1', '2025-H1')).toEqual(['2025-H1']);
    expect(codesBetween('2025', '2024')).toEqual([]);
  });

  it('returns undefined for different kinds and for intervals', () => {
    expect(codesBetween('2025', '2025-Q2')).toBeUndefined();
    expect(codesBetween('2025', 'FY2025')).toBeUndefined();
    expect(codesBetween('2025-01-15/2025-06-30', '2025-01-15/2025-06-30')).toBeUndefined();
  });

  it('returns undefined for more periods than `atMost`', () => {
    const [from, to] = [period('2025-01-01'), period('2025-01-31')];
    expect(periodsBetween({ from, to, atMost: 31 })).toHaveLength(31);
    expect(periodsBetween({ from, to, atMost: 30 })).toBeUndefined();
    expect(codesBetween('0001-01-01', '9999-12-31')).toBeUndefined();
    expect(codesBetween('0001', '9999')).toHaveLength(9999);
  });

  it('returns the sequence of next periods', () => {
    const series = nearPeriod.filter(({ kind }) => kind !== 'INTERVAL');
    fc.assert(
      fc.property(series, fc.nat(20), (from, steps) => {
        const chain = [from];
        for (let step = 0; step < steps; step++) chain.push(nextPeriod(chain.at(-1) ?? from) ?? from);
        expect(periodsBetween({ from, to: chain.at(-1) ?? from })).toEqual(chain);
      }),
    );
  });
});

function codesBetween(from: string, to: string): string[] | undefined {
  return periodsBetween({ from: period(from), to: period(to) })?.map(({ code }) => code);
}
