import { cycleDecisions, cycleStages } from '@collective-impact/sdk/learning';
import { defineEntity, p } from '@mikro-orm/core';
import { ActivityEntity } from '../activity/index.ts';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const ImprovementCycleEntity = defineEntity({
  name: 'ImprovementCycle',
  tableName: 'improvement_cycle',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    aim: p.text(),
    activityId: () => reference(ActivityEntity, 'activity_id').nullable(),
    indicatorIds: p.array().columnType('uuid[]').$type<string[]>(),
    previousCycleId: () => reference(ImprovementCycleEntity, 'previous_cycle_id').nullable(),
    stage: p.enum(cycleStages),
    prediction: p.text().nullable(),
    result: p.text().nullable(),
    decision: p.enum(cycleDecisions).nullable(),
    startsOn: day().nullable(),
    endsOn: day().nullable(),
  },
  checks: [
    { name: 'improvement_cycle_ends_after_start', expression: 'ends_on >= starts_on' },
    { name: 'improvement_cycle_follows_another', expression: 'previous_cycle_id <> id' },
    {
      name: 'improvement_cycle_started',
      expression: "stage = 'PLAN' or prediction is not null and starts_on is not null",
    },
    { name: 'improvement_cycle_studied', expression: "stage = 'PLAN' or stage = 'DO' or ends_on is not null" },
    { name: 'improvement_cycle_result', expression: "stage = 'STUDY' or (stage = 'ACT') = (result is not null)" },
    { name: 'improvement_cycle_decided', expression: "(stage = 'ACT') = (decision is not null)" },
  ],
  indexes: [
    { name: 'improvement_cycle_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'improvement_cycle_by_activity', properties: ['activityId', 'id'] },
    { name: 'improvement_cycle_by_previous', properties: ['previousCycleId', 'id'] },
    { name: 'improvement_cycle_by_indicator', properties: ['indicatorIds'], type: 'gin' },
  ],
});
