import type { InferKyselyDB } from '@mikro-orm/sql';
import type { ActivityTables } from '../activity/index.ts';
import { ImprovementCycleEntity } from './improvement-cycle.entity.ts';
import { PracticeEntity } from './practice.entity.ts';
import { PracticeAdoptionEntity } from './practice-adoption.entity.ts';

/** The record types of this domain. */
export const learningEntities: readonly [
  typeof ImprovementCycleEntity,
  typeof PracticeEntity,
  typeof PracticeAdoptionEntity,
] = [ImprovementCycleEntity, PracticeEntity, PracticeAdoptionEntity];

/** The tables that statements of this domain read, as the query builder knows them. */
export type LearningTables = ActivityTables & InferKyselyDB<(typeof learningEntities)[number]>;
