import * as z from 'zod';
import { period } from '../period/internal.ts';
import { codeOf } from '../shared/code.ts';
import { date, line, prose, reference, url } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { evidenceKinds } from './evidence-kind.ts';
import { judgeEvidence } from './evidence-rules.ts';
import { consentStatuses } from './vocabulary.ts';

/**
 * A story, a quotation, a document that tells of a goal or an indicator in a period: what partners have to show where
 * numbers cannot be pooled, and beside them where they can. Whether the people it tells of consent to that others see it
 * is part of it: without consent it is `RESTRICTED`.
 *
 * `consentOn` is the day on which consent was given, or found not to be needed; `consentRecordedBy` who put that on
 * record, by role or name; `withdrawnOn` the day on which it was taken back.
 */
export const evidence = defineRecord({
  name: 'Evidence',
  prefix: 'evidence',
  fields: {
    goalId: reference('goal').nullable(),
    indicatorId: reference('indicator').nullable(),
    organizationId: reference('organization').nullable(),
    kind: codeOf(evidenceKinds),
    title: line(),
    text: prose().nullable(),
    url: url().nullable(),
    period: period(),
    consent: z.enum(consentStatuses),
    consentOn: date().nullable(),
    consentRecordedBy: line().nullable(),
    withdrawnOn: date().nullable(),
  },
  setByRule: ['withdrawnOn'],
  past: ['consentOn'],
  defaultVisibility: 'RESTRICTED',
  judge: judgeEvidence,
});

/** See {@link evidence}. */
export type Evidence = RecordOf<typeof evidence>;
