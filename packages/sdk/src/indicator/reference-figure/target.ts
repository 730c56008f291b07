import { decimal } from '../../shared/fields.ts';
import { compareDecimals } from '../../shared/numbers/decimal.ts';
import { defineRecord, type RecordOf } from '../../shared/record.ts';
import { referenceFigureFields } from './reference-figure.ts';

/** A share of the expected reporters, more than 0 and at most 1. */
const minimumCoverage = decimal().refine(
  (share) => compareDecimals(share, '0') > 0 && compareDecimals(share, '1') <= 0,
  {
    error: '`minimumCoverage` must be a share of the expected reporters: more than 0 and at most 1, such as 0.8.',
  },
);

/**
 * The intended value of an indicator in a period, for the total or for one combination of categories. With a `disparity`, it is
 * the intended difference or ratio between its category and the reference. `minimumCoverage` is the smallest share of the
 * expected reporters for which progress is assessed; null if there is no minimum.
 */
export const target = defineRecord({
  name: 'Target',
  prefix: 'target',
  managedBy: 'STEWARD',
  fields: { ...referenceFigureFields, minimumCoverage: minimumCoverage.nullable() },
  within: 'indicatorVersionId',
  fixed: ['disparity'],
});

/** See {@link target}. */
export type Target = RecordOf<typeof target>;
