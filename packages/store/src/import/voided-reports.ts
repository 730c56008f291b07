import { encodeTypeId, SourceError, type SourceLocation } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/**
 * Rejects an import of a report that is voided. No other report can have its version, reporter and period until it is restored.
 *
 * @throws SourceError with the first row of the report, and the remedy.
 */
export async function rejectVoidedReports(unit: UnitOfWork, { importId }: { importId: string }): Promise<void> {
  const [voided] = await unit.rows<{ id: string; period: string; place: string }>(sql`
    select "r"."id", "r"."period", "s"."place" from "imported_report" as "i"
    join "indicator_report_with_voided" as "r" on "r"."indicator_version_id" = "i"."indicator_version_id" and "r"."reporter_id" = "i"."reporter_id"
      and "r"."period" = "i"."period" and "r"."place_key" = '' and "r"."is_voided"
    join "staged_observation" as "s" on "s"."import_id" = ${importId}::uuid and "s"."ordinal" = "i"."ordinal"
    order by "i"."ordinal" limit 1`);
  if (!voided) return;
  const id = encodeTypeId('indicator_report', voided.id);
  throw new SourceError({
    place: JSON.parse(voided.place) as SourceLocation,
    message: `The report for ${voided.period} was voided.`,
    remedy: `Restore ${id} with restoreRecord, or remove its rows from the file. Then import again.`,
  });
}
