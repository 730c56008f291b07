import { sql } from 'kysely';
import { indicatorVersionDefinition } from '../../indicator/index.ts';
import { guard } from '../../shared/writing/guard.ts';

/** Forbids another frequency for a version that has calendars, or whose figures a data quality rule compares. */
export const guardVersionFrequency = guard(indicatorVersionDefinition, async (unit, { before, after }) => {
  if (before === null || before.frequency === after.frequency) return [];
  const { id } = after;
  const [bound] = await unit.rows<{ by: string }>(
    sql`select 'A calendar of this version begins with ' || "from_period" as "by" from "reporting_calendar"
        where "indicator_version_id" = ${id}::uuid
      union all select 'The rule "' || "name" || '" compares this version with another of the same frequency' from "data_quality_rule"
        where "kind" = 'AT_MOST' and ${id}::uuid in ("indicator_version_id", "other_version_id") limit 1`,
  );
  return bound ? [{ code: 'INVALID', path: ['frequency'], message: `${bound.by}. Change it first.` }] : [];
});
