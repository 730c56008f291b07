import { addDecimals, divideDecimals, multiplyDecimals, subtractDecimals } from '../../../shared/decimal.ts';
import type { SumRange } from './fit-sums.ts';

/** A ratio that is reported with its base instead of its numerator and denominator. */
interface RatioOfBase {
  /** A canonical decimal, so that its last decimal is not 0. */
  value: string;
  base: number;
  multiplier: string;
}

/**
 * The numerators that a ratio of a base can have: the integers from 0 to the base whose ratio rounds to the value at
 * its stated precision. If none does, those whose ratio is rounded up or down to it. Null if there are none either.
 *
 * @example
 * numeratorRange({ value: '12', base: 25, multiplier: '100' }); // { lowest: 3, highest: 3, likely: 3 }
 * numeratorRange({ value: '12', base: 250, multiplier: '100' }); // { lowest: 29, highest: 31, likely: 30 }
 */
export function numeratorRange(ratio: RatioOfBase): SumRange | null {
  const unit = lastUnitOf(ratio.value);
  return rangeWithin(ratio, multiplyDecimals(unit, '0.5')) ?? rangeWithin(ratio, unit);
}

/** Decimals of quotients: enough to tell whether one is an integer. */
const quotientScale = 20;

function rangeWithin({ value, base, multiplier }: RatioOfBase, deviation: string): SumRange | null {
  const numeratorOf = (ratio: string) =>
    divideDecimals(multiplyDecimals(ratio, String(base)), { by: multiplier, scale: quotientScale });
  const [from, exact, to] = [subtractDecimals(value, deviation), value, addDecimals(value, deviation)].map(numeratorOf);
  if (from === undefined || exact === undefined || to === undefined) return null;
  const lowest = Math.max(0, Math.ceil(Number(from)));
  const highest = Math.min(base, Math.floor(Number(to)));
  return lowest > highest
    ? null
    : { lowest, highest, likely: Math.min(highest, Math.max(lowest, Math.round(Number(exact)))) };
}

function lastUnitOf(value: string): string {
  const decimals = value.split('.')[1]?.length ?? 0;
  return decimals === 0 ? '1' : `0.${'1'.padStart(decimals, '0')}`;
}
