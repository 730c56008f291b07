import Big from 'big.js';

/**
 * The maximum number of digits of a figure, and the maximum number of them after the decimal point.
 *
 * The exact decimal types to which figures are exported have 38 digits (DECIMAL(38) of SQL databases, 128-bit decimals of
 * Arrow and Parquet). 20 decimal places are more than any measure needs, and leave 18 digits for whole numbers. Without a
 * limit, the short text `1e999999999` would require a gigabyte of memory.
 */
export const decimalLimits = { digits: 38, scale: 20 } as const;

// Enough for a figure with the maximum number of digits, padded with zeros. The patterns below are slow on long texts.
const longestText = 100;

const canonical = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/;
const readable = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

// A copy of the constructor, so that settings here do not affect other users of the library.
const Exact = Big();

/**
 * Parses a decimal number and returns its canonical form: plain digits, no exponent, no `+`, no superfluous zeros, and never
 * `-0`. Equal numbers have equal forms, so canonical decimals can be compared by `===`.
 *
 * Accepts forms such as `12`, `-3.50`, `+7`, `.5`, `5.` and `1.2E+05`. Returns undefined for anything else (an empty text,
 * spaces, digit grouping, `NaN`, `Infinity`, digits of other scripts), for a text of more than 100 characters, and for a
 * number that exceeds {@link decimalLimits}. Numbers are never rounded.
 *
 * @example
 * parseDecimal('+007.50'); // '7.5'
 * parseDecimal('1.2E+05'); // '120000'
 * parseDecimal('12,5'); // undefined
 */
export function parseDecimal(text: string): string | undefined {
  // Most figures are canonical already, and a text of this length cannot exceed the limits.
  if (typeof text !== 'string') return undefined;
  if (text.length <= 20 && canonical.test(text)) return text;
  if (text.length > longestText) return undefined;
  const parts = readable.exec(text);
  if (!parts) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  const written = whole + fraction;
  const digits = written.replace(/^0+/, '').replace(/0+$/, '');
  if (digits === '') return '0';
  const scale = fraction.length - trailingZeros(written) - Number(exponent);
  const length = Math.max(digits.length, digits.length - scale);
  if (length > decimalLimits.digits || scale > decimalLimits.scale) return undefined;
  return (sign === '-' ? '-' : '') + plain(digits, scale);
}

/**
 * Describes a valid decimal, for messages about a text that {@link parseDecimal} rejects: a number, or a number with fewer
 * digits.
 *
 * @example
 * expectedDecimal('12,5'); // 'a decimal number such as 13.1825'
 */
export function expectedDecimal(text: string): string {
  const { digits, scale } = decimalLimits;
  if (typeof text !== 'string') return 'a decimal number such as 13.1825';
  const isNumber = text.length > longestText ? /^[\d.eE+-]+$/.test(text) : readable.test(text);
  if (!isNumber) return 'a decimal number such as 13.1825';
  return `a number of at most ${digits} digits, at most ${scale} of them after the decimal point`;
}

/**
 * The exact sum of two decimals, in canonical form. It may have more digits than {@link decimalLimits} allows a figure.
 * Throws for a text that is not a decimal, as do all arithmetic functions here. Parse input with {@link parseDecimal} first.
 */
export function addDecimals(a: string, b: string): string {
  return format(new Exact(a).plus(b));
}

/** The exact difference `a − b`, in canonical form. */
export function subtractDecimals(a: string, b: string): string {
  return format(new Exact(a).minus(b));
}

/** The exact product of two decimals, in canonical form. */
export function multiplyDecimals(a: string, b: string): string {
  return format(new Exact(a).times(b));
}

/** Whether `a` is less than (−1), equal to (0) or greater than (1) `b`, as numbers. */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  return new Exact(a).cmp(b);
}

/** Whether a quotient is rounded down (towards −∞) or up (towards +∞). */
export type Rounding = 'DOWN' | 'UP';

/**
 * The quotient `dividend ÷ by`, rounded to `scale` places, half away from zero as PostgreSQL's `round(numeric)` does,
 * or in the direction of `rounding`; in canonical form. Undefined if `by` is zero. Throws unless `scale` is a whole
 * number from 0 to the scale of {@link decimalLimits}.
 *
 * @example
 * divideDecimals('23', { by: '26', scale: 2 }); // '0.88'
 * divideDecimals('1', { by: '0', scale: 2 }); // undefined
 * divideDecimals('-2', { by: '3', scale: 2, rounding: 'UP' }); // '-0.66'
 */
export function divideDecimals(
  dividend: string,
  { by, scale, rounding }: { by: string; scale: number; rounding?: Rounding },
): string | undefined {
  const divisor = new Exact(by);
  const numerator = new Exact(dividend);
  if (divisor.eq(0)) return undefined;
  // The library reads the scale and the rounding of a division from its constructor. No other function here uses them.
  Exact.DP = checkedScale(scale);
  const isTowardsZero = numerator.s === divisor.s ? rounding === 'DOWN' : rounding === 'UP';
  Exact.RM = rounding === undefined ? Big.roundHalfUp : isTowardsZero ? Big.roundDown : Big.roundUp;
  return format(numerator.div(divisor));
}

/**
 * The exact sum of decimals, in canonical form; `0` if there are none.
 *
 * @example
 * sumDecimals(['0.1', '0.2', '-0.3']); // '0'
 */
export function sumDecimals(decimals: Iterable<string>): string {
  let sum = new Exact(0);
  for (const decimal of decimals) sum = sum.plus(decimal);
  return format(sum);
}

/**
 * A binary float, such as a statistic, as a decimal of at most `scale` places (0 to the scale of
 * {@link decimalLimits}). Throws a RangeError unless it is finite and less than 10^21. Figures are never converted this
 * way: they are decimals from the start.
 */
export function roundToDecimal(number: number, { scale }: { scale: number }): string {
  if (!(Math.abs(number) < 1e21))
    throw new RangeError(`${number} cannot be written as a decimal. Use a number between -10^21 and 10^21.`);
  return format(new Exact(number.toFixed(checkedScale(scale))));
}

function checkedScale(scale: number): number {
  if (Number.isInteger(scale) && scale >= 0 && scale <= decimalLimits.scale) return scale;
  throw new RangeError(`The scale must be a whole number from 0 to ${decimalLimits.scale}, not ${scale}.`);
}

function format(number: Big): string {
  return number.eq(0) ? '0' : number.toFixed();
}

function trailingZeros(digits: string): number {
  return digits.length - digits.replace(/0+$/, '').length;
}

function plain(digits: string, scale: number): string {
  if (scale <= 0) return digits + '0'.repeat(-scale);
  const padded = digits.padStart(scale + 1, '0');
  return `${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
