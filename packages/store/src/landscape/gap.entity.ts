import { gapAspects, gapStatuses } from '@collective-impact/sdk/landscape';
import { defineEntity, p } from '@mikro-orm/core';
import { GoalEntity } from '../agenda/index.ts';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { IndicatorEntity } from '../indicator/index.ts';
import { code, day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { LandscapeScanEntity } from './landscape-scan.entity.ts';

export const GapEntity = defineEntity({
  name: 'Gap',
  tableName: 'gap',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    landscapeScanId: () => reference(LandscapeScanEntity, 'landscape_scan_id'),
    aspect: p.enum(gapAspects),
    statement: p.text(),
    population: p.text().nullable(),
    place: code().nullable(),
    evidence: p.text().nullable(),
    priority: p.integer(),
    indicatorId: () => reference(IndicatorEntity, 'indicator_id').nullable(),
    goalId: () => reference(GoalEntity, 'goal_id').nullable(),
    status: p.enum(gapStatuses),
    closedOn: day().nullable(),
  },
  checks: [
    { name: 'gap_priority', expression: 'priority >= 1 and priority <= 5' },
    { name: 'gap_closed_on_a_day', expression: "(closed_on is not null) = (status = 'CLOSED')" },
  ],
  indexes: [
    { name: 'gap_by_scan', properties: ['landscapeScanId', 'priority', 'id'] },
    { name: 'gap_by_ecosystem', properties: ['ecosystemId', 'priority', 'id'] },
    { name: 'gap_by_goal', properties: ['goalId', 'priority', 'id'] },
    { name: 'gap_by_indicator', properties: ['indicatorId', 'priority', 'id'] },
  ],
});
