import {
  codebookCodeDefinition,
  codebookDefinition,
  codingDefinition,
  codingReleaseDefinition,
  excerptDefinition,
  excerptReadingDefinition,
  interviewDefinition,
  participantDefinition,
  publishedFigureDefinition,
  studyDefinition,
} from '@collective-impact/store';
import type { MutationResolvers } from '../generated/resolvers-types.ts';
import { create, update } from '../shared/mutation.ts';

/** Mutations of studies and their records. */
export const studyMutations: MutationResolvers = {
  createStudy: create(studyDefinition),
  updateStudy: update(studyDefinition),
  createParticipant: create(participantDefinition),
  updateParticipant: update(participantDefinition),
  createInterview: create(interviewDefinition),
  updateInterview: update(interviewDefinition),
  createCodebook: create(codebookDefinition),
  updateCodebook: update(codebookDefinition),
  createCodebookCode: create(codebookCodeDefinition),
  updateCodebookCode: update(codebookCodeDefinition),
  createExcerpt: create(excerptDefinition),
  updateExcerpt: update(excerptDefinition),
  createCoding: create(codingDefinition),
  updateCoding: update(codingDefinition),
  createExcerptReading: create(excerptReadingDefinition),
  updateExcerptReading: update(excerptReadingDefinition),
  createCodingRelease: create(codingReleaseDefinition),
  updateCodingRelease: update(codingReleaseDefinition),
  createPublishedFigure: create(publishedFigureDefinition),
  updatePublishedFigure: update(publishedFigureDefinition),
};
