import { subtractDecimals } from '../shared/numbers/decimal.ts';

/** A measure before and after, and the difference (after − before). The difference is null if either is undefined. */
export interface MeasureChange {
  before: string | null;
  after: string | null;
  difference: string | null;
}

/** The change of a measure, a decimal, between two waves. */
export function measureChange(before: string | null, after: string | null): MeasureChange {
  const known = before !== null && after !== null;
  return { before, after, difference: known ? subtractDecimals(after, before) : null };
}
