import type { Issue } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { indicatorVersionDefinition } from '../../indicator/index.ts';
import { guard } from '../../shared/writing/guard.ts';
import type { ReportingTables } from '../entities.ts';

/** Forbids another frequency for a version that has calendars, or whose figures a data quality rule compares. */
export const guardVersionFrequency = guard(indicatorVersionDefinition, async (unit, { before, after }) => {
  if (before === null || before.frequency === after.frequency) return [];
  const { id } = after;
  const tables = unit.tables<ReportingTables>();
  const calendars = tables.selectFrom('reporting_calendar').select('from_period as from').limit(1);
  const [calendar] = await unit.rows(calendars.where('indicator_version_id', '=', id));
  if (calendar) return [bound(`A calendar of this version begins with ${calendar.from}`)];
  const [rule] = await unit.rows(
    tables
      .selectFrom('data_quality_rule')
      .select('name')
      .where('kind', '=', sql.lit('AT_MOST'))
      .where(({ or, eb }) => or([eb('indicator_version_id', '=', id), eb('other_version_id', '=', id)]))
      .limit(1),
  );
  return rule ? [bound(`The rule "${rule.name}" compares this version with another of the same frequency`)] : [];
});

function bound(by: string): Issue {
  return { code: 'INVALID', path: ['frequency'], message: `${by}. Change it first.` };
}
