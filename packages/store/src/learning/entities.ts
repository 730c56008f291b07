import { ImprovementCycleEntity } from './improvement-cycle.entity.ts';
import { PracticeEntity } from './practice.entity.ts';
import { PracticeAdoptionEntity } from './practice-adoption.entity.ts';

/** The kinds of record of this room. */
export const learningEntities = [ImprovementCycleEntity, PracticeEntity, PracticeAdoptionEntity] as const;
