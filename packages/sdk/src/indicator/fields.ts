import * as z from 'zod';

/** A category of a dimension, by their codes. */
const categoryReference = z.strictObject({
  dimension: z.string().trim().min(1).max(100),
  category: z.string().trim().min(1).max(300),
});

/** The categories of a cell, baseline or target. Empty for the total. */
export const categories = () => z.array(categoryReference).max(10);

/** See {@link categoryReference}. */
export type CategoryReference = z.output<typeof categoryReference>;
