import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals, divideDecimals, subtractDecimals } from './decimal.ts';
import { wilsonInterval } from './wilson.ts';

const counts = fc
  .integer({ min: 1, max: 100_000 })
  .chain((base) => fc.record({ base: fc.constant(base), count: fc.integer({ min: 0, max: base }) }));

describe('wilsonInterval', () => {
  // Newcombe 1998, Statistics in Medicine 17, 857–872, table I, method 3: four places.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i matches the table of Newcombe 1998', (count, base, low, high) => {
    const interval = wilsonInterval({ count, base });
    expect(Number(interval?.low)).toBeCloseTo(low, 4);
    expect(Number(interval?.high)).toBeCloseTo(high, 4);
  });

  // prop.test(count, 10, correct = FALSE) of R 3.6.2, as SciPy's tests quote it: seven places.
  it.each([
    [0, '0', '0.277533'],
    [3, '0.107791', '0.603222'],
    [10, '0.722467', '1'],
  ])('of %i in 10 matches prop.test of R', (count, low, high) => {
    expect(wilsonInterval({ count, base: 10 })).toEqual({ low, high });
  });

  it('begins at exactly 0 for a count of 0, and ends at exactly 1 for a full count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (base) => {
        expect(wilsonInterval({ count: 0, base })?.low).toBe('0');
        expect(wilsonInterval({ count: base, base })?.high).toBe('1');
      }),
    );
  });

  it('lies between 0 and 1 and contains the share', () => {
    fc.assert(
      fc.property(counts, ({ count, base }) => {
        const interval = wilsonInterval({ count, base });
        const share = divideDecimals(String(count), { by: String(base), scale: 6 }) ?? '';
        const inOrder = ['0', interval?.low ?? '', share, interval?.high ?? '', '1'];
        expect(inOrder.toSorted(compareDecimals)).toEqual(inOrder);
      }),
    );
  });

  it('of the complement is the mirror image', () => {
    fc.assert(
      fc.property(counts, ({ count, base }) => {
        const interval = wilsonInterval({ count, base });
        const complement = wilsonInterval({ count: base - count, base });
        const difference = subtractDecimals(subtractDecimals('1', interval?.high ?? ''), complement?.low ?? '');
        expect(Math.abs(Number(difference))).toBeLessThanOrEqual(0.000001);
      }),
    );
  });

  it('is narrower for a larger base', () => {
    const widths = [10, 100, 1000, 10_000].map((base) => {
      const interval = wilsonInterval({ count: base / 2, base });
      return Number(interval?.high) - Number(interval?.low);
    });
    expect(widths.toSorted((a, b) => b - a)).toEqual(widths);
    expect(new Set(widths).size).toBe(widths.length);
  });

  it.each([
    [0, 0],
    [1, 0],
    [-1, 10],
    [11, 10],
    [1.5, 10],
    [1, 10.5],
    [Number.NaN, 10],
    [1, Number.NaN],
    [1, Number.POSITIVE_INFINITY],
    [1, -10],
  ])('of %d in %d is undefined', (count, base) => {
    expect(wilsonInterval({ count, base })).toBeUndefined();
  });
});
