import { baselineDefinition } from '../indicator/index.ts';
import type { WithVoided } from '../shared/database/schema/current-records.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { guard } from '../shared/writing/guard.ts';
import type { ReleaseTables } from './entities.ts';

/** Rejects a visible baseline for a period whose release suppresses cells: the baseline could disclose them. */
export const guardBaseline = guard(baselineDefinition, async (unit, { after }) => {
  const { indicatorVersionId, period, visibility } = after;
  if (visibility === 'RESTRICTED' || !(await suppressesCells(unit, { indicatorVersionId, period }))) return [];
  const message = `Figures for ${period} are released, and some are suppressed. A visible baseline could disclose them. Set \`visibility\` to RESTRICTED.`;
  return [{ code: 'SMALL_GROUP', path: ['value'], message }];
});

/** Whether a release of a version and period suppresses a cell. */
async function suppressesCells(
  unit: UnitOfWork,
  figure: { indicatorVersionId: string; period: string },
): Promise<boolean> {
  const rows = await unit.rows(
    unit
      .tables<ReleaseTables & WithVoided<ReleaseTables>>()
      .selectFrom('release as r')
      .innerJoin('released_cell_with_voided as c', 'c.release_id', 'r.id')
      .select('r.id')
      .where('r.indicator_version_id', '=', figure.indicatorVersionId)
      .where('r.period', '=', figure.period)
      .where('c.suppressed', 'is', true)
      .limit(1),
  );
  return rows.length > 0;
}
