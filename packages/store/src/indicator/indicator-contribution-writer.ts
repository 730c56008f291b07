import { accepted, type Outcome, refused } from '@collective-impact/sdk';
import { type IndicatorLevel, indicatorContribution, judgeContributionLevels } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
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
  const rows = await unit.rows<{ id: string; level: IndicatorLevel }>(
    sql`select "id", "level" from "indicator" where "id" = any(${indicatorIds}::uuid[]) order by "id" for share`,
  );
  return new Map(rows.map(({ id, level }) => [id, level]));
}

function levelOf(levels: ReadonlyMap<string, IndicatorLevel>, id: string): IndicatorLevel {
  const level = levels.get(id);
  if (!level) throw new Error(`There is no indicator ${id}, although its reference was accepted.`);
  return level;
}
