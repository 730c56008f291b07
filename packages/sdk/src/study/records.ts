import { codebook, codebookCode, coding, excerpt, interview, participant, publishedFigure, study } from './study.ts';

/** The record types of this domain. */
export const studyRecords = [
  study,
  participant,
  interview,
  codebook,
  codebookCode,
  excerpt,
  coding,
  publishedFigure,
] as const;
