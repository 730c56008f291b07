import { sql } from 'kysely';
import { baselineDefinition } from '../indicator/index.ts';
import { guard } from '../shared/guard.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

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
    sql`select 1 from "release" as "r" join "released_cell_with_voided" as "c" on "c"."release_id" = "r"."id"
      where "r"."indicator_version_id" = ${figure.indicatorVersionId}::uuid and "r"."period" = ${figure.period} and "c"."suppressed" limit 1`,
  );
  return rows.length > 0;
}
