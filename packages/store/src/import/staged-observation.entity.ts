import { observationStatuses } from '@collective-impact/sdk/indicator';
import { defineEntity, p } from '@mikro-orm/core';
import { day, numeric, timestamp } from '../shared/record-entity.ts';

/**
 * The observations of a running import, checked but not published. Only that import reads them. The table is unlogged and
 * has no triggers. The next import removes the rows of an import that was killed.
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
