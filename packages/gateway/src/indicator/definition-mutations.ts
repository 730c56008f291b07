import {
  adoptIndicatorVersion,
  baselineWriting,
  dimensionWriting,
  discussIndicatorVersion,
  indicatorVersionWriting,
  indicatorWriting,
  retireIndicatorVersion,
  targetWriting,
} from '@collective-impact/store';
import type { MutationResolvers } from '../generated/resolvers-types.ts';
import { creates, does, updates } from '../shared/mutation.ts';

/** Mutations of indicators and their definitions. */
export const definitionMutations: MutationResolvers = {
  createIndicator: creates(indicatorWriting),
  updateIndicator: updates(indicatorWriting),
  createIndicatorVersion: creates(indicatorVersionWriting),
  updateIndicatorVersion: updates(indicatorVersionWriting),
  discussIndicatorVersion: does(discussIndicatorVersion),
  adoptIndicatorVersion: does(adoptIndicatorVersion),
  retireIndicatorVersion: does(retireIndicatorVersion),
  createDimension: creates(dimensionWriting),
  updateDimension: updates(dimensionWriting),
  createBaseline: creates(baselineWriting),
  updateBaseline: updates(baselineWriting),
  createTarget: creates(targetWriting),
  updateTarget: updates(targetWriting),
};
