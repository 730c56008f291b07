import * as z from 'zod';
import { frequencies } from '../../period/index.ts';
import { codeOfScheme } from '../../shared/code.ts';
import { comparabilities } from '../../shared/comparability.ts';
import { date, decimal, prose, reference } from '../../shared/fields.ts';
import { defineRecord, type RecordOf } from '../../shared/record.ts';
import { crossingSchema } from '../dimension/crossing.ts';
import {
  aggregations,
  countingUnits,
  denominatorsOverCategories,
  denominatorsOverTime,
  directions,
  indicatorKinds,
  indicatorVersionStatuses,
} from '../vocabulary.ts';
import { judgeVersionDefinition } from './version-definition.ts';

/**
 * One definition of an indicator: what is counted, in which unit, and how figures are aggregated. It cannot be changed
 * once it is adopted. `adoptedOn` is null for a version that was imported as adopted. An adopted version is so to the day
 * before `retiredOn`.
 */
export const indicatorVersion = defineRecord({
  name: 'IndicatorVersion',
  prefix: 'indicator_version',
  managedBy: 'STEWARD',
  fields: {
    indicatorId: reference('indicator'),
    number: z.int().min(1),
    status: z.enum(indicatorVersionStatuses),
    adoptedOn: date().nullable(),
    retiredOn: date().nullable(),
    definition: prose(),
    inclusionRule: prose().nullable(),
    collectionMethod: prose().nullable(),
    kind: z.enum(indicatorKinds),
    countingUnit: z.enum(countingUnits),
    unit: codeOfScheme('unit'),
    multiplier: decimal().default('1'),
    direction: z.enum(directions),
    tolerance: decimal().nullable(),
    effectiveFrom: date().nullable(),
    comparability: z.enum(comparabilities).nullable(),
    comparabilityNote: prose().nullable(),
    aggregationAcrossOrganizations: z.enum(aggregations),
    aggregationOverTime: z.enum(aggregations),
    denominatorOverTime: z.enum(denominatorsOverTime).nullable(),
    denominatorOverCategories: z.enum(denominatorsOverCategories).nullable(),
    frequency: z.enum(frequencies),
    crossings: z.array(crossingSchema).max(20),
  },
  setByRule: ['number', 'status', 'adoptedOn', 'retiredOn'],
  within: 'indicatorId',
  defaultVisibility: 'CONTAINER',
  judge: judgeVersionDefinition,
});

/** See {@link indicatorVersion}. */
export type IndicatorVersion = RecordOf<typeof indicatorVersion>;
