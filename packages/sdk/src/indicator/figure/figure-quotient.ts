import { judgeInput } from '../../shared/input.ts';
import {
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  parseDecimal,
  subtractDecimals,
} from '../../shared/numbers/decimal.ts';
import { accepted, type Issue, type Outcome, refused } from '../../shared/outcome.ts';
import { type Quotient, type QuotientVersion, quotient, quotientVersion } from './quotient-input.ts';

/** Number of decimals of a value that is computed from numerator and denominator. */
const computedScale = 6;

/**
 * Returns a cell of a `RATIO` or `MEAN` with its value. If the value is missing, it is numerator ÷ denominator ×
 * multiplier, rounded to 6 decimal places, half away from zero. The cell is returned unchanged if a part is missing, and its
 * value stays null if the denominator is 0 or the quotient has more digits than a figure can have. Cells are completed
 * after validation, before they are stored.
 *
 * @example
 * const shares = { kind: 'RATIO', multiplier: '100' } as const;
 * unwrap(completeCell({ value: null, numerator: '23', denominator: '26' }, shares)).value; // '88.461538'
 */
export function completeCell<T extends Quotient>(cell: T, version: QuotientVersion): Outcome<T> {
  const malformed = judgeInput({ cell, version }, { cell: quotient, version: quotientVersion });
  return malformed.length > 0 ? refused(...malformed) : accepted(withValue(cell, version));
}

/** See {@link completeCell}. The cell is well-formed. */
export function withValue<T extends Quotient>(cell: T, { kind, multiplier }: QuotientVersion): T {
  const { value, numerator, denominator } = cell;
  const isQuotient = kind === 'RATIO' || kind === 'MEAN';
  if (!isQuotient || value !== null || numerator === null || denominator === null) return cell;
  const computed = divideDecimals(multiplyDecimals(numerator, multiplier), { by: denominator, scale: computedScale });
  return { ...cell, value: computed === undefined ? null : (parseDecimal(computed) ?? null) };
}

/**
 * Returns an `INVALID` issue if a value contradicts its numerator and denominator. The value may be rounded in any
 * direction: it must be less than one unit of its last decimal away from numerator ÷ denominator × multiplier. Trailing
 * zeros of a value are ignored. A cell without one of the three numbers has no issue.
 */
export function judgeQuotient(cell: Quotient, version: QuotientVersion): Issue[] {
  const malformed = judgeInput({ cell, version }, { cell: quotient, version: quotientVersion });
  return malformed.length > 0 ? malformed : contradictionIn(cell, version);
}

/** See {@link judgeQuotient}. The cell is well-formed. */
export function contradictionIn(
  { value, numerator, denominator }: Quotient,
  { multiplier }: Pick<QuotientVersion, 'multiplier'>,
): Issue[] {
  if (value === null || numerator === null || denominator === null || compareDecimals(denominator, '0') <= 0) return [];
  // Both sides are multiplied by the denominator, because a quotient would be rounded.
  const unit = multiplyDecimals(lastUnitOf(value), denominator);
  const deviation = subtractDecimals(multiplyDecimals(value, denominator), multiplyDecimals(numerator, multiplier));
  if (compareDecimals(deviation.replace('-', ''), unit) < 0) return [];
  const expected = withValue({ value: null, numerator, denominator }, { kind: 'RATIO', multiplier }).value;
  const message = `${numerator} ÷ ${denominator} × ${multiplier} is ${expected ?? 'another number'}, not ${value}. Correct the numbers, or omit \`value\`.`;
  return [{ code: 'INVALID', path: ['value'], message }];
}

function lastUnitOf(value: string): string {
  const decimals = value.split('.')[1]?.length ?? 0;
  return decimals === 0 ? '1' : `0.${'1'.padStart(decimals, '0')}`;
}
