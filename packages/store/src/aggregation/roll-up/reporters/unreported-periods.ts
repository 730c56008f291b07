import type { Viewer } from '@collective-impact/sdk';
import type { UnreportedPeriod } from '@collective-impact/sdk/aggregation';
import { type RawBuilder, sql } from 'kysely';
import { adoptionInForce } from '../../../indicator/index.ts';
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
  const rows = await reader.rows(unreportedReleases([...byId.keys()], { viewer: reader.viewer, asOf }));
  return rows.flatMap(({ releaseId, organizationId }) => {
    const release = byId.get(releaseId);
    if (!release) return [];
    const { indicatorVersionId: versionId, ecosystemId, period, periodStart, periodEnd } = release;
    return [{ organizationId, versionId, ecosystemId, period, periodStart, periodEnd }];
  });
}

/** An older release that does not store its organizations states nothing about them. */
function unreportedReleases(
  ids: readonly string[],
  { viewer, asOf }: { viewer: Viewer; asOf: string | null },
): RawBuilder<UnreportedRelease> {
  return sql`select "r"."id" as "releaseId", "a"."organization_id" as "organizationId"
    from "release" as "r" join "adoption" as "a" on "a"."indicator_version_id" = "r"."indicator_version_id" and ${adoptionInForce({ adoption: 'a', day: 'r.period_end', viewer })}
    where "r"."id" = any(${ids}::uuid[]) and not ${hasReported(viewer, asOf)}
      and exists (select from "released_row" as "w" where "w"."release_id" = "r"."id")
      and "a"."organization_id" in (select "w"."reporter_id" from "released_row" as "w" where "w"."release_id" = any(${ids}::uuid[]))`;
}
