import * as z from 'zod';
import { codeOfScheme } from '../shared/code.ts';
import { line, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { gapAspects } from './gap-aspect.ts';

/**
 * Something that a landscape scan found lacking, for whom and where: how it is known, the indicator that shows it, and
 * the goal that answers it. `priority` is from 1, the most pressing, to 5; 3 where nobody said.
 *
 * @see STEM Learning Ecosystems, Strategy One: priority gaps in access, quality and outcomes
 */
export const gap = defineRecord({
  name: 'Gap',
  prefix: 'gap',
  fields: {
    landscapeScanId: reference('landscape_scan'),
    aspect: z.enum(gapAspects),
    statement: prose(),
    population: line().nullable(),
    place: codeOfScheme('place').nullable(),
    evidence: prose().nullable(),
    priority: z.int().min(1).max(5).default(3),
    indicatorId: reference('indicator').nullable(),
    goalId: reference('goal').nullable(),
  },
  within: 'landscapeScanId',
});

/** See {@link gap}. */
export type Gap = RecordOf<typeof gap>;
