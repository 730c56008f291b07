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

/** Where an indicator stood when the work began, for all or for a category. */
export const baseline = defineRecord({ name: 'Baseline', prefix: 'baseline', fields, within: 'indicatorVersionId' });

/** Where an indicator should stand in a period, for all or for a category. */
export const target = defineRecord({ name: 'Target', prefix: 'target', fields, within: 'indicatorVersionId' });

/** See {@link baseline}. */
export type Baseline = RecordOf<typeof baseline>;

/** See {@link target}. */
export type Target = RecordOf<typeof target>;
