import { date, line, prose, reference } from '../shared/fields.ts';
import type { Issue } from '../shared/outcome.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * A decision of the partners. It is open until `decidedOn` is set; `outcome` is what was decided.
 *
 * @see Kania & Kramer 2011, continuous communication. The record type is this project's.
 */
export const decision = defineRecord({
  name: 'Decision',
  prefix: 'decision',
  fields: {
    title: line(),
    workingGroupId: reference('working_group').nullable(),
    meetingId: reference('meeting').nullable(),
    dueOn: date().nullable(),
    decidedOn: date().nullable(),
    outcome: prose().nullable(),
    rationale: prose().nullable(),
  },
  past: ['decidedOn'],
  judge: judgeDecision,
});

function judgeDecision({ decidedOn, outcome }: { decidedOn: string | null; outcome: string | null }): Issue[] {
  if (decidedOn !== null && outcome === null) {
    return [{ code: 'REQUIRED', path: ['outcome'], message: '`outcome` is required when `decidedOn` is set.' }];
  }
  if (decidedOn === null && outcome !== null) {
    return [{ code: 'REQUIRED', path: ['decidedOn'], message: '`decidedOn` is required when `outcome` is set.' }];
  }
  return [];
}

/** See {@link decision}. */
export type Decision = RecordOf<typeof decision>;
