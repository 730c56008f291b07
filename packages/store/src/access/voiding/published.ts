import type { Issue } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { IndicatorTables } from '../../indicator/index.ts';
import { anyOf, uuids } from '../../shared/conditions.ts';
import type { WithVoided } from '../../shared/database/schema/current-records.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { StudyTables } from '../../study/index.ts';
import type { LockedRecord } from './dependents.ts';

/**
 * Returns the issues of voiding records on which figures are based: dimensions by which figures are broken down; and codings and
 * readings that a release of their round counts, because the difference to the next release would disclose what one participant
 * said. Reports that were released can be voided: the next release decides what it can publish without them.
 */
export async function judgePublished(unit: UnitOfWork, records: readonly LockedRecord[]): Promise<Issue[]> {
  const idsOf = (type: string) => records.filter(({ prefix }) => prefix === type).map(({ id }) => id);
  const dimensions = await countUsedDimensions(unit, idsOf('dimension'));
  const codings = await countReleased(unit, { codings: idsOf('coding'), readings: idsOf('excerpt_reading') });
  return issuesOf({ dimensions, codings });
}

/** Number of these dimensions by which a figure is broken down. */
async function countUsedDimensions(unit: UnitOfWork, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const used = await unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom(sql<{ id: string }>`unnest(${uuids(ids)})`.as<'d'>(sql`"d"("id")`))
      .select('d.id')
      .where(({ exists, selectFrom }) => {
        const breakdowns = selectFrom('breakdown as b').select('b.id');
        return exists(breakdowns.where('d.id', '=', sql<string>`any("b"."dimension_ids")`));
      }),
  );
  return used.length;
}

/** Number of these codings and readings that a release of their round counts: it counts those that exist when it is created. */
async function countReleased(
  unit: UnitOfWork,
  { codings, readings }: { codings: readonly string[]; readings: readonly string[] },
): Promise<number> {
  if (codings.length + readings.length === 0) return 0;
  const tables = unit.tables<StudyTables & WithVoided<StudyTables>>();
  const ofCodings = tables
    .selectFrom('coding as t')
    .innerJoin('codebook_code as cc', 'cc.id', 't.codebook_code_id')
    .innerJoin('coding_release_with_voided as r', 'r.codebook_id', 'cc.codebook_id')
    .whereRef('r.created_at', '>=', 't.created_at')
    .where('t.id', '=', anyOf(codings))
    .select('t.id');
  const ofReadings = tables
    .selectFrom('excerpt_reading as t')
    .innerJoin('coding_release_with_voided as r', 'r.codebook_id', 't.codebook_id')
    .whereRef('r.created_at', '>=', 't.created_at')
    .where('t.id', '=', anyOf(readings))
    .select('t.id');
  return (await unit.rows(ofCodings.union(ofReadings))).length;
}

function issuesOf({ dimensions, codings }: { dimensions: number; codings: number }): Issue[] {
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
