export * from './cycle-writer.ts';
export * from './entities.ts';
export * from './improvement-cycle.entity.ts';
export * from './learning-reader.ts';
export * from './practice.entity.ts';
export * from './practice-adoption.entity.ts';
export * from './practice-writer.ts';
export type { ImprovementCycleRow, PracticeAdoptionRow, PracticeRow } from './tables.ts';
