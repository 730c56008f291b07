import type { InferKyselyDB } from '@mikro-orm/sql';
import type { AgendaTables } from '../agenda/index.ts';
import { ActionItemEntity } from './action-item.entity.ts';
import { CommunicationEventEntity } from './communication-event.entity.ts';
import { CommunicationPlanEntity } from './communication-plan.entity.ts';
import { DecisionEntity } from './decision.entity.ts';
import { MeetingEntity } from './meeting.entity.ts';
import { WorkingGroupEntity } from './working-group.entity.ts';

/** The record types of this domain. */
export const communicationEntities: readonly [
  typeof WorkingGroupEntity,
  typeof MeetingEntity,
  typeof DecisionEntity,
  typeof ActionItemEntity,
  typeof CommunicationPlanEntity,
  typeof CommunicationEventEntity,
] = [
  WorkingGroupEntity,
  MeetingEntity,
  DecisionEntity,
  ActionItemEntity,
  CommunicationPlanEntity,
  CommunicationEventEntity,
];

/** The tables that statements of this domain read, as the query builder knows them. */
export type CommunicationTables = AgendaTables & InferKyselyDB<(typeof communicationEntities)[number]>;
