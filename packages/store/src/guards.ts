import { backboneAppointmentDefinition, budgetDefinition, fundingDefinition } from './backbone/index.ts';
import { communicationEventDefinition } from './communication/index.ts';
import { networkMembershipDefinition, placeDefinition } from './ecosystem/index.ts';
import {
  adoptionDefinition,
  baselineDefinition,
  indicatorContributionDefinition,
  networkAdoptionDefinition,
} from './indicator/index.ts';
import { guardBaseline, guardNetworkAdoption } from './release/index.ts';
import { dataQualityRuleDefinition, guardVersionFrequency, reportingCalendarDefinition } from './reporting/index.ts';
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
  fundingDefinition,
  indicatorContributionDefinition,
  networkAdoptionDefinition,
  networkMembershipDefinition,
  placeDefinition,
  reportingCalendarDefinition,
];

/** The rules of later domains about records of earlier ones, and the rules of restored records about others. */
export const guards: readonly AnyGuard[] = [
  guardVersionFrequency,
  guardBaseline,
  guardNetworkAdoption,
  ...restoredRecords.map(guardRestored),
];
