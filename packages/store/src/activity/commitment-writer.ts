import { accepted, refused } from '@collective-impact/sdk';
import {
  activityTransitionValues,
  agreeCommitment as agree,
  type Commitment,
  closeCommitment,
  commitment,
  judgeCommitmentChange,
  judgeCommitmentStrategy,
  missCommitment as miss,
  proposedCommitment,
} from '@collective-impact/sdk/activity';
import { eventDayOf } from '../shared/event-day.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { type TransitionOf, transition } from '../shared/transition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { changedFields } from '../shared/writing/changed-fields.ts';
import { CommitmentEntity } from './commitment.entity.ts';
import type { ActivityTables } from './entities.ts';

/** How commitments are stored. */
export const commitmentDefinition: RecordDefinition<typeof commitment, typeof CommitmentEntity> = {
  type: commitment,
  entity: CommitmentEntity,
  onCreate: async (unit, draft) => {
    const issues = await judgeAim(unit, draft);
    return issues.length > 0 ? refused(...issues) : accepted(proposedCommitment());
  },
  onUpdate: async (unit, { record, changes }) => {
    const issues = [
      ...judgeCommitmentChange(record, changedFields(record, changes)),
      ...(await judgeAim(unit, { ...record, ...changes })),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** Agrees on a proposed commitment. */
export const agreeCommitment: TransitionOf<
  typeof commitmentDefinition,
  typeof activityTransitionValues.agreeCommitment
> = transition(commitmentDefinition, {
  name: 'agreeCommitment',
  values: activityTransitionValues.agreeCommitment,
  rule: async (unit, { record, values }) => agree(record, await eventDayOf(unit, { record, on: values.agreedOn })),
});

/** Marks a commitment as fulfilled, with the evidence. Evidence that the command leaves out stays as it is. */
export const fulfillCommitment: TransitionOf<
  typeof commitmentDefinition,
  typeof activityTransitionValues.fulfillCommitment
> = transition(commitmentDefinition, {
  name: 'fulfillCommitment',
  byOwner: true,
  values: activityTransitionValues.fulfillCommitment,
  rule: async (unit, { record, values: { closedOn, ...evidence } }) => {
    const closed = closeCommitment(record, {
      transition: 'fulfill',
      ...(await eventDayOf(unit, { record, on: closedOn })),
    });
    return closed.ok ? accepted({ ...closed.value, ...evidence }) : closed;
  },
});

/** Withdraws a commitment. */
export const withdrawCommitment: TransitionOf<
  typeof commitmentDefinition,
  typeof activityTransitionValues.withdrawCommitment
> = transition(commitmentDefinition, {
  name: 'withdrawCommitment',
  byOwner: true,
  values: activityTransitionValues.withdrawCommitment,
  rule: async (unit, { record, values }) =>
    closeCommitment(record, { transition: 'withdraw', ...(await eventDayOf(unit, { record, on: values.closedOn })) }),
});

/** Marks a commitment as missed. */
export const missCommitment: TransitionOf<typeof commitmentDefinition, typeof activityTransitionValues.missCommitment> =
  transition(commitmentDefinition, {
    name: 'missCommitment',
    values: activityTransitionValues.missCommitment,
    rule: async (unit, { record, values }) => miss(record, await eventDayOf(unit, { record, on: values.closedOn })),
  });

/** Checks that the strategy belongs to the goal. No lock is needed, because the goal of a strategy never changes. */
async function judgeAim(unit: UnitOfWork, { goalId, strategyId }: Pick<Commitment, 'goalId' | 'strategyId'>) {
  if (goalId === null || strategyId === null) return [];
  const strategies = unit.tables<ActivityTables>().selectFrom('strategy');
  const [strategy] = await unit.rows(strategies.select('goal_id as goalId').where('id', '=', strategyId));
  return judgeCommitmentStrategy({ goalId }, strategy ?? null);
}
