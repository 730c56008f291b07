import * as z from 'zod';

/** A place in a dimension, by the codes that its definition gives. */
const categoryReference = z.strictObject({
  dimension: z.string().trim().min(1).max(100),
  category: z.string().trim().min(1).max(300),
});

/** The categories of a cell, a baseline or a target; none means the total. */
export const categories = () => z.array(categoryReference).max(10);

/** See {@link categoryReference}. */
export type CategoryReference = z.output<typeof categoryReference>;
