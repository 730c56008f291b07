import { type RowOf, tableOf } from '../shared/table.ts';
import {
  CodebookCodeEntity,
  CodebookEntity,
  CodingEntity,
  CodingReleaseEntity,
  ExcerptEntity,
  ExcerptReadingEntity,
  InterviewEntity,
  ParticipantEntity,
  PublishedFigureEntity,
  StudyEntity,
} from './study.entity.ts';

/** A study as readers return it. */
export interface StudyRow extends RowOf<typeof StudyEntity> {}
/** A participant of a study as readers return it. */
export interface ParticipantRow extends RowOf<typeof ParticipantEntity> {}
/** An interview as readers return it. */
export interface InterviewRow extends RowOf<typeof InterviewEntity> {}
/** A codebook as readers return it. */
export interface CodebookRow extends RowOf<typeof CodebookEntity> {}
/** A code of a codebook as readers return it. */
export interface CodebookCodeRow extends RowOf<typeof CodebookCodeEntity> {}
/** An excerpt as readers return it. */
export interface ExcerptRow extends RowOf<typeof ExcerptEntity> {}
/** A coding as readers return it. */
export interface CodingRow extends RowOf<typeof CodingEntity> {}
/** A reading of an excerpt as readers return it. */
export interface ExcerptReadingRow extends RowOf<typeof ExcerptReadingEntity> {}
/** A release of a round of coding as readers return it. */
export interface CodingReleaseRow extends RowOf<typeof CodingReleaseEntity> {}
/** A published figure as readers return it. */
export interface PublishedFigureRow extends RowOf<typeof PublishedFigureEntity> {}

export const studyTable = tableOf<StudyRow>(StudyEntity);
export const participantTable = tableOf<ParticipantRow>(ParticipantEntity);
export const interviewTable = tableOf<InterviewRow>(InterviewEntity);
export const codebookTable = tableOf<CodebookRow>(CodebookEntity);
export const codebookCodeTable = tableOf<CodebookCodeRow>(CodebookCodeEntity);
export const excerptTable = tableOf<ExcerptRow>(ExcerptEntity);
export const codingTable = tableOf<CodingRow>(CodingEntity);
export const publishedFigureTable = tableOf<PublishedFigureRow>(PublishedFigureEntity);
export const excerptReadingTable = tableOf<ExcerptReadingRow>(ExcerptReadingEntity);
export const codingReleaseTable = tableOf<CodingReleaseRow>(CodingReleaseEntity);
