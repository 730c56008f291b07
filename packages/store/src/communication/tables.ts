import { type RowOf, tableOf } from '../shared/table.ts';
import { ActionItemEntity } from './action-item.entity.ts';
import { CommunicationEventEntity } from './communication-event.entity.ts';
import { CommunicationPlanEntity } from './communication-plan.entity.ts';
import { DecisionEntity } from './decision.entity.ts';
import { MeetingEntity } from './meeting.entity.ts';
import { WorkingGroupEntity } from './working-group.entity.ts';

/** A working group as readers return it. */
export interface WorkingGroupRow extends RowOf<typeof WorkingGroupEntity> {}

/** A meeting as readers return it. */
export interface MeetingRow extends RowOf<typeof MeetingEntity> {}

/** A decision as readers return it. */
export interface DecisionRow extends RowOf<typeof DecisionEntity> {}

/** An action item as readers return it. */
export interface ActionItemRow extends RowOf<typeof ActionItemEntity> {}

/** A communication plan as readers return it. */
export interface CommunicationPlanRow extends RowOf<typeof CommunicationPlanEntity> {}

/** A communication event as readers return it. */
export interface CommunicationEventRow extends RowOf<typeof CommunicationEventEntity> {}

export const workingGroupTable = tableOf<WorkingGroupRow>(WorkingGroupEntity);
export const meetingTable = tableOf<MeetingRow>(MeetingEntity);
export const decisionTable = tableOf<DecisionRow>(DecisionEntity);
export const actionItemTable = tableOf<ActionItemRow>(ActionItemEntity);
export const communicationPlanTable = tableOf<CommunicationPlanRow>(CommunicationPlanEntity);
export const communicationEventTable = tableOf<CommunicationEventRow>(CommunicationEventEntity);
