import { expecting } from '../input.ts';
import { parseDecimal } from './decimal.ts';

/** Requires an exact decimal number in a string. */
export const decimal = expecting(
  'a decimal number in a string, such as "13.1825"',
  (value) => typeof value === 'string' && parseDecimal(value) !== undefined,
);
