import { codeRevisions, figureOrigins, type ParticipantCount } from '@collective-impact/sdk/study';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { code, day, numeric, recordProperties, sortedText } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

const ecosystemId = () => reference(EcosystemEntity, 'ecosystem_id');

export const StudyEntity = defineEntity({
  name: 'Study',
  tableName: 'study',
  properties: {
    ...recordProperties,
    ecosystemId,
    title: sortedText(),
    question: p.text(),
    method: p.text().nullable(),
    startedOn: day().nullable(),
    endedOn: day().nullable(),
    citation: p.text().nullable(),
    minimumBase: p.integer().nullable(),
  },
  checks: [
    { name: 'study_ended_after_start', expression: 'ended_on >= started_on' },
    { name: 'study_minimum_base', expression: 'minimum_base >= 3' },
  ],
  indexes: [{ name: 'study_by_title', properties: ['ecosystemId', 'title', 'id'] }],
});

const studyId = () => reference(StudyEntity, 'study_id');

export const ParticipantEntity = defineEntity({
  name: 'Participant',
  tableName: 'participant',
  properties: { ...recordProperties, ecosystemId, studyId, code: sortedText(), sector: code().nullable() },
  uniques: [{ name: 'participant_code_unique', properties: ['studyId', 'code'] }],
});

export const InterviewEntity = defineEntity({
  name: 'Interview',
  tableName: 'interview',
  properties: {
    ...recordProperties,
    ecosystemId,
    participantId: () => reference(ParticipantEntity, 'participant_id'),
    heldOn: day().nullable(),
    locator: p.text().nullable(),
  },
  indexes: [{ name: 'interview_by_participant', properties: ['participantId', 'id'] }],
});

export const CodebookEntity = defineEntity({
  name: 'Codebook',
  tableName: 'codebook',
  properties: { ...recordProperties, ecosystemId, studyId, round: p.integer(), note: p.text().nullable() },
  uniques: [{ name: 'codebook_round_unique', properties: ['studyId', 'round'] }],
});

export const CodebookCodeEntity = defineEntity({
  name: 'CodebookCode',
  tableName: 'codebook_code',
  properties: {
    ...recordProperties,
    ecosystemId,
    codebookId: () => reference(CodebookEntity, 'codebook_id'),
    code: sortedText(),
    label: p.text(),
    definition: p.text().nullable(),
    revision: p.enum(codeRevisions).nullable(),
    successorIds: p.array().columnType('uuid[]').$type<string[]>().defaultRaw("'{}'"),
  },
  checks: [
    {
      name: 'codebook_code_successors_need_revision',
      expression: 'revision is not null or cardinality(successor_ids) = 0',
    },
    { name: 'codebook_code_dropped', expression: "revision <> 'DROPPED' or cardinality(successor_ids) = 0" },
    { name: 'codebook_code_split', expression: "revision <> 'SPLIT' or cardinality(successor_ids) >= 2" },
    {
      name: 'codebook_code_one_successor',
      expression: "revision = 'DROPPED' or revision = 'SPLIT' or cardinality(successor_ids) = 1",
    },
  ],
  uniques: [{ name: 'codebook_code_unique', properties: ['codebookId', 'code'] }],
  indexes: [{ name: 'codebook_code_by_successor', properties: ['successorIds'], type: 'gin' }],
});

export const ExcerptEntity = defineEntity({
  name: 'Excerpt',
  tableName: 'excerpt',
  properties: {
    ...recordProperties,
    ecosystemId,
    interviewId: () => reference(InterviewEntity, 'interview_id'),
    text: p.text().nullable(),
    locator: p.text().nullable(),
  },
  checks: [{ name: 'excerpt_text_or_locator', expression: 'text is not null or locator is not null' }],
  indexes: [{ name: 'excerpt_by_interview', properties: ['interviewId', 'id'] }],
});

export const CodingEntity = defineEntity({
  name: 'Coding',
  tableName: 'coding',
  properties: {
    ...recordProperties,
    ecosystemId,
    excerptId: () => reference(ExcerptEntity, 'excerpt_id'),
    codebookCodeId: () => reference(CodebookCodeEntity, 'codebook_code_id'),
    coder: p.text(),
  },
  uniques: [{ name: 'coding_unique', properties: ['codebookCodeId', 'excerptId', 'coder'] }],
  indexes: [
    { name: 'coding_by_excerpt', properties: ['excerptId', 'id'] },
    { name: 'coding_by_code', properties: ['codebookCodeId', 'id'] },
  ],
});

export const ExcerptReadingEntity = defineEntity({
  name: 'ExcerptReading',
  tableName: 'excerpt_reading',
  properties: {
    ...recordProperties,
    ecosystemId,
    excerptId: () => reference(ExcerptEntity, 'excerpt_id'),
    codebookId: () => reference(CodebookEntity, 'codebook_id'),
    coder: p.text(),
  },
  uniques: [{ name: 'excerpt_reading_unique', properties: ['codebookId', 'excerptId', 'coder'] }],
  indexes: [{ name: 'excerpt_reading_by_excerpt', properties: ['excerptId', 'id'] }],
});

export const CodingReleaseEntity = defineEntity({
  name: 'CodingRelease',
  tableName: 'coding_release',
  properties: {
    ...recordProperties,
    ecosystemId,
    codebookId: () => reference(CodebookEntity, 'codebook_id'),
    counts: p.json().$type<ParticipantCount[]>(),
  },
  indexes: [{ name: 'coding_release_by_codebook', properties: ['codebookId', 'id'] }],
});

export const PublishedFigureEntity = defineEntity({
  name: 'PublishedFigure',
  tableName: 'published_figure',
  properties: {
    ...recordProperties,
    ecosystemId,
    studyId,
    label: p.text(),
    code: p.text().nullable(),
    round: p.integer().nullable(),
    count: p.integer().nullable(),
    countOrigin: p.enum(figureOrigins).nullable(),
    base: p.integer().nullable(),
    share: numeric().nullable(),
    shareOrigin: p.enum(figureOrigins).nullable(),
    locator: p.text().nullable(),
  },
  checks: [{ name: 'published_figure_count_of_base', expression: 'count <= base' }],
  uniques: [
    { name: 'published_figure_code_unique', properties: ['studyId', 'code', 'round'] },
    { name: 'published_figure_code_without_round', properties: ['studyId', 'code'], where: 'round is null' },
  ],
  indexes: [{ name: 'published_figure_by_study', properties: ['studyId', 'id'] }],
});
