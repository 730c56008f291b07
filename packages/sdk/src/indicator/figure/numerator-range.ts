import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
} from '../../shared/numbers/decimal.ts';

/** A ratio that is reported with its base instead of its numerator and denominator. */
interface RatioOfBase {
  /** A canonical decimal, so that its last decimal is not 0. */
  value: string;
  base: number;
  multiplier: string;
}

/** The integers that a numerator can be, and the one that it most likely is. */
export interface NumeratorRange {
  lowest: number;
  highest: number;
  likely: number;
}

/**
 * The numerators that a ratio of a base can have: the integers from 0 to the base whose ratio rounds to the value at
 * its stated precision. If none does, those whose ratio is rounded up or down to it. Null if there are none either.
 *
 * @example
 * numeratorRange({ value: '12', base: 25, multiplier: '100' }); // { lowest: 3, highest: 3, likely: 3 }
 * numeratorRange({ value: '12', base: 250, multiplier: '100' }); // { lowest: 29, highest: 31, likely: 30 }
 */
export function numeratorRange(ratio: RatioOfBase): NumeratorRange | null {
  const unit = lastUnitOf(ratio.value);
  return rangeWithin(ratio, multiplyDecimals(unit, '0.5')) ?? rangeWithin(ratio, unit);
}

function rangeWithin({ value, base, multiplier }: RatioOfBase, deviation: string): NumeratorRange | null {
  if (compareDecimals(multiplier, '0') <= 0) return null;
  const people = (ratio: string) => ({ dividend: multiplyDecimals(ratio, String(base)), by: multiplier });
  const lowest = Math.max(0, integerFrom(people(subtractDecimals(value, deviation)), 'UP'));
  const highest = Math.min(base, integerFrom(people(addDecimals(value, deviation)), 'DOWN'));
  if (lowest > highest) return null;
  return { lowest, highest, likely: Math.min(highest, Math.max(lowest, integerFrom(people(value), 'NEAREST'))) };
}

/** A quotient as an integer. It is compared as a product, because a quotient would be rounded. */
function integerFrom({ dividend, by }: { dividend: string; by: string }, direction: 'UP' | 'DOWN' | 'NEAREST'): number {
  const nearest = Number(divideDecimals(dividend, { by, scale: 0 }));
  const side = compareDecimals(multiplyDecimals(String(nearest), by), dividend);
  if (direction === 'UP' && side < 0) return nearest + 1;
  return direction === 'DOWN' && side > 0 ? nearest - 1 : nearest;
}

function lastUnitOf(value: string): string {
  const decimals = value.split('.')[1]?.length ?? 0;
  return decimals === 0 ? '1' : `0.${'1'.padStart(decimals, '0')}`;
}
