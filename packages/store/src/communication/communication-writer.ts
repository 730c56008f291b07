import {
  accepted,
  actionItem,
  communicationEvent,
  communicationPlan,
  decision,
  type Issue,
  judgeDecisionPlace,
  meeting,
  refused,
  workingGroup,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing } from '../shared/writing.ts';
import { ActionItemEntity } from './action-item.entity.ts';
import { CommunicationEventEntity } from './communication-event.entity.ts';
import { CommunicationPlanEntity } from './communication-plan.entity.ts';
import { DecisionEntity } from './decision.entity.ts';
import { MeetingEntity } from './meeting.entity.ts';
import { WorkingGroupEntity } from './working-group.entity.ts';

/** How working groups are written. */
export const workingGroupWriting: Writing = { type: workingGroup, entity: WorkingGroupEntity, constraints: {} };

/** How meetings are written; one with decisions stays with its working group. */
export const meetingWriting: Writing = {
  type: meeting,
  entity: MeetingEntity,
  onUpdate: async (unit, { record, changes }) => {
    if (!('workingGroupId' in changes) || changes.workingGroupId === record.workingGroupId) return accepted({});
    const others = await unit.rows<{ workingGroupId: string | null }>(
      sql`select distinct "working_group_id" as "workingGroupId" from "decision" where "meeting_id" = ${record.id}::uuid`,
    );
    const meetingGroupId = changes.workingGroupId as string | null;
    const issues = others.flatMap((each) => judgeDecisionPlace({ ...each, meetingGroupId }));
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** How decisions are written. */
export const decisionWriting: Writing = {
  type: decision,
  entity: DecisionEntity,
  onCreate: async (unit, draft) => {
    const issues = await judgePlace(unit, draft);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const issues = await judgePlace(unit, { ...record, ...changes });
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** How action items are written. */
export const actionItemWriting: Writing = { type: actionItem, entity: ActionItemEntity, constraints: {} };

/** How communication plans are written. */
export const communicationPlanWriting: Writing = {
  type: communicationPlan,
  entity: CommunicationPlanEntity,
  constraints: {},
};

/** How communication events are written. */
export const communicationEventWriting: Writing = {
  type: communicationEvent,
  entity: CommunicationEventEntity,
  constraints: {},
};

/** The meeting of a decision stays as it is until this transaction ends. */
async function judgePlace(unit: UnitOfWork, decided: Record<string, unknown>): Promise<Issue[]> {
  const { meetingId, workingGroupId } = decided as { meetingId: string | null; workingGroupId: string | null };
  if (meetingId === null) return [];
  const [held] = await unit.rows<{ workingGroupId: string | null }>(
    sql`select "working_group_id" as "workingGroupId" from "meeting" where "id" = ${meetingId}::uuid for share`,
  );
  return judgeDecisionPlace({ workingGroupId, meetingGroupId: held?.workingGroupId ?? null });
}
