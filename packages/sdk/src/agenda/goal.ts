import * as z from 'zod';
import { line, prose, reference, shortCode } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * An outcome that a common agenda aims to achieve for a population. `basedOnId` is the goal of an earlier version that this
 * goal continues, so that a goal can be followed through the versions.
 *
 * @see Kania & Kramer 2011, common agenda
 * @see STEM Learning Ecosystems, Strategy One: develop an overall vision and goals
 */
export const goal = defineRecord({
  name: 'Goal',
  prefix: 'goal',
  fields: {
    commonAgendaId: reference('common_agenda'),
    code: shortCode(),
    title: line(),
    outcomeStatement: prose().nullable(),
    population: prose().nullable(),
    order: z.int().min(0).max(100_000).default(0),
    basedOnId: reference('goal').nullable(),
  },
  within: 'commonAgendaId',
  defaultVisibility: 'CONTAINER',
  fixed: ['basedOnId'],
});

/** See {@link goal}. */
export type Goal = RecordOf<typeof goal>;
