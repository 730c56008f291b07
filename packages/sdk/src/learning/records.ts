import { improvementCycle } from './improvement-cycle.ts';
import { practice } from './practice.ts';
import { practiceAdoption } from './practice-adoption.ts';

/** The kinds of record of this room. */
export const learningRecords = [improvementCycle, practice, practiceAdoption] as const;
