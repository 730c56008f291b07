import type { UnreportedPeriod } from '@collective-impact/sdk/aggregation';
import { adoptionInForce } from '../../../indicator/index.ts';
import type { ReleaseTables } from '../../../release/index.ts';
import { anyOf } from '../../../shared/conditions.ts';
import type { Reader } from '../../../shared/reader.ts';
import type { RollUpArguments } from '../roll-up-arguments.ts';
import { hasReported, type RolledUpRelease } from '../roll-up-releases.ts';

/** UUIDs of a release and of an organization that agreed to report for it. */
interface UnreportedRelease {
  releaseId: string;
  organizationId: string;
}

/**
 * The released periods for which organizations agreed to report and did not. Includes only organizations that reported in another of the
 * releases. One statement if periods are requested and organizations are not aggregated; none otherwise.
 */
export async function readUnreportedPeriods(
  reader: Reader,
  {
    releases,
    over,
    periods,
    asOf,
  }: { releases: readonly RolledUpRelease[] } & Required<Pick<RollUpArguments, 'over' | 'periods' | 'asOf'>>,
): Promise<UnreportedPeriod[]> {
  if (over.includes('ORGANIZATIONS') || periods === null || releases.length < 2) return [];
  const byId = new Map(releases.map((each) => [each.id, each]));
  const rows = await unreportedReleases(reader, { ids: [...byId.keys()], asOf });
  return rows.flatMap(({ releaseId, organizationId }) => {
    const release = byId.get(releaseId);
    if (!release) return [];
    const { indicatorVersionId: versionId, ecosystemId, period, periodStart, periodEnd } = release;
    return [{ organizationId, versionId, ecosystemId, period, periodStart, periodEnd }];
  });
}

/** An older release that does not store its organizations states nothing about them. */
function unreportedReleases(
  reader: Reader,
  { ids, asOf }: { ids: readonly string[]; asOf: string | null },
): Promise<UnreportedRelease[]> {
  const { viewer } = reader;
  return reader.rows(
    reader
      .tables<ReleaseTables>()
      .selectFrom('release as r')
      .innerJoin('adoption as a', (join) =>
        join
          .onRef('a.indicator_version_id', '=', 'r.indicator_version_id')
          .on(adoptionInForce({ adoption: 'a', day: 'r.period_end', viewer })),
      )
      .select(['r.id as releaseId', 'a.organization_id as organizationId'])
      .where('r.id', '=', anyOf(ids))
      .where(({ not, exists, eb, and, selectFrom }) => {
        const reporters = selectFrom('released_row as w').select('w.reporter_id');
        return and([
          not(hasReported(viewer, asOf)),
          exists(reporters.whereRef('w.release_id', '=', 'r.id')),
          eb('a.organization_id', 'in', reporters.where('w.release_id', '=', anyOf(ids))),
        ]);
      }),
  );
}
