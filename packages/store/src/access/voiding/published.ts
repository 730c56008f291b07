import type { Issue } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { LockedRecord } from './dependents.ts';

interface Published {
  reports: number;
  dimensions: number;
  codings: number;
}

/**
 * Returns the issues of voiding records on which figures are based: reports that were released, because the next release must
 * decide about them; dimensions by which figures are broken down; and codings and readings that a release of their round counts,
 * because the difference to the next release would disclose what one participant said.
 */
export async function judgePublished(unit: UnitOfWork, records: readonly LockedRecord[]): Promise<Issue[]> {
  const idsOf = (type: string) => records.filter(({ prefix }) => prefix === type).map(({ id }) => id);
  const [reports, dimensions] = [idsOf('indicator_report'), idsOf('dimension')];
  const [codings, readings] = [idsOf('coding'), idsOf('excerpt_reading')];
  if (reports.length + dimensions.length + codings.length + readings.length === 0) return [];
  // A release counts the records of its round that exist when it is created.
  const isCounted = sql`exists (select from "coding_release_with_voided" as "r" where "r"."codebook_id" = "b"."id" and "r"."created_at" >= "t"."created_at")`;
  const [used] = await unit.rows<Published>(
    sql`select (select count(distinct "report_id") from "released_row_with_voided" where "report_id" = any(${reports}::uuid[]))::int as "reports",
      (select count(*) from unnest(${dimensions}::uuid[]) as "d" ("id") where exists (select from "breakdown" as "b" where "d"."id" = any("b"."dimension_ids")))::int as "dimensions",
      ((select count(*) from "coding" as "t" join "codebook_code" as "cc" on "cc"."id" = "t"."codebook_code_id" join "codebook" as "b" on "b"."id" = "cc"."codebook_id"
          where "t"."id" = any(${codings}::uuid[]) and ${isCounted})
        + (select count(*) from "excerpt_reading" as "t" join "codebook" as "b" on "b"."id" = "t"."codebook_id"
          where "t"."id" = any(${readings}::uuid[]) and ${isCounted}))::int as "codings"`,
  );
  return used ? issuesOf(used) : [];
}

function issuesOf({ reports, dimensions, codings }: Published): Issue[] {
  const issue = (message: string): Issue => ({ code: 'IMMUTABLE', path: ['id'], message });
  const issues: Issue[] = [];
  if (reports > 0) {
    const would = reports === 1 ? '1 released report would' : `${reports} released reports would`;
    const them = reports === 1 ? 'it' : 'them';
    issues.push(issue(`${would} be voided. Correct ${them} with correctIndicatorReport instead.`));
  }
  if (dimensions > 0) {
    const message = 'Figures are broken down by a dimension that would be voided.';
    issues.push(issue(`${message} Create a new version of the indicator without this dimension instead.`));
  }
  if (codings > 0) {
    const would = codings === 1 ? '1 coding or reading' : `${codings} codings or readings`;
    const message = `${would} in a released round would be voided. The next release would then disclose what a participant said.`;
    issues.push(issue(`${message} Code the next round without them instead.`));
  }
  return issues;
}
