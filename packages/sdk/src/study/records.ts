import { codebook, codebookCode, coding, excerpt, interview, participant, publishedFigure, study } from './study.ts';

/** The kinds of record of this room. */
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
