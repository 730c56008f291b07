import {
  CodebookCodeEntity,
  CodebookEntity,
  CodingEntity,
  ExcerptEntity,
  InterviewEntity,
  ParticipantEntity,
  PublishedFigureEntity,
  StudyEntity,
} from './study.entity.ts';

/** The kinds of record of this room. */
export const studyEntities = [
  StudyEntity,
  ParticipantEntity,
  InterviewEntity,
  CodebookEntity,
  CodebookCodeEntity,
  ExcerptEntity,
  CodingEntity,
  PublishedFigureEntity,
] as const;
