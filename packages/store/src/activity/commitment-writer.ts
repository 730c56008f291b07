import {
  accepted,
  activityStepValues,
  agreeCommitment,
  type Commitment,
  closeCommitment,
  commitment,
  judgeCommitmentChange,
  judgeCommitmentStrategy,
  missCommitment,
  type Outcome,
  proposedCommitment,
  refused,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import { changedFields } from '../shared/changed-fields.ts';
import { dayOf } from '../shared/day-of-step.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Transition, Writing, WrittenRecord } from '../shared/writing.ts';
import { CommitmentEntity } from './commitment.entity.ts';

type CommitmentRecord = WrittenRecord & Commitment;

/** How commitments are written. */
export const commitmentWriting: Writing = {
  type: commitment,
  entity: CommitmentEntity,
  onCreate: async (unit, draft) => {
    const issues = await judgeAim(unit, draft as CommitmentRecord);
    return issues.length > 0 ? refused(...issues) : accepted(proposedCommitment());
  },
  onUpdate: async (unit, { record, changes }) => {
    const issues = [
      ...judgeCommitmentChange(record as CommitmentRecord, changedFields(record, changes)),
      ...(await judgeAim(unit, { ...record, ...changes } as CommitmentRecord)),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** Agrees upon a proposed commitment. */
export const commitmentAgreement: Transition = {
  name: 'agreeCommitment',
  writing: commitmentWriting,
  values: activityStepValues.agreeCommitment,
  rule: async (unit, { record, values }) =>
    agreeCommitment(record as CommitmentRecord, await dayOf(unit, { record, on: values.agreedOn })),
};

/** Says that a commitment was kept, and by what this is known. */
export const commitmentFulfillment: Transition = {
  name: 'fulfillCommitment',
  writing: commitmentWriting,
  values: activityStepValues.fulfillCommitment,
  rule: async (unit, { record, values: { closedOn, ...evidence } }) =>
    closed(
      closeCommitment(record as CommitmentRecord, { how: 'fulfill', ...(await dayOf(unit, { record, on: closedOn })) }),
      evidence,
    ),
};

/** Takes a commitment back. */
export const commitmentWithdrawal: Transition = {
  name: 'withdrawCommitment',
  writing: commitmentWriting,
  values: activityStepValues.withdrawCommitment,
  rule: async (unit, { record, values }) =>
    closeCommitment(record as CommitmentRecord, {
      how: 'withdraw',
      ...(await dayOf(unit, { record, on: values.closedOn })),
    }),
};

/** Says that a commitment was not kept. */
export const commitmentMiss: Transition = {
  name: 'missCommitment',
  writing: commitmentWriting,
  values: activityStepValues.missCommitment,
  rule: async (unit, { record, values }) =>
    missCommitment(record as CommitmentRecord, await dayOf(unit, { record, on: values.closedOn })),
};

/** The evidence that a command gives; what it leaves out stays. */
function closed(outcome: Outcome<object>, evidence: Record<string, unknown>): Outcome<Record<string, unknown>> {
  if (!outcome.ok) return outcome;
  const given = Object.entries(evidence).filter(([, value]) => value !== null && value !== undefined);
  return accepted({ ...outcome.value, ...Object.fromEntries(given) });
}

/** A strategy stays with its goal, so what is read here still holds when the commitment is written. */
async function judgeAim(unit: UnitOfWork, { goalId, strategyId }: CommitmentRecord) {
  if (goalId === null || strategyId === null) return [];
  const [strategy] = await unit.rows<{ goalId: string }>(
    sql`select "goal_id" as "goalId" from "strategy" where "id" = ${strategyId}::uuid`,
  );
  return judgeCommitmentStrategy({ goalId }, strategy ?? null);
}
