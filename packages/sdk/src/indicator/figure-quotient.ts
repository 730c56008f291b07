import {
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  parseDecimal,
  subtractDecimals,
} from '../shared/decimal.ts';
import type { Issue } from '../shared/outcome.ts';
import type { IndicatorVersion } from './indicator-version.ts';

interface Quotient {
  value: string | null;
  numerator: string | null;
  denominator: string | null;
}

type QuotientVersion = Pick<IndicatorVersion, 'kind' | 'multiplier'>;

/** How many decimals a value has that is computed from numerator and denominator. */
const computedScale = 6;

/**
 * A cell with its value: that of a `RATIO` or `MEAN` which only has numerator and denominator is numerator ÷ denominator ×
 * multiplier, rounded to 6 decimals, half away from zero. Any other cell is answered as it is, also one whose denominator
 * is 0, and one whose quotient has more digits than a figure can have. A cell is completed on its way in, once it is
 * judged: what is stored, released and read has its value.
 *
 * @example
 * const shares = { kind: 'RATIO', multiplier: '100' } as const;
 * completeCell({ value: null, numerator: '23', denominator: '26' }, shares).value; // '88.461538'
 */
export function completeCell<T extends Quotient>(cell: T, { kind, multiplier }: QuotientVersion): T {
  const { value, numerator, denominator } = cell;
  const isQuotient = kind === 'RATIO' || kind === 'MEAN';
  if (!isQuotient || value !== null || numerator === null || denominator === null) return cell;
  const quotient = divideDecimals(multiplyDecimals(numerator, multiplier), { by: denominator, scale: computedScale });
  return { ...cell, value: quotient === undefined ? null : (parseDecimal(quotient) ?? null) };
}

/**
 * A value that contradicts its numerator and denominator is `INVALID`. It may be rounded, in whatever way: it is less than
 * one unit of its own last decimal away from numerator ÷ denominator × multiplier. Zeros at the end of a value say
 * nothing, so that `88.0` is as good as `88`. Nothing is asked of a cell that lacks one of the three.
 */
export function judgeQuotient({ value, numerator, denominator }: Quotient, { multiplier }: QuotientVersion): Issue[] {
  if (value === null || numerator === null || denominator === null || compareDecimals(denominator, '0') <= 0) return [];
  // Multiplied out: a quotient would be rounded itself.
  const unit = multiplyDecimals(lastUnitOf(value), denominator);
  const away = subtractDecimals(multiplyDecimals(value, denominator), multiplyDecimals(numerator, multiplier));
  if (compareDecimals(away.replace('-', ''), unit) < 0) return [];
  const expected = completeCell({ value: null, numerator, denominator }, { kind: 'RATIO', multiplier }).value;
  const message = `${numerator} ÷ ${denominator} × ${multiplier} is ${expected ?? 'another number'}, not ${value}: correct the three numbers, or omit \`value\``;
  return [{ code: 'INVALID', path: ['value'], message }];
}

function lastUnitOf(value: string): string {
  const decimals = value.split('.')[1]?.length ?? 0;
  return decimals === 0 ? '1' : `0.${'1'.padStart(decimals, '0')}`;
}
