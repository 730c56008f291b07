import { count, expecting, fields, nullable, oneOf, optional } from '../../shared/input.ts';
import { decimal } from '../../shared/numbers/decimal-input.ts';
import { thresholdLimits } from '../../shared/threshold-limits.ts';
import { categoryReferences } from '../dimension/dimension-input.ts';
import { countingUnits, denominatorsOverCategories, indicatorKinds, observationStatuses } from '../vocabulary.ts';
import type { FigureCell } from './figure-cell.ts';
import type { CellVersion } from './figure-rules.ts';
import { quotientFields } from './quotient-input.ts';

/** The checks of the fields of a {@link FigureCell}. */
export const figureCellFields = {
  ...quotientFields,
  categories: categoryReferences,
  base: nullable(count),
  status: oneOf(observationStatuses),
  standardError: optional(decimal),
  lowerBound: optional(decimal),
  upperBound: optional(decimal),
};

/** Requires a cell with its figure. */
export const figureCell = fields<FigureCell>(figureCellFields);

/** The checks of the fields of a {@link CellVersion}. */
export const cellVersionFields = {
  kind: oneOf(indicatorKinds),
  countingUnit: oneOf(countingUnits),
  multiplier: decimal,
  denominatorOverCategories: nullable(oneOf(denominatorsOverCategories)),
};

/** Requires the fields of a version that the rules for cells read. */
export const cellVersion = fields<CellVersion>(cellVersionFields);

const { least } = thresholdLimits;

/** Requires a disclosure threshold. Records cannot have a larger one than analyses accept. */
export const disclosureThreshold = expecting(
  `a whole number of at least ${least}`,
  (value) => Number.isSafeInteger(value) && Number(value) >= least,
);
