import * as z from 'zod';
import { period } from '../period/internal.ts';
import { codeOf } from '../shared/code.ts';
import { date, line, prose, reference, url } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { evidenceKinds } from './evidence-kind.ts';
import { judgeEvidence } from './evidence-rules.ts';
import { consentStatuses } from './vocabulary.ts';

/**
 * A story, quotation or document about a goal or an indicator in a period. Evidence complements figures, and replaces
 * them where numbers cannot be aggregated. It is `RESTRICTED` unless the people described in it consent.
 *
 * `consentOn` is the day on which consent was given or found to be unnecessary. `consentRecordedBy` is the role or name
 * of the person who recorded it. `withdrawnOn` is the day on which consent was withdrawn.
 */
export const evidence = defineRecord({
  name: 'Evidence',
  prefix: 'evidence',
  ownedBy: ['organizationId'],
  managedBy: 'STEWARD',
  personal: ['consentRecordedBy'],
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
