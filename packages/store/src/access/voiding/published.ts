import type { Issue } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { LockedRecord } from './dependents.ts';

/**
 * Returns the issues of voiding records on which figures are based: reports that were released, because the next release must
 * decide about them, and dimensions by which figures are broken down.
 */
export async function judgePublished(unit: UnitOfWork, records: readonly LockedRecord[]): Promise<Issue[]> {
  const idsOf = (type: string) => records.filter(({ prefix }) => prefix === type).map(({ id }) => id);
  const [reports, dimensions] = [idsOf('indicator_report'), idsOf('dimension')];
  if (reports.length + dimensions.length === 0) return [];
  const [used] = await unit.rows<{ reports: number; dimensions: number }>(
    sql`select (select count(distinct "report_id") from "released_row_with_voided" where "report_id" = any(${reports}::uuid[])) as "reports",
      (select count(*) from unnest(${dimensions}::uuid[]) as "d" ("id") where exists (select from "breakdown" as "b" where "d"."id" = any("b"."dimension_ids"))) as "dimensions"`,
  );
  const issue = (message: string): Issue => ({ code: 'IMMUTABLE', path: ['id'], message });
  return [
    ...(used && used.reports > 0
      ? [
          issue(
            `${used.reports === 1 ? '1 report has' : `${used.reports} reports have`} been released. A released report cannot be voided. Correct it with correctIndicatorReport.`,
          ),
        ]
      : []),
    ...(used && used.dimensions > 0
      ? [
          issue(
            'A dimension by which figures were reported cannot be voided. Create a new version of the indicator without it.',
          ),
        ]
      : []),
  ];
}
