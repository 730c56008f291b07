import { encodeTypeId, SourceError, type SourceLocation } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { ImportTables } from './tables.ts';

/**
 * Rejects an import of a report that is voided. No other report can have its version, reporter and period until it is restored.
 *
 * @throws SourceError with the first row of the report, and the remedy.
 */
export async function rejectVoidedReports(unit: UnitOfWork, { importId }: { importId: string }): Promise<void> {
  const [voided] = await unit.rows(
    unit
      .tables<ImportTables>()
      .selectFrom('imported_report as i')
      .innerJoin('indicator_report_with_voided as r', (join) =>
        join
          .onRef('r.indicator_version_id', '=', 'i.indicator_version_id')
          .onRef('r.reporter_id', '=', 'i.reporter_id')
          .onRef('r.period', '=', 'i.period')
          .on('r.place_key', '=', sql.lit(''))
          .on('r.is_voided', 'is', true),
      )
      .innerJoin('staged_observation as s', (join) =>
        join.on('s.import_id', '=', importId).onRef('s.ordinal', '=', 'i.ordinal'),
      )
      .select(['r.id', 'r.period', 's.place'])
      .orderBy('i.ordinal')
      .limit(1),
  );
  if (!voided) return;
  const id = encodeTypeId('indicator_report', voided.id);
  throw new SourceError({
    place: JSON.parse(voided.place) as SourceLocation,
    message: `The report for ${voided.period} was voided.`,
    remedy: `Restore ${id} with restoreRecord, or remove its rows from the file. Then import again.`,
  });
}
