import { accepted, refused } from '@collective-impact/sdk';
import { type Indicator, indicator, judgeLevelChange } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { IndicatorEntity } from './indicator.entity.ts';

/** How indicators are stored. */
export const indicatorDefinition: RecordDefinition<typeof indicator, typeof IndicatorEntity> = {
  type: indicator,
  entity: IndicatorEntity,
  onUpdate: async (unit, { record, changes: { level } }) => {
    if (level === undefined || level === record.level) return accepted({});
    const issues = await judgeNewLevel(unit, { id: record.id, level });
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    indicator_code_unique: {
      path: ['code'],
      message: 'The ecosystem already has an indicator with this code. Choose another code.',
    },
  },
};

async function judgeNewLevel(unit: UnitOfWork, { id, level }: Pick<Indicator, 'id' | 'level'>) {
  const [contributions] = await unit.rows<{ isContributing: boolean; isCore: boolean }>(
    sql`select exists (select from "indicator_contribution" where "indicator_id" = ${id}::uuid) as "isContributing",
      exists (select from "indicator_contribution" where "core_indicator_id" = ${id}::uuid) as "isCore"`,
  );
  return judgeLevelChange(level, contributions ?? { isContributing: false, isCore: false });
}
