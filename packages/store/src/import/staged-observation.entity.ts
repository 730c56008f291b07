import { observationStatuses } from '@collective-impact/sdk/indicator';
import { defineEntity, p } from '@mikro-orm/core';
import { day, numeric, timestamp } from '../shared/record-entity.ts';

/**
 * Observations of an import under way: checked one by one, published together. Nobody reads them but the import that
 * wrote them; no triggers, not logged, and what a killed import leaves behind the next one removes.
 */
export const StagedObservationEntity = defineEntity({
  name: 'StagedObservation',
  tableName: 'staged_observation',
  properties: {
    importId: p.uuid().primary(),
    ordinal: p.integer().primary(),
    stagedAt: timestamp().defaultRaw('now()'),
    place: p.text(),
    indicator: p.integer(),
    organization: p.integer().nullable(),
    breakdown: p.integer(),
    period: p.text(),
    periodStart: day(),
    periodEnd: day(),
    value: numeric().nullable(),
    numerator: numeric().nullable(),
    denominator: numeric().nullable(),
    base: p.integer().nullable(),
    status: p.enum(observationStatuses),
    narrative: p.text().nullable(),
    sourceUri: p.text().nullable(),
  },
});
