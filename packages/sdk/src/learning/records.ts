import { improvementCycle } from './improvement-cycle.ts';
import { practice } from './practice.ts';
import { practiceUptake } from './practice-uptake.ts';

/** The record types of this domain. */
export const learningRecords = [improvementCycle, practice, practiceUptake] as const;
