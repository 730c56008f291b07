import type { ReportingAdoption } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { anyOf } from '../../shared/conditions.ts';
import type { Reader } from '../../shared/reader.ts';
import { visibleTo } from '../../shared/visibility.ts';
import type { ReportingTables } from '../entities.ts';

/**
 * The organizations that are expected to report versions, and for which days. If no organization has adopted a version, every
 * organization is expected for the periods after the first one for which it submitted a report.
 */
export function adoptionsOf(
  reader: Reader,
  indicatorVersionIds: readonly string[],
): Promise<(ReportingAdoption & { indicatorVersionId: string })[]> {
  const tables = reader.tables<ReportingTables>();
  const adoptions = tables
    .selectFrom('adoption as a')
    .select(['a.indicator_version_id as indicatorVersionId', 'a.organization_id as organizationId'])
    .select(['a.starts_on as from', 'a.ends_on as until'])
    .where('a.indicator_version_id', '=', anyOf(indicatorVersionIds))
    .where(visibleTo(reader.viewer, { table: 'adoption', alias: 'a' }));
  const submissions = tables
    .selectFrom('indicator_report as r')
    .select(({ ref }) => [
      'r.indicator_version_id as indicatorVersionId',
      ref('r.organization_id').$notNull().as('organizationId'),
    ])
    .select([sql<string>`min("r"."period_end") + 1`.as('from'), sql<null>`null::date`.as('until')])
    .where('r.indicator_version_id', '=', anyOf(indicatorVersionIds))
    .where('r.organization_id', 'is not', null)
    .where(sql<boolean>`"r"."status" in ('SUBMITTED', 'VERIFIED')`)
    .where(({ not, exists, selectFrom }) => {
      const adopted = selectFrom('adoption as a').select('a.id');
      return not(exists(adopted.whereRef('a.indicator_version_id', '=', 'r.indicator_version_id')));
    })
    .groupBy(['r.indicator_version_id', 'r.organization_id']);
  return reader.rows(
    adoptions.unionAll(submissions).orderBy('indicatorVersionId').orderBy('from').orderBy('organizationId'),
  );
}
