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

/** An exact number: `units` of 10^-scale. */
interface Scaled {
  units: bigint;
  scale: number;
}

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
  return textOf(plus(scaled(a), scaled(b)));
}

/** The exact difference `a − b`, in canonical form. */
export function subtractDecimals(a: string, b: string): string {
  const { units, scale } = scaled(b);
  return textOf(plus(scaled(a), { units: -units, scale }));
}

/** The exact product of two decimals, in canonical form. */
export function multiplyDecimals(a: string, b: string): string {
  const [one, other] = [scaled(a), scaled(b)];
  return textOf({ units: one.units * other.units, scale: one.scale + other.scale });
}

/** Whether `a` is less than (−1), equal to (0) or greater than (1) `b`, as numbers. */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  const [one, other] = [scaled(a), scaled(b)];
  const [left, right] = [unitsAt(one, other.scale), unitsAt(other, one.scale)];
  return left < right ? -1 : left > right ? 1 : 0;
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
  const [one, other] = [scaled(dividend), scaled(by)];
  if (other.units === 0n) return undefined;
  const above = one.units * power(other.scale + checkedScale(scale));
  const below = other.units * power(one.scale);
  const sign = above < 0n === below < 0n ? 1n : -1n;
  const rest = magnitude(above % below);
  const isAway =
    rounding === undefined ? 2n * rest >= magnitude(below) : rest > 0n && (rounding === 'UP') === sign > 0n;
  return textOf({ units: above / below + (isAway ? sign : 0n), scale });
}

/**
 * The exact sum of decimals, in canonical form; `0` if there are none.
 *
 * @example
 * sumDecimals(['0.1', '0.2', '-0.3']); // '0'
 */
export function sumDecimals(decimals: Iterable<string>): string {
  let sum: Scaled = { units: 0n, scale: 0 };
  for (const decimal of decimals) sum = plus(sum, scaled(decimal));
  return textOf(sum);
}

/**
 * A binary float, such as a statistic, as a decimal of at most `scale` places (0 to the scale of
 * {@link decimalLimits}). Throws a RangeError unless it is finite and less than 10^21. Figures are never converted this
 * way: they are decimals from the start.
 */
export function roundToDecimal(number: number, { scale }: { scale: number }): string {
  if (!(Math.abs(number) < 1e21))
    throw new RangeError(`${number} cannot be written as a decimal. Use a number between -10^21 and 10^21.`);
  return textOf(scaled(number.toFixed(checkedScale(scale))));
}

function checkedScale(scale: number): number {
  if (Number.isInteger(scale) && scale >= 0 && scale <= decimalLimits.scale) return scale;
  throw new RangeError(`The scale must be a whole number from 0 to ${decimalLimits.scale}, not ${scale}.`);
}

/** Reads a decimal, also one that exceeds the limits. Throws for any other text. */
function scaled(text: string): Scaled {
  const [, sign, whole = '', fraction = '', exponent = '0'] = readable.exec(text) ?? [];
  if (sign === undefined) throw new RangeError(`"${text}" is not a decimal number. Parse it with parseDecimal first.`);
  const units = BigInt(whole + fraction);
  const scale = fraction.length - Number(exponent);
  const signed = sign === '-' ? -units : units;
  return scale < 0 ? { units: signed * power(-scale), scale: 0 } : { units: signed, scale };
}

function plus(a: Scaled, b: Scaled): Scaled {
  return { units: unitsAt(a, b.scale) + unitsAt(b, a.scale), scale: Math.max(a.scale, b.scale) };
}

/** The units of a number at a scale, or at its own if that is larger. */
function unitsAt(number: Scaled, scale: number): bigint {
  return scale > number.scale ? number.units * power(scale - number.scale) : number.units;
}

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

function magnitude(number: bigint): bigint {
  return number < 0n ? -number : number;
}

function textOf({ units, scale }: Scaled): string {
  const digits = String(magnitude(units));
  const text = plain(digits, scale);
  const shortened = scale > 0 ? text.slice(0, text.length - trailingZeros(text)).replace(/\.$/, '') : text;
  return units < 0n ? `-${shortened}` : shortened;
}

function trailingZeros(digits: string): number {
  return digits.length - digits.replace(/0+$/, '').length;
}

function plain(digits: string, scale: number): string {
  if (scale <= 0) return digits + '0'.repeat(-scale);
  const padded = digits.padStart(scale + 1, '0');
  return `${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
