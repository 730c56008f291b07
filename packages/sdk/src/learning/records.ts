import { improvementCycle } from './improvement-cycle.ts';
import { practice } from './practice.ts';
import { practiceUptake } from './practice-uptake.ts';

/** The kinds of record of this room. */
export const learningRecords = [improvementCycle, practice, practiceUptake] as const;
