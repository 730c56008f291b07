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
export type StudyRow = RowOf<typeof StudyEntity>;
/** A participant of a study as readers return it. */
export type ParticipantRow = RowOf<typeof ParticipantEntity>;
/** An interview as readers return it. */
export type InterviewRow = RowOf<typeof InterviewEntity>;
/** A codebook as readers return it. */
export type CodebookRow = RowOf<typeof CodebookEntity>;
/** A code of a codebook as readers return it. */
export type CodebookCodeRow = RowOf<typeof CodebookCodeEntity>;
/** An excerpt as readers return it. */
export type ExcerptRow = RowOf<typeof ExcerptEntity>;
/** A coding as readers return it. */
export type CodingRow = RowOf<typeof CodingEntity>;
/** A reading of an excerpt as readers return it. */
export type ExcerptReadingRow = RowOf<typeof ExcerptReadingEntity>;
/** A release of a round of coding as readers return it. */
export type CodingReleaseRow = RowOf<typeof CodingReleaseEntity>;
/** A published figure as readers return it. */
export type PublishedFigureRow = RowOf<typeof PublishedFigureEntity>;

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
