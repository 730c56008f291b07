import type { ReportingAdoption } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { Reader } from '../shared/reader.ts';

/**
 * Who is taken to have agreed to report each of these versions, and from when. As long as nobody says so, it is whoever
 * reported before: an organization is expected for the periods after the first for which it handed in a report.
 */
export function adoptionsOf(
  reader: Reader,
  indicatorVersionIds: readonly string[],
): Promise<(ReportingAdoption & { indicatorVersionId: string })[]> {
  return reader.rows(
    sql`select "r"."indicator_version_id" as "indicatorVersionId", "r"."organization_id" as "organizationId",
        min("r"."period_end") + 1 as "from", null as "until"
      from "indicator_report" as "r"
      where "r"."indicator_version_id" = any(${indicatorVersionIds}::uuid[]) and "r"."organization_id" is not null
        and "r"."status" in ('SUBMITTED', 'VERIFIED')
      group by 1, 2 order by 1, 3, 2`,
  );
}
