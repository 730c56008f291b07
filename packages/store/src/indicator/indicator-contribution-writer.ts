import { accepted, type Outcome, refused } from '@collective-impact/sdk';
import { type IndicatorLevel, indicatorContribution, judgeContributionLevels } from '@collective-impact/sdk/indicator';
import { anyOf } from '../shared/conditions.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { IndicatorTables } from './entities.ts';
import { IndicatorContributionEntity } from './indicator-contribution.entity.ts';

/** How declared contributions of indicators to core indicators are stored. */
export const indicatorContributionDefinition: RecordDefinition<
  typeof indicatorContribution,
  typeof IndicatorContributionEntity
> = {
  type: indicatorContribution,
  entity: IndicatorContributionEntity,
  onCreate: (unit, draft) => judgeLevels(unit, draft),
  onRestore: (unit, record) => judgeLevels(unit, record),
  constraints: {
    indicator_contribution_once: {
      path: ['coreIndicatorId'],
      message: 'The contribution to this core indicator is already declared. Update that record.',
    },
  },
};

async function judgeLevels(
  unit: UnitOfWork,
  { indicatorId, coreIndicatorId }: { indicatorId: string; coreIndicatorId: string },
): Promise<Outcome<object>> {
  const levels = await lockLevels(unit, [indicatorId, coreIndicatorId]);
  const issues = judgeContributionLevels({
    indicator: levelOf(levels, indicatorId),
    coreIndicator: levelOf(levels, coreIndicatorId),
  });
  return issues.length > 0 ? refused(...issues) : accepted({});
}

/** Locks the indicators, so that their levels cannot change before the contribution is stored. */
async function lockLevels(
  unit: UnitOfWork,
  indicatorIds: readonly string[],
): Promise<ReadonlyMap<string, IndicatorLevel>> {
  const indicators = unit.tables<IndicatorTables>().selectFrom('indicator').select(['id', 'level']);
  const rows = await unit.rows(indicators.where('id', '=', anyOf(indicatorIds)).orderBy('id').forShare());
  return new Map(rows.map(({ id, level }) => [id, level]));
}

function levelOf(levels: ReadonlyMap<string, IndicatorLevel>, id: string): IndicatorLevel {
  const level = levels.get(id);
  if (!level) throw new Error(`There is no indicator ${id}, although its reference was accepted.`);
  return level;
}
