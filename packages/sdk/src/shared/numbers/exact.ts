import {
  addDecimals,
  compareDecimals,
  decimalLimits,
  divideDecimals,
  multiplyDecimals,
  parseDecimal,
  type Rounding,
  subtractDecimals,
} from './decimal.ts';

/**
 * Exact numbers: canonical decimals, and quotients of two integers such as `100/3`. Figures are computed with exact numbers and
 * rounded once, for output. A quotient is in lowest terms with a positive divisor. One with at most six decimals is a decimal.
 */
const shownScale = 6;

const quotientText = /^-?[1-9]\d*\/[1-9]\d*$/;

/** Digits of the numbers of a quotient. Sums of quotients have more digits than a figure. */
const longestQuotient = 10_000;

/** Whether a text is an exact number: a decimal, or a quotient such as `100/3`. */
export function isExact(text: unknown): text is string {
  if (typeof text !== 'string' || text.length > longestQuotient) return false;
  return text.includes('/') ? quotientText.test(text) : parseDecimal(text) !== undefined;
}

/** The sum of two exact numbers. */
export function addExact(a: string, b: string): string {
  if (areDecimals(a, b)) return addDecimals(a, b);
  const [one, other] = [fractionOf(a), fractionOf(b)];
  return textOf(one.dividend * other.divisor + other.dividend * one.divisor, one.divisor * other.divisor);
}

/** The difference `a − b` of two exact numbers. */
export function subtractExact(a: string, b: string): string {
  return areDecimals(a, b) ? subtractDecimals(a, b) : addExact(a, negativeExact(b));
}

/** The product of two exact numbers. */
export function multiplyExact(a: string, b: string): string {
  if (areDecimals(a, b)) return multiplyDecimals(a, b);
  const [one, other] = [fractionOf(a), fractionOf(b)];
  return textOf(one.dividend * other.dividend, one.divisor * other.divisor);
}

/**
 * The quotient of two exact numbers. Undefined if the divisor is 0.
 *
 * @example
 * divideExact('10', '4'); // '2.5'
 * divideExact('10', '30'); // '1/3'
 */
export function divideExact(dividend: string, by: string): string | undefined {
  const [one, other] = [fractionOf(dividend), fractionOf(by)];
  if (other.dividend === 0n) return undefined;
  return textOf(one.dividend * other.divisor, one.divisor * other.dividend);
}

/** Whether `a` is less than (−1), equal to (0) or greater than (1) `b`, as numbers. */
export function compareExact(a: string, b: string): -1 | 0 | 1 {
  if (areDecimals(a, b)) return compareDecimals(a, b);
  const [one, other] = [fractionOf(a), fractionOf(b)];
  const [left, right] = [one.dividend * other.divisor, other.dividend * one.divisor];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The number times −1. */
export function negativeExact(value: string): string {
  return value === '0' ? value : value.startsWith('-') ? value.slice(1) : `-${value}`;
}

/** The sum of exact numbers; `0` if there are none. */
export function sumExact(numbers: Iterable<string>): string {
  let sum = '0';
  for (const number of numbers) sum = addExact(sum, number);
  return sum;
}

/**
 * An exact number as a decimal. A quotient is rounded to six decimals, half away from zero or in the direction of `rounding`; a
 * decimal is returned unchanged.
 *
 * @example
 * roundExact('100/3'); // '33.333333'
 * roundExact('100/3', 'UP'); // '33.333334'
 */
export function roundExact(value: string, rounding?: Rounding): string {
  const [dividend = '0', by] = value.split('/');
  if (by === undefined) return value;
  return divideDecimals(dividend, { by, scale: shownScale, ...(rounding && { rounding }) }) ?? '0';
}

interface Fraction {
  dividend: bigint;
  divisor: bigint;
}

function areDecimals(a: string, b: string): boolean {
  return !a.includes('/') && !b.includes('/');
}

function fractionOf(text: string): Fraction {
  const [dividend = '0', divisor] = text.split('/');
  if (divisor !== undefined) return { dividend: BigInt(dividend), divisor: BigInt(divisor) };
  const [whole = '0', decimals = ''] = text.split('.');
  return { dividend: BigInt(whole + decimals), divisor: 10n ** BigInt(decimals.length) };
}

/** The canonical text of a quotient. */
function textOf(dividend: bigint, divisor: bigint): string {
  const sign = divisor < 0n ? -1n : 1n;
  const common = greatestCommonDivisor(dividend, divisor) * sign;
  const [above, below] = [dividend / common, divisor / common];
  const isDecimal = 10n ** BigInt(shownScale) % below === 0n;
  if (!isDecimal) return `${above}/${below}`;
  return divideDecimals(String(above), { by: String(below), scale: decimalLimits.scale }) ?? '0';
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [one, other] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (other > 0n) [one, other] = [other, one % other];
  return one;
}
