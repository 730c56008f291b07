import { defineRecord, type RecordOf } from '../../shared/record.ts';
import { referenceFigureFields } from './reference-figure.ts';

/**
 * The value of an indicator when the work began, for the total or for one combination of categories. With a `disparity`, it is
 * the difference or ratio between its category and the reference.
 */
export const baseline = defineRecord({
  name: 'Baseline',
  prefix: 'baseline',
  managedBy: 'STEWARD',
  fields: referenceFigureFields,
  within: 'indicatorVersionId',
  fixed: ['disparity'],
});

/** See {@link baseline}. */
export type Baseline = RecordOf<typeof baseline>;
