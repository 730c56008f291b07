import {
  codebook,
  codebookCode,
  coding,
  codingRelease,
  excerpt,
  excerptReading,
  interview,
  participant,
  publishedFigure,
  study,
} from './study.ts';

/** The record types of this domain. */
export const studyRecords = [
  study,
  participant,
  interview,
  codebook,
  codebookCode,
  excerpt,
  excerptReading,
  coding,
  codingRelease,
  publishedFigure,
] as const;
