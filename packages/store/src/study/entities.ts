import type { InferKyselyDB } from '@mikro-orm/sql';
import type { EcosystemTables } from '../ecosystem/index.ts';
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

/** The record types of this domain. */
export const studyEntities: readonly [
  typeof StudyEntity,
  typeof ParticipantEntity,
  typeof InterviewEntity,
  typeof CodebookEntity,
  typeof CodebookCodeEntity,
  typeof ExcerptEntity,
  typeof ExcerptReadingEntity,
  typeof CodingEntity,
  typeof CodingReleaseEntity,
  typeof PublishedFigureEntity,
] = [
  StudyEntity,
  ParticipantEntity,
  InterviewEntity,
  CodebookEntity,
  CodebookCodeEntity,
  ExcerptEntity,
  ExcerptReadingEntity,
  CodingEntity,
  CodingReleaseEntity,
  PublishedFigureEntity,
];

/** The tables that statements of this domain read, as the query builder knows them. */
export type StudyTables = EcosystemTables & InferKyselyDB<(typeof studyEntities)[number]>;
