import * as z from 'zod';
import { reference, shortCode } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/** That what was in a category of the earlier version is in this one of the version: a part of a crosswalk. */
const categoryMappingSchema = z.strictObject({
  earlier: z.string().trim().min(1).max(300),
  category: z.string().trim().min(1).max(300),
});

/** See {@link categoryMappingSchema}. */
export type CategoryMapping = z.output<typeof categoryMappingSchema>;

/**
 * How the categories of a dimension of a version (`dimension`, by code) take up those of a dimension of an earlier
 * version (`earlierDimension`): several can become one. A category that was split into several is not in it, nor is one
 * that went away: for these the series breaks. It is part of the definition.
 */
export const crosswalk = defineRecord({
  name: 'Crosswalk',
  prefix: 'crosswalk',
  fields: {
    indicatorVersionId: reference('indicator_version'),
    earlierVersionId: reference('indicator_version'),
    dimension: shortCode(),
    earlierDimension: shortCode(),
    mappings: z.array(categoryMappingSchema).max(1000),
  },
  within: 'indicatorVersionId',
  fixed: ['earlierVersionId', 'dimension'],
});

/** See {@link crosswalk}. */
export type Crosswalk = RecordOf<typeof crosswalk>;
