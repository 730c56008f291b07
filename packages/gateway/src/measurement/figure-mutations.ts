import { release } from '@collective-impact/sdk';
import {
  correctIndicatorReport,
  indicatorReportWriting,
  publishRelease,
  returnIndicatorReport,
  submitIndicatorReport,
  verifyIndicatorReport,
} from '@collective-impact/store';
import type { MutationResolvers } from '../generated/resolvers-types.ts';
import { carriesOut, creates, does, updates } from '../shared/mutation.ts';

/** Changes of what was reported, and releases. */
export const figureMutations: MutationResolvers = {
  createIndicatorReport: creates(indicatorReportWriting),
  updateIndicatorReport: updates(indicatorReportWriting),
  submitIndicatorReport: does(submitIndicatorReport),
  verifyIndicatorReport: does(verifyIndicatorReport),
  returnIndicatorReport: does(returnIndicatorReport),
  correctIndicatorReport: does(correctIndicatorReport),
  publishRelease: carriesOut(release, ({ writer }, input) => publishRelease(writer, input)),
};
