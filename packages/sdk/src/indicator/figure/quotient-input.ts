import { fields, nullable, oneOf } from '../../shared/input.ts';
import { decimal } from '../../shared/numbers/decimal-input.ts';
import type { IndicatorVersion } from '../version/indicator-version.ts';
import { indicatorKinds } from '../vocabulary.ts';

/** The numbers of a cell, as canonical decimals. */
export interface Quotient {
  value: string | null;
  numerator: string | null;
  denominator: string | null;
}

/** The fields of a version that determine the value of a quotient. */
export type QuotientVersion = Pick<IndicatorVersion, 'kind' | 'multiplier'>;

/** The checks of the fields of a {@link Quotient}. */
export const quotientFields = {
  value: nullable(decimal),
  numerator: nullable(decimal),
  denominator: nullable(decimal),
};

/** Requires the numbers of a cell. */
export const quotient = fields<Quotient>(quotientFields);

/** Requires the fields of a version that determine the value of a quotient. */
export const quotientVersion = fields<QuotientVersion>({ kind: oneOf(indicatorKinds), multiplier: decimal });
