import { endorsementDefinition, guardLeaving } from './agenda/index.ts';
import { backboneAppointmentDefinition, budgetDefinition, fundingDefinition } from './backbone/index.ts';
import { communicationEventDefinition, decisionDefinition } from './communication/index.ts';
import { networkMembershipDefinition, placeDefinition } from './ecosystem/index.ts';
import {
  adoptionDefinition,
  baselineDefinition,
  dimensionDefinition,
  indicatorContributionDefinition,
  networkAdoptionDefinition,
  targetDefinition,
} from './indicator/index.ts';
import { relationshipRatingDefinition } from './partnership/index.ts';
import { guardBaseline, guardNetworkAdoption } from './release/index.ts';
import {
  dataQualityRuleDefinition,
  guardVersionFrequency,
  reportingCalendarDefinition,
  reportRequestDefinition,
} from './reporting/index.ts';
import type { AnyRecordDefinition } from './shared/record-definition.ts';
import type { AnyGuard } from './shared/unit-of-work.ts';
import { guardRestored } from './shared/writing/guard.ts';

/** The kinds of records that can contradict other records that were written while they were voided. */
const restoredRecords: readonly AnyRecordDefinition[] = [
  adoptionDefinition,
  backboneAppointmentDefinition,
  baselineDefinition,
  budgetDefinition,
  communicationEventDefinition,
  dataQualityRuleDefinition,
  decisionDefinition,
  dimensionDefinition,
  endorsementDefinition,
  fundingDefinition,
  indicatorContributionDefinition,
  networkAdoptionDefinition,
  networkMembershipDefinition,
  placeDefinition,
  relationshipRatingDefinition,
  reportRequestDefinition,
  reportingCalendarDefinition,
  targetDefinition,
];

/** The rules of later domains about records of earlier ones, and the rules of restored records about others. */
export const guards: readonly AnyGuard[] = [
  guardLeaving,
  guardVersionFrequency,
  guardBaseline,
  guardNetworkAdoption,
  ...restoredRecords.map(guardRestored),
];
