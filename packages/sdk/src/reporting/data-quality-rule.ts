import * as z from 'zod';
import { categories } from '../indicator/internal.ts';
import { decimal, line, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { judgeDataQualityRule } from './data-quality-definition.ts';
import { changeMeasures, dataQualityKinds } from './vocabulary.ts';

/**
 * What the figures of a version are expected to keep to. `categories` name the one figure that a `RANGE` or a `CHANGE` is
 * about, none being the total; `AT_MOST` is about the total. A `CHANGE` by `SHARE` is a part of the figure before: 0.5 is
 * half of it. A report that does not keep to a rule shows it; it can be handed in all the same, unless the rule `blocks`.
 */
export const dataQualityRule = defineRecord({
  name: 'DataQualityRule',
  prefix: 'data_quality_rule',
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
