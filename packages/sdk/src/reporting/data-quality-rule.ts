import * as z from 'zod';
import { categories } from '../indicator/internal.ts';
import { decimal, line, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { judgeDataQualityRule } from './data-quality-definition.ts';
import { changeMeasures, dataQualityKinds } from './vocabulary.ts';

/**
 * A rule that figures of an indicator version are expected to meet. `categories` identify the figure that a `RANGE` or
 * `CHANGE` checks; empty for the total. `AT_MOST` checks the total. If `changeBy` is `SHARE`, `largestChange` is a
 * share of the previous figure: 0.5 is half of it. A report that violates a rule can still be submitted, unless the
 * rule `blocks`.
 */
export const dataQualityRule = defineRecord({
  name: 'DataQualityRule',
  prefix: 'data_quality_rule',
  managedBy: 'STEWARD',
  fields: {
    indicatorVersionId: reference('indicator_version'),
    name: line(),
    kind: z.enum(dataQualityKinds),
    categories: categories(),
    least: decimal().nullable(),
    most: decimal().nullable(),
    largestChange: decimal().nullable(),
    changeBy: z.enum(changeMeasures).nullable(),
    otherVersionId: reference('indicator_version').nullable(),
    blocks: z.boolean().default(false),
  },
  within: 'indicatorVersionId',
  judge: judgeDataQualityRule,
});

/** See {@link dataQualityRule}. */
export type DataQualityRule = RecordOf<typeof dataQualityRule>;
