import { ImprovementCycleEntity } from './improvement-cycle.entity.ts';
import { PracticeEntity } from './practice.entity.ts';
import { PracticeUptakeEntity } from './practice-uptake.entity.ts';

/** The kinds of record of this room. */
export const learningEntities = [ImprovementCycleEntity, PracticeEntity, PracticeUptakeEntity] as const;
