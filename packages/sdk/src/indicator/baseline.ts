import { period } from '../period/internal.ts';
import { decimal, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { categories } from './fields.ts';

const fields = {
  indicatorVersionId: reference('indicator_version'),
  period: period(),
  value: decimal(),
  categories: categories(),
};

/** The value of an indicator when the work began, for the total or for one combination of categories. */
export const baseline = defineRecord({ name: 'Baseline', prefix: 'baseline', fields, within: 'indicatorVersionId' });

/** The intended value of an indicator in a period, for the total or for one combination of categories. */
export const target = defineRecord({ name: 'Target', prefix: 'target', fields, within: 'indicatorVersionId' });

/** See {@link baseline}. */
export type Baseline = RecordOf<typeof baseline>;

/** See {@link target}. */
export type Target = RecordOf<typeof target>;
