import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abs, type Exact, exact, write } from './decimal.fixture.ts';
import { divideDecimals, roundToDecimal } from './decimal.ts';

describe('divideDecimals', () => {
  it.each([
    ['23', '26', 2, '0.88'],
    ['1', '3', 6, '0.333333'],
    ['2', '3', 6, '0.666667'],
    ['1', '8', 2, '0.13'],
    ['-1', '8', 2, '-0.13'],
    ['1', '2', 0, '1'],
    ['-1', '2', 0, '-1'],
    ['6', '2', 4, '3'],
    ['1', '1000', 2, '0'],
    ['-1', '1000', 2, '0'],
    ['0', '-7', 5, '0'],
  ])('divides %s by %s, rounded to %i places, into %s', (dividend, by, scale, quotient) => {
    expect(divideDecimals(dividend, { by, scale })).toBe(quotient);
  });

  it.each([
    ['1', '3', '0.333333', '0.333334'],
    ['-1', '3', '-0.333334', '-0.333333'],
    ['1', '-3', '-0.333334', '-0.333333'],
    ['-1', '-3', '0.333333', '0.333334'],
    ['1', '8', '0.125', '0.125'],
    ['0', '-3', '0', '0'],
  ])('rounds %s ÷ %s down to %s and up to %s', (dividend, by, down, up) => {
    expect(divideDecimals(dividend, { by, scale: 6, rounding: 'DOWN' })).toBe(down);
    expect(divideDecimals(dividend, { by, scale: 6, rounding: 'UP' })).toBe(up);
    // The next division is rounded to the nearest decimal again.
    expect(divideDecimals('2', { by: '3', scale: 2 })).toBe('0.67');
  });

  it('returns undefined for a division by zero', () => {
    expect(divideDecimals('1', { by: '0', scale: 2 })).toBeUndefined();
    expect(divideDecimals('0', { by: '0.00', scale: 2 })).toBeUndefined();
  });

  it('rounds half away from zero at the last place', () => {
    fc.assert(
      fc.property(exact, exact, fc.nat(20), (a, b, scale) => {
        fc.pre(b.units !== 0n);
        const quotient = divideDecimals(write(a), { by: write(b), scale });
        expect(quotient).toBe(write(quotientOf(a, b, scale)));
      }),
    );
  });

  it.each([-1, 21, 1.5, Number.NaN])('throws a RangeError for the scale %d', (scale) => {
    expect(() => divideDecimals('1', { by: '2', scale })).toThrow(RangeError);
  });
});

describe('roundToDecimal', () => {
  it.each([
    [0.7102410000001, 6, '0.710241'],
    [0.1 + 0.2, 6, '0.3'],
    [-0.0000001, 6, '0'],
    [1e20, 2, '100000000000000000000'],
    [1 / 3, 20, (1 / 3).toFixed(20)],
    [-2.5, 1, '-2.5'],
  ])('converts %d, rounded to %i places, to %s', (number, scale, text) => {
    expect(roundToDecimal(number, { scale })).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e21, -1e21])(
    'throws a RangeError for %d',
    (number) => {
      expect(() => roundToDecimal(number, { scale: 2 })).toThrow(RangeError);
    },
  );

  it.each([-1, 21, 1.5])('throws a RangeError for the scale %d', (scale) => {
    expect(() => roundToDecimal(1, { scale })).toThrow(RangeError);
  });
});

function quotientOf(a: Exact, b: Exact, scale: number): Exact {
  const numerator = abs(a.units) * 10n ** BigInt(b.scale + scale);
  const denominator = abs(b.units) * 10n ** BigInt(a.scale);
  const rounded = (2n * numerator + denominator) / (2n * denominator);
  return { units: a.units < 0n === b.units < 0n ? rounded : -rounded, scale };
}
