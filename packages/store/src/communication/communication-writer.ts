import { accepted, type Outcome, refused } from '@collective-impact/sdk';
import {
  actionItem,
  type Decision,
  decision,
  judgeDecidedAfterMeeting,
  judgeDecisionPlace,
  meeting,
  workingGroup,
} from '@collective-impact/sdk/communication';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { changedFields } from '../shared/writing/changed-fields.ts';
import { ActionItemEntity } from './action-item.entity.ts';
import { DecisionEntity } from './decision.entity.ts';
import type { CommunicationTables } from './entities.ts';
import { MeetingEntity } from './meeting.entity.ts';
import { WorkingGroupEntity } from './working-group.entity.ts';

/** How working groups are stored. */
export const workingGroupDefinition: RecordDefinition<typeof workingGroup, typeof WorkingGroupEntity> = {
  type: workingGroup,
  entity: WorkingGroupEntity,
  constraints: {},
};

/** How meetings are stored. The working group and the date of a meeting must match its decisions. */
export const meetingDefinition: RecordDefinition<typeof meeting, typeof MeetingEntity> = {
  type: meeting,
  entity: MeetingEntity,
  onUpdate: async (unit, { record, changes }) => {
    const changed = changedFields(record, changes);
    const [moved, dated] = [changed.includes('workingGroupId'), changed.includes('heldOn')];
    if (!moved && !dated) return accepted({});
    const decisions = await unit.rows(
      unit
        .tables<CommunicationTables>()
        .selectFrom('decision')
        .select(({ fn }) => ['working_group_id as workingGroupId', fn.min('decided_on').as('decidedOn')])
        .where('meeting_id', '=', record.id)
        .groupBy('working_group_id'),
    );
    const { workingGroupId: meetingGroupId, heldOn: meetingHeldOn } = { ...record, ...changes };
    const issues = decisions.flatMap(({ workingGroupId, decidedOn }) => [
      ...(moved ? judgeDecisionPlace({ workingGroupId, meetingGroupId }) : []),
      ...(dated ? judgeDecidedAfterMeeting({ decidedOn, meetingHeldOn, path: 'heldOn' }) : []),
    ]);
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** How decisions are stored. */
export const decisionDefinition: RecordDefinition<typeof decision, typeof DecisionEntity> = {
  type: decision,
  entity: DecisionEntity,
  onCreate: (unit, draft) => judgeByMeeting(unit, draft),
  onUpdate: async (unit, { record, changes }) => {
    const changed = changedFields(record, changes);
    const isJudged = judgedByMeeting.some((field) => changed.includes(field));
    return isJudged ? judgeByMeeting(unit, { ...record, ...changes }) : accepted({});
  },
  onRestore: (unit, record) => judgeByMeeting(unit, record),
  constraints: {},
};

/** How action items are stored. */
export const actionItemDefinition: RecordDefinition<typeof actionItem, typeof ActionItemEntity> = {
  type: actionItem,
  entity: ActionItemEntity,
  constraints: {},
};

/** The fields of a decision that must match its meeting. */
const judgedByMeeting = ['meetingId', 'workingGroupId', 'decidedOn'] as const;

/** Checks a decision against its meeting. Locks the meeting until the transaction ends, so that it does not change. */
async function judgeByMeeting(
  unit: UnitOfWork,
  { meetingId, workingGroupId, decidedOn }: Pick<Decision, (typeof judgedByMeeting)[number]>,
): Promise<Outcome<object>> {
  if (meetingId === null) return accepted({});
  const [meeting] = await unit.rows(
    unit
      .tables<CommunicationTables>()
      .selectFrom('meeting')
      .select(['working_group_id as workingGroupId', 'held_on as heldOn'])
      .where('id', '=', meetingId)
      .forShare(),
  );
  if (!meeting) throw new Error(`Meeting ${meetingId} does not exist, although its reference was accepted.`);
  const issues = [
    ...judgeDecisionPlace({ workingGroupId, meetingGroupId: meeting.workingGroupId }),
    ...judgeDecidedAfterMeeting({ decidedOn, meetingHeldOn: meeting.heldOn, path: 'decidedOn' }),
  ];
  return issues.length > 0 ? refused(...issues) : accepted({});
}
