import type { ReportingAdoption } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import type { Reader } from '../../shared/reader.ts';
import { visibleTo } from '../../shared/visibility.ts';

/**
 * The organizations that are expected to report versions, and for which days. If no organization has adopted a version, every
 * organization is expected for the periods after the first one for which it submitted a report.
 */
export function adoptionsOf(
  reader: Reader,
  indicatorVersionIds: readonly string[],
): Promise<(ReportingAdoption & { indicatorVersionId: string })[]> {
  return reader.rows(
    sql`select "a"."indicator_version_id" as "indicatorVersionId", "a"."organization_id" as "organizationId",
        "a"."starts_on" as "from", "a"."ends_on" as "until"
      from "adoption" as "a"
      where "a"."indicator_version_id" = any(${indicatorVersionIds}::uuid[]) and ${visibleTo(reader.viewer, { table: 'adoption', alias: 'a' })}
      union all
      select "r"."indicator_version_id", "r"."organization_id", min("r"."period_end") + 1, null
      from "indicator_report" as "r"
      where "r"."indicator_version_id" = any(${indicatorVersionIds}::uuid[]) and "r"."organization_id" is not null
        and "r"."status" in ('SUBMITTED', 'VERIFIED')
        and not exists (select from "adoption" as "a" where "a"."indicator_version_id" = "r"."indicator_version_id")
      group by 1, 2 order by 1, 3, 2`,
  );
}
