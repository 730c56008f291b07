import { parseDecimal } from '../../shared/numbers/decimal.ts';
import { isExact, roundExact, subtractExact } from '../../shared/numbers/exact.ts';

/**
 * The second number minus the first, as a canonical decimal. Quotients such as `100/3` are subtracted before they are rounded to six
 * decimals. Null if one of the two is neither a decimal number nor such a quotient.
 *
 * @example
 * changeBetween('44', '53.5'); // '9.5'
 * changeBetween('100/3', '200/3'); // '33.333333'
 */
export function changeBetween(from: string, to: string): string | null {
  const [first, second] = [exactNumber(from), exactNumber(to)];
  return first === undefined || second === undefined ? null : roundExact(subtractExact(second, first));
}

function exactNumber(text: string): string | undefined {
  return parseDecimal(text) ?? (isExact(text) ? text : undefined);
}
