import * as z from 'zod';
import { codeOfScheme } from '../shared/code.ts';
import { date, line, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { gapAspects } from './gap-aspect.ts';
import { gapStatuses } from './gap-life-cycle.ts';

/**
 * A need that a landscape scan found, for a population and a place, with its evidence, the indicator that measures it, and the
 * goal that addresses it. `priority` ranges from 1 (highest) to 5 (lowest), 3 by default. `closedOn` is the date on which the
 * partners stated that the need no longer exists.
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
    status: z.enum(gapStatuses),
    closedOn: date().nullable(),
  },
  setByRule: ['status', 'closedOn'],
  within: 'landscapeScanId',
});

/** See {@link gap}. */
export type Gap = RecordOf<typeof gap>;
