import { parseDecimal, subtractDecimals } from '../../shared/numbers/decimal.ts';

/**
 * The second number minus the first, as canonical decimals. Null if one of them is not a decimal number.
 *
 * @example
 * changeBetween('44.186047', '53.488372'); // '9.302325'
 */
export function changeBetween(from: string, to: string): string | null {
  const [first, second] = [parseDecimal(from), parseDecimal(to)];
  return first === undefined || second === undefined ? null : subtractDecimals(second, first);
}
