import { type RowOf, tableOf } from '../shared/table.ts';
import { ImprovementCycleEntity } from './improvement-cycle.entity.ts';
import { PracticeEntity } from './practice.entity.ts';
import { PracticeAdoptionEntity } from './practice-adoption.entity.ts';

/** An improvement cycle as readers return it. */
export interface ImprovementCycleRow extends RowOf<typeof ImprovementCycleEntity> {}

/** A practice as readers return it. */
export interface PracticeRow extends RowOf<typeof PracticeEntity> {}

/** An adoption of a practice as readers return it. */
export interface PracticeAdoptionRow extends RowOf<typeof PracticeAdoptionEntity> {}

export const improvementCycleTable = tableOf<ImprovementCycleRow>(ImprovementCycleEntity);
export const practiceTable = tableOf<PracticeRow>(PracticeEntity);
export const practiceAdoptionTable = tableOf<PracticeAdoptionRow>(PracticeAdoptionEntity);
