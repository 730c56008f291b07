import { accepted, type Outcome, refused } from '@collective-impact/sdk';
import {
  type CommunicationEvent,
  communicationEvent,
  communicationPlan,
  judgeEventWithinPlan,
  judgePlanAroundEvents,
} from '@collective-impact/sdk/communication';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { changedFields } from '../shared/writing/changed-fields.ts';
import { CommunicationEventEntity } from './communication-event.entity.ts';
import { CommunicationPlanEntity } from './communication-plan.entity.ts';
import type { CommunicationTables } from './entities.ts';

/** How communication plans are stored. The dates of a plan must include its events. */
export const communicationPlanDefinition: RecordDefinition<typeof communicationPlan, typeof CommunicationPlanEntity> = {
  type: communicationPlan,
  entity: CommunicationPlanEntity,
  onUpdate: async (unit, { record, changes }) => {
    const moved: string[] = changedFields(record, changes).filter(
      (field) => field === 'startsOn' || field === 'endsOn',
    );
    if (moved.length === 0) return accepted({});
    const [events = { first: null, last: null }] = await unit.rows(
      unit
        .tables<CommunicationTables>()
        .selectFrom('communication_event')
        .select(({ fn }) => [
          fn.min<string | null>('happened_on').as('first'),
          fn.max<string | null>('happened_on').as('last'),
        ])
        .where('communication_plan_id', '=', record.id),
    );
    const issues = judgePlanAroundEvents({ ...record, ...changes }, events);
    const newIssues = issues.filter(({ path: [field = ''] }) => moved.includes(field));
    return newIssues.length > 0 ? refused(...newIssues) : accepted({});
  },
  constraints: {},
};

/** How communication events are stored. The date of an event must be within the dates of its plan. */
export const communicationEventDefinition: RecordDefinition<
  typeof communicationEvent,
  typeof CommunicationEventEntity
> = {
  type: communicationEvent,
  entity: CommunicationEventEntity,
  onCreate: (unit, draft) => judgeWithinPlan(unit, draft),
  onUpdate: async (unit, { record, changes }) => {
    const moved = changedFields(record, changes).includes('happenedOn');
    return moved ? judgeWithinPlan(unit, { ...record, ...changes }) : accepted({});
  },
  onRestore: (unit, record) => judgeWithinPlan(unit, record),
  constraints: {},
};

/** Checks an event against its plan. Locks the plan until the transaction ends, so that it does not change. */
async function judgeWithinPlan(
  unit: UnitOfWork,
  { communicationPlanId, happenedOn }: Pick<CommunicationEvent, 'communicationPlanId' | 'happenedOn'>,
): Promise<Outcome<object>> {
  const [plan] = await unit.rows(
    unit
      .tables<CommunicationTables>()
      .selectFrom('communication_plan')
      .select(['starts_on as startsOn', 'ends_on as endsOn'])
      .where('id', '=', communicationPlanId)
      .forShare(),
  );
  if (!plan)
    throw new Error(`Communication plan ${communicationPlanId} does not exist, although its reference was accepted.`);
  const issues = judgeEventWithinPlan(happenedOn, plan);
  return issues.length > 0 ? refused(...issues) : accepted({});
}
