import type { Issue } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { LockedRecord } from './dependents.ts';

interface Published {
  dimensions: number;
  codings: number;
}

/**
 * Returns the issues of voiding records on which figures are based: dimensions by which figures are broken down; and codings and
 * readings that a release of their round counts, because the difference to the next release would disclose what one participant
 * said. Reports that were released can be voided: the next release decides what it can publish without them.
 */
export async function judgePublished(unit: UnitOfWork, records: readonly LockedRecord[]): Promise<Issue[]> {
  const idsOf = (type: string) => records.filter(({ prefix }) => prefix === type).map(({ id }) => id);
  const [dimensions, codings, readings] = [idsOf('dimension'), idsOf('coding'), idsOf('excerpt_reading')];
  if (dimensions.length + codings.length + readings.length === 0) return [];
  // A release counts the records of its round that exist when it is created.
  const isCounted = sql`exists (select from "coding_release_with_voided" as "r" where "r"."codebook_id" = "b"."id" and "r"."created_at" >= "t"."created_at")`;
  const [used] = await unit.rows<Published>(
    sql`select (select count(*) from unnest(${dimensions}::uuid[]) as "d" ("id") where exists (select from "breakdown" as "b" where "d"."id" = any("b"."dimension_ids")))::int as "dimensions",
      ((select count(*) from "coding" as "t" join "codebook_code" as "cc" on "cc"."id" = "t"."codebook_code_id" join "codebook" as "b" on "b"."id" = "cc"."codebook_id"
          where "t"."id" = any(${codings}::uuid[]) and ${isCounted})
        + (select count(*) from "excerpt_reading" as "t" join "codebook" as "b" on "b"."id" = "t"."codebook_id"
          where "t"."id" = any(${readings}::uuid[]) and ${isCounted}))::int as "codings"`,
  );
  return used ? issuesOf(used) : [];
}

function issuesOf({ dimensions, codings }: Published): Issue[] {
  const issue = (message: string): Issue => ({ code: 'IMMUTABLE', path: ['id'], message });
  const issues: Issue[] = [];
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
