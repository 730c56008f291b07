import {
  activityDefinition,
  commitmentDefinition,
  goalContributionDefinition,
  reinforcementDefinition,
} from '../activity/index.ts';
import {
  commonAgendaDefinition,
  endorsementDefinition,
  goalDefinition,
  strategyDefinition,
  termDefinition,
} from '../agenda/index.ts';
import {
  backboneAppointmentDefinition,
  budgetDefinition,
  fundingDefinition,
  policyActionDefinition,
  readinessAssessmentDefinition,
} from '../backbone/index.ts';
import {
  actionItemDefinition,
  communicationEventDefinition,
  communicationPlanDefinition,
  decisionDefinition,
  meetingDefinition,
  workingGroupDefinition,
} from '../communication/index.ts';
import {
  contactDefinition,
  ecosystemDefinition,
  networkMembershipDefinition,
  organizationDefinition,
  placeDefinition,
} from '../ecosystem/index.ts';
import {
  adoptionDefinition,
  baselineDefinition,
  crosswalkDefinition,
  dimensionDefinition,
  discussionEntryDefinition,
  indicatorContributionDefinition,
  indicatorDefinition,
  indicatorVersionDefinition,
  networkAdoptionDefinition,
  targetDefinition,
} from '../indicator/index.ts';
import { gapDefinition, landscapeScanDefinition } from '../landscape/index.ts';
import { improvementCycleDefinition, practiceAdoptionDefinition, practiceDefinition } from '../learning/index.ts';
import { partnershipDefinition, relationshipRatingDefinition, surveyWaveDefinition } from '../partnership/index.ts';
import {
  dataQualityRuleDefinition,
  evidenceDefinition,
  indicatorReportDefinition,
  populationFigureDefinition,
  reportingCalendarDefinition,
  reportRequestDefinition,
} from '../reporting/index.ts';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
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
} from '../study/index.ts';

/**
 * The kinds of records to which changes can be proposed: all that an update changes, except those that decide who has access, and
 * proposals themselves.
 */
const definitions: readonly AnyRecordDefinition[] = [
  activityDefinition,
  commitmentDefinition,
  goalContributionDefinition,
  reinforcementDefinition,
  commonAgendaDefinition,
  endorsementDefinition,
  goalDefinition,
  strategyDefinition,
  termDefinition,
  backboneAppointmentDefinition,
  budgetDefinition,
  fundingDefinition,
  policyActionDefinition,
  readinessAssessmentDefinition,
  actionItemDefinition,
  communicationEventDefinition,
  communicationPlanDefinition,
  decisionDefinition,
  meetingDefinition,
  workingGroupDefinition,
  contactDefinition,
  ecosystemDefinition,
  networkMembershipDefinition,
  organizationDefinition,
  placeDefinition,
  adoptionDefinition,
  baselineDefinition,
  crosswalkDefinition,
  dimensionDefinition,
  discussionEntryDefinition,
  indicatorContributionDefinition,
  indicatorDefinition,
  indicatorVersionDefinition,
  networkAdoptionDefinition,
  targetDefinition,
  gapDefinition,
  landscapeScanDefinition,
  improvementCycleDefinition,
  practiceAdoptionDefinition,
  practiceDefinition,
  partnershipDefinition,
  relationshipRatingDefinition,
  surveyWaveDefinition,
  dataQualityRuleDefinition,
  evidenceDefinition,
  indicatorReportDefinition,
  populationFigureDefinition,
  reportRequestDefinition,
  reportingCalendarDefinition,
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
];

/** The kinds of records to which changes can be proposed, by the prefix of their type. */
export const changeableRecords: ReadonlyMap<string, AnyRecordDefinition> = new Map(
  definitions.map((definition) => [definition.type.prefix, definition]),
);
