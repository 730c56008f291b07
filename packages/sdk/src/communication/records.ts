import { actionItem } from './action-item.ts';
import { communicationEvent } from './communication-event.ts';
import { communicationPlan } from './communication-plan.ts';
import { decision } from './decision.ts';
import { meeting } from './meeting.ts';
import { workingGroup } from './working-group.ts';

/** The record types of this domain. */
export const communicationRecords = [
  workingGroup,
  meeting,
  decision,
  actionItem,
  communicationPlan,
  communicationEvent,
] as const;
