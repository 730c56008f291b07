import { codeOf } from '../shared/code.ts';
import { date, line, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { policyLevels, policyPositions, policyStatuses } from './policy-codes.ts';

/**
 * An action that partners take for or against a policy: level of government, position, status, and the goal that it serves.
 *
 * @see STEM Learning Ecosystems, Strategy One: policy strategies for scale and sustainability
 */
export const policyAction = defineRecord({
  name: 'PolicyAction',
  prefix: 'policy_action',
  ownedBy: ['leadId'],
  fields: {
    title: line(),
    description: prose().nullable(),
    level: codeOf(policyLevels).nullable(),
    position: codeOf(policyPositions).nullable(),
    status: codeOf(policyStatuses).nullable(),
    goalId: reference('goal').nullable(),
    leadId: reference('organization').nullable(),
    takenOn: date().nullable(),
  },
  past: ['takenOn'],
});

/** See {@link policyAction}. */
export type PolicyAction = RecordOf<typeof policyAction>;
