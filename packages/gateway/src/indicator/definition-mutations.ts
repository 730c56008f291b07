import {
  adoptIndicatorVersion,
  baselineDefinition,
  dimensionDefinition,
  discussIndicatorVersion,
  indicatorContributionDefinition,
  indicatorDefinition,
  indicatorVersionDefinition,
  retireIndicatorVersion,
  targetDefinition,
} from '@collective-impact/store';
import type { MutationResolvers } from '../generated/resolvers-types.ts';
import { create, transition, update } from '../shared/mutation.ts';

/** Mutations of indicators and their definitions. */
export const definitionMutations: MutationResolvers = {
  createIndicator: create(indicatorDefinition),
  updateIndicator: update(indicatorDefinition),
  createIndicatorContribution: create(indicatorContributionDefinition),
  updateIndicatorContribution: update(indicatorContributionDefinition),
  createIndicatorVersion: create(indicatorVersionDefinition),
  updateIndicatorVersion: update(indicatorVersionDefinition),
  discussIndicatorVersion: transition(discussIndicatorVersion),
  adoptIndicatorVersion: transition(adoptIndicatorVersion),
  retireIndicatorVersion: transition(retireIndicatorVersion),
  createDimension: create(dimensionDefinition),
  updateDimension: update(dimensionDefinition),
  createBaseline: create(baselineDefinition),
  updateBaseline: update(baselineDefinition),
  createTarget: create(targetDefinition),
  updateTarget: update(targetDefinition),
};
