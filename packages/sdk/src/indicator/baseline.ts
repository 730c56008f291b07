import { period } from '../period/internal.ts';
import { compareDecimals } from '../shared/decimal.ts';
import { decimal, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { disparity } from './disparity.ts';
import { categories } from './fields.ts';

/** A share of the expected reporters, more than 0 and at most 1. */
const minimumCoverage = decimal().refine(
  (share) => compareDecimals(share, '0') > 0 && compareDecimals(share, '1') <= 0,
  {
    error: '`minimumCoverage` must be a share of the expected reporters: more than 0 and at most 1, such as 0.8.',
  },
);

const fields = {
  indicatorVersionId: reference('indicator_version'),
  period: period(),
  value: decimal(),
  categories: categories(),
  disparity: disparity().nullable(),
};

/**
 * The value of an indicator when the work began, for the total or for one combination of categories. With a `disparity`, it is
 * the difference or ratio between its category and the reference.
 */
export const baseline = defineRecord({
  name: 'Baseline',
  prefix: 'baseline',
  managedBy: 'STEWARD',
  fields,
  within: 'indicatorVersionId',
  fixed: ['disparity'],
});

/**
 * The intended value of an indicator in a period, for the total or for one combination of categories. With a `disparity`, it is
 * the intended difference or ratio between its category and the reference. `minimumCoverage` is the smallest share of the
 * expected reporters for which progress is assessed; null if there is no minimum.
 */
export const target = defineRecord({
  name: 'Target',
  prefix: 'target',
  managedBy: 'STEWARD',
  fields: { ...fields, minimumCoverage: minimumCoverage.nullable() },
  within: 'indicatorVersionId',
  fixed: ['disparity'],
});

/** See {@link baseline}. */
export type Baseline = RecordOf<typeof baseline>;

/** See {@link target}. */
export type Target = RecordOf<typeof target>;
