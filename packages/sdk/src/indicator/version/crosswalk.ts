import * as z from 'zod';
import { reference, shortCode } from '../../shared/fields.ts';
import { defineRecord, type RecordOf } from '../../shared/record.ts';

/** Part of a crosswalk: the category of the earlier version, and the category that it became. */
const categoryMappingSchema = z.strictObject({
  earlier: z.string().trim().min(1).max(300),
  category: z.string().trim().min(1).max(300),
});

/** See {@link categoryMappingSchema}. */
export type CategoryMapping = z.output<typeof categoryMappingSchema>;

/**
 * Maps categories of a dimension of an earlier version (`earlierDimension`, by code) to categories of a dimension of
 * this version (`dimension`). Several categories can become one. Categories that were split or discontinued are
 * omitted, and their series break. A crosswalk is part of the definition of the later version.
 */
export const crosswalk = defineRecord({
  name: 'Crosswalk',
  prefix: 'crosswalk',
  managedBy: 'STEWARD',
  fields: {
    indicatorVersionId: reference('indicator_version'),
    earlierVersionId: reference('indicator_version'),
    dimension: shortCode(),
    earlierDimension: shortCode(),
    mappings: z.array(categoryMappingSchema).max(1000),
  },
  within: 'indicatorVersionId',
  defaultVisibility: 'CONTAINER',
  fixed: ['earlierVersionId', 'dimension'],
});

/** See {@link crosswalk}. */
export type Crosswalk = RecordOf<typeof crosswalk>;
