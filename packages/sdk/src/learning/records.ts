import { improvementCycle } from './improvement-cycle.ts';
import { practice } from './practice.ts';
import { practiceAdoption } from './practice-adoption.ts';

/** The record types of this domain. */
export const learningRecords = [improvementCycle, practice, practiceAdoption] as const;
