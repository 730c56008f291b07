import { accepted, refused } from '@collective-impact/sdk';
import { type Indicator, indicator, judgeLevelChange } from '@collective-impact/sdk/indicator';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { IndicatorTables } from './entities.ts';
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
  const tables = unit.tables<IndicatorTables>();
  const contributions = tables.selectFrom('indicator_contribution').select('id');
  const [role = { isContributing: false, isCore: false }] = await unit.rows(
    tables.selectNoFrom(({ exists }) => [
      exists(contributions.where('indicator_id', '=', id))
        .$castTo<boolean>()
        .as('isContributing'),
      exists(contributions.where('core_indicator_id', '=', id))
        .$castTo<boolean>()
        .as('isCore'),
    ]),
  );
  return judgeLevelChange(level, role);
}
