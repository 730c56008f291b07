import * as z from 'zod';
import { codeOf } from '../shared/code.ts';
import { date, line, prose } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { readinessCriteria } from './readiness-criterion.ts';
import { judgeRepeatedTerms } from './repeated-terms.ts';

/**
 * An assessment of how ready a community is for collective impact. Each criterion is scored once, from 1 (not present) to 5
 * (fully present), with evidence.
 *
 * @see Hanleybrown, Kania & Kramer 2012, Channeling Change, the preconditions for collective impact
 * @see STEM Learning Ecosystems, Strategy One: assess the community's dynamics and readiness
 */
export const readinessAssessment = defineRecord({
  name: 'ReadinessAssessment',
  prefix: 'readiness_assessment',
  personal: ['assessedBy'],
  fields: {
    assessedOn: date(),
    assessedBy: line(),
    criteria: z
      .array(
        z.object({
          criterion: codeOf(readinessCriteria),
          score: z.int().min(1).max(5),
          evidence: prose().nullable().default(null),
        }),
      )
      .min(1)
      .max(50),
    summary: prose().nullable(),
  },
  past: ['assessedOn'],
  judge: ({ criteria }) =>
    judgeRepeatedTerms(
      criteria.map(({ criterion }) => criterion),
      (at) => ['criteria', String(at), 'criterion'],
    ),
});

/** See {@link readinessAssessment}. */
export type ReadinessAssessment = RecordOf<typeof readinessAssessment>;
