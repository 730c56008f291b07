import {
  correctIndicatorReport,
  indicatorReportDefinition,
  publishRelease,
  releaseDefinition,
  returnIndicatorReport,
  submitIndicatorReport,
  verifyIndicatorReport,
} from '@collective-impact/store';
import type { MutationResolvers } from '../generated/resolvers-types.ts';
import { command, create, transition, update } from '../shared/mutation.ts';

/** Changes of what was reported, and releases. */
export const figureMutations: MutationResolvers = {
  createIndicatorReport: create(indicatorReportDefinition),
  updateIndicatorReport: update(indicatorReportDefinition),
  submitIndicatorReport: transition(submitIndicatorReport),
  verifyIndicatorReport: transition(verifyIndicatorReport),
  returnIndicatorReport: transition(returnIndicatorReport),
  correctIndicatorReport: transition(correctIndicatorReport),
  publishRelease: command(releaseDefinition, publishRelease),
};
