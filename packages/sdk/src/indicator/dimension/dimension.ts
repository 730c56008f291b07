import * as z from 'zod';
import { line, reference, shortCode, url } from '../../shared/fields.ts';
import { defineRecord, type RecordOf } from '../../shared/record.ts';

/** A category of a dimension. It is not a record. `parent` is the code of its parent category. */
const categorySchema = z.strictObject({
  code: z.string().trim().min(1).max(300),
  label: line(),
  order: z.int().min(0).max(100_000),
  parent: z.string().trim().min(1).max(300).nullable().default(null),
  uri: url().nullable().default(null),
});

/** See {@link categorySchema}. */
export type Category = z.output<typeof categorySchema>;

/**
 * A dimension by which the figures of an indicator version are disaggregated.
 *
 * `exclusive`: no person or event belongs to two categories, so figures of categories can be added. `exhaustive`: every
 * person or event belongs to a category, so figures of exclusive categories add up to the total.
 */
export const dimension = defineRecord({
  name: 'Dimension',
  prefix: 'dimension',
  managedBy: 'STEWARD',
  fields: {
    indicatorVersionId: reference('indicator_version'),
    code: shortCode(),
    label: line(),
    order: z.int().min(0).max(1000).default(0),
    exclusive: z.boolean(),
    exhaustive: z.boolean(),
    categories: z.array(categorySchema).max(1000),
  },
  within: 'indicatorVersionId',
  defaultVisibility: 'CONTAINER',
});

/** See {@link dimension}. */
export type Dimension = RecordOf<typeof dimension>;
