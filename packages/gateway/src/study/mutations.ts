import {
  codebookCodeWriting,
  codebookWriting,
  codingWriting,
  excerptWriting,
  interviewWriting,
  participantWriting,
  publishedFigureWriting,
  studyWriting,
} from '@collective-impact/store';
import type { MutationResolvers } from '../generated/resolvers-types.ts';
import { creates, updates } from '../shared/mutation.ts';

/** What can be written of a study. */
export const studyMutations: MutationResolvers = {
  createStudy: creates(studyWriting),
  updateStudy: updates(studyWriting),
  createParticipant: creates(participantWriting),
  updateParticipant: updates(participantWriting),
  createInterview: creates(interviewWriting),
  updateInterview: updates(interviewWriting),
  createCodebook: creates(codebookWriting),
  updateCodebook: updates(codebookWriting),
  createCodebookCode: creates(codebookCodeWriting),
  updateCodebookCode: updates(codebookCodeWriting),
  createExcerpt: creates(excerptWriting),
  updateExcerpt: updates(excerptWriting),
  createCoding: creates(codingWriting),
  updateCoding: updates(codingWriting),
  createPublishedFigure: creates(publishedFigureWriting),
  updatePublishedFigure: updates(publishedFigureWriting),
};
