import { expecting } from '../input.ts';
import { parseDecimal } from './decimal.ts';
import { isExact } from './exact.ts';

/** Requires an exact decimal number in a string. */
export const decimal = expecting(
  'a decimal number in a string, such as "13.1825"',
  (value) => typeof value === 'string' && parseDecimal(value) !== undefined,
);

/** Requires an exact number in a string: a decimal, or a quotient that is not rounded. */
export const exactNumber = expecting(
  'a decimal number in a string, such as "13.1825", or a quotient such as "100/3"',
  isExact,
);
