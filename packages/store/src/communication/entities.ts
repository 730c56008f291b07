import { ActionItemEntity } from './action-item.entity.ts';
import { CommunicationEventEntity } from './communication-event.entity.ts';
import { CommunicationPlanEntity } from './communication-plan.entity.ts';
import { DecisionEntity } from './decision.entity.ts';
import { MeetingEntity } from './meeting.entity.ts';
import { WorkingGroupEntity } from './working-group.entity.ts';

/** The kinds of record of this room. */
export const communicationEntities = [
  WorkingGroupEntity,
  MeetingEntity,
  DecisionEntity,
  ActionItemEntity,
  CommunicationPlanEntity,
  CommunicationEventEntity,
] as const;
