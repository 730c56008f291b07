import * as z from 'zod';
import { line, reference, shortCode, url } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/** A place in a dimension, a part of it and no record of its own. `parent` is the code of the category it lies in. */
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
 * A way in which the figures of an indicator version are split.
 *
 * `exclusive`: nothing is in two of its categories, so that they can add up. `exhaustive`: everything is in one of
 * them, so that they add up to the total.
 */
export const dimension = defineRecord({
  name: 'Dimension',
  prefix: 'dimension',
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
});

/** See {@link dimension}. */
export type Dimension = RecordOf<typeof dimension>;
