import * as z from 'zod';
import { judgeDateOrder } from '../shared/dates/dates.ts';
import { date, prose, reference, url } from '../shared/fields.ts';
import type { Issue } from '../shared/outcome.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { type CommitmentStatus, commitmentStatuses } from './commitment-life-cycle.ts';

/**
 * An organization's commitment to a goal, a strategy or an activity, or several of these, with a due date and an outcome.
 *
 * `agreedOn` is the date of the agreement, `closedOn` the date on which the commitment was fulfilled, withdrawn or missed. A
 * fulfilled commitment requires `evidence` or `evidenceUrl`.
 *
 * @see STEM Learning Ecosystems, Strategy One: define what each stakeholder will do to achieve those goals
 */
export const commitment = defineRecord({
  name: 'Commitment',
  prefix: 'commitment',
  ownedBy: ['organizationId'],
  fields: {
    organizationId: reference('organization'),
    statement: prose(),
    goalId: reference('goal').nullable(),
    strategyId: reference('strategy').nullable(),
    activityId: reference('activity').nullable(),
    dueOn: date().nullable(),
    status: z.enum(commitmentStatuses),
    agreedOn: date().nullable(),
    closedOn: date().nullable(),
    evidence: prose().nullable(),
    evidenceUrl: url().nullable(),
  },
  within: 'organizationId',
  setByRule: ['status', 'agreedOn', 'closedOn'],
  judge: (state) => [
    ...judgeAim(state),
    ...judgeEvidence(state),
    ...judgeDateOrder({ start: state.agreedOn, end: state.closedOn, path: 'closedOn' }),
  ],
});

/** See {@link commitment}. */
export type Commitment = RecordOf<typeof commitment>;

function judgeAim(aim: { goalId: string | null; strategyId: string | null; activityId: string | null }): Issue[] {
  if (aim.goalId !== null || aim.strategyId !== null || aim.activityId !== null) return [];
  return [
    {
      code: 'REQUIRED',
      path: ['goalId'],
      message: 'A commitment requires a goal, a strategy or an activity. Set `goalId`, `strategyId` or `activityId`.',
    },
  ];
}

function judgeEvidence(state: {
  status: CommitmentStatus;
  evidence: string | null;
  evidenceUrl: string | null;
}): Issue[] {
  if (state.status !== 'FULFILLED' || state.evidence !== null || state.evidenceUrl !== null) return [];
  const message = 'Evidence is required to mark a commitment fulfilled. Set `evidence` or `evidenceUrl`.';
  return [{ code: 'REQUIRED', path: ['evidence'], message }];
}
