import {
  adoptIndicatorVersion,
  baselineDefinition,
  dataQualityRuleDefinition,
  dimensionDefinition,
  discussIndicatorVersion,
  indicatorDefinition,
  indicatorVersionDefinition,
  reportingCalendarDefinition,
  retireIndicatorVersion,
  targetDefinition,
} from '@collective-impact/store';
import type { MutationResolvers } from '../generated/resolvers-types.ts';
import { create, transition, update } from '../shared/mutation.ts';

/** Changes of what is measured. */
export const definitionMutations: MutationResolvers = {
  createIndicator: create(indicatorDefinition),
  updateIndicator: update(indicatorDefinition),
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
  createReportingCalendar: create(reportingCalendarDefinition),
  updateReportingCalendar: update(reportingCalendarDefinition),
  createDataQualityRule: create(dataQualityRuleDefinition),
  updateDataQualityRule: update(dataQualityRuleDefinition),
};
