import * as z from 'zod';
import { disparityMeasures, disparityReferences } from '../vocabulary.ts';

/**
 * The disparity that a baseline or target is about: what its category is compared with, and how. The category is that of the
 * baseline or target. `referenceCategory` is the code of another category of the same dimension; null unless `reference` is
 * `CATEGORY`.
 */
export const disparity = () =>
  z.strictObject({
    reference: z.enum(disparityReferences),
    referenceCategory: z.string().trim().min(1).max(300).nullable().default(null),
    measure: z.enum(disparityMeasures),
  });

/** See {@link disparity}. */
export type DisparityDefinition = z.output<ReturnType<typeof disparity>>;
