import {
  accepted,
  actionItem,
  decision,
  judgeDecidedAfterMeeting,
  judgeDecisionPlace,
  meeting,
  type Outcome,
  refused,
  workingGroup,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import { changedFields } from '../shared/changed-fields.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing } from '../shared/writing.ts';
import { ActionItemEntity } from './action-item.entity.ts';
import { DecisionEntity } from './decision.entity.ts';
import { MeetingEntity } from './meeting.entity.ts';
import { WorkingGroupEntity } from './working-group.entity.ts';

/** How working groups are written. */
export const workingGroupWriting: Writing = { type: workingGroup, entity: WorkingGroupEntity, constraints: {} };

/** How meetings are written; one with decisions stays with its working group, and was held before them. */
export const meetingWriting: Writing = {
  type: meeting,
  entity: MeetingEntity,
  onUpdate: async (unit, { record, changes }) => {
    const changed = changedFields(record, changes);
    const [moved, dated] = ['workingGroupId', 'heldOn'].map((field) => changed.includes(field));
    if (!moved && !dated) return accepted({});
    const others = await unit.rows<{ workingGroupId: string | null; decidedOn: string | null }>(
      sql`select "working_group_id" as "workingGroupId", min("decided_on") as "decidedOn" from "decision" where "meeting_id" = ${record.id}::uuid group by 1`,
    );
    const meetingGroupId = changes.workingGroupId as string | null;
    const meetingHeldOn = changes.heldOn as string | null;
    const issues = others.flatMap(({ workingGroupId, decidedOn }) => [
      ...(moved ? judgeDecisionPlace({ workingGroupId, meetingGroupId }) : []),
      ...(dated ? judgeDecidedAfterMeeting({ decidedOn, meetingHeldOn, path: 'heldOn' }) : []),
    ]);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** How decisions are written. */
export const decisionWriting: Writing = {
  type: decision,
  entity: DecisionEntity,
  onCreate: (unit, draft) => judgeByMeeting(unit, draft),
  onUpdate: async (unit, { record, changes }) => {
    const ruled = ['meetingId', 'workingGroupId', 'decidedOn'];
    const changed = changedFields(record, changes).some((field) => ruled.includes(field));
    return changed ? judgeByMeeting(unit, { ...record, ...changes }) : accepted({});
  },
  constraints: {},
};

/** How action items are written. */
export const actionItemWriting: Writing = { type: actionItem, entity: ActionItemEntity, constraints: {} };

/** The meeting of a decision stays as it is until this transaction ends. */
async function judgeByMeeting(
  unit: UnitOfWork,
  decided: Record<string, unknown>,
): Promise<Outcome<Record<string, unknown>>> {
  const { meetingId, workingGroupId, decidedOn } = decided as Record<string, string | null>;
  if (meetingId == null) return accepted({});
  const [meeting] = await unit.rows<{ workingGroupId: string | null; heldOn: string | null }>(
    sql`select "working_group_id" as "workingGroupId", "held_on" as "heldOn" from "meeting" where "id" = ${meetingId}::uuid for share`,
  );
  if (!meeting) throw new Error(`the meeting ${meetingId} was there a moment ago`);
  const issues = [
    ...judgeDecisionPlace({ workingGroupId: workingGroupId ?? null, meetingGroupId: meeting.workingGroupId }),
    ...judgeDecidedAfterMeeting({
      decidedOn: decidedOn ?? null,
      meetingHeldOn: meeting.heldOn,
      path: 'decidedOn',
    }),
  ];
  return issues.length > 0 ? refused(...issues) : accepted({});
}
