import type { Viewer } from '@collective-impact/sdk';
import { parsePeriod, periodRange } from '@collective-impact/sdk/period';
import { type RawBuilder, sql } from 'kysely';
import { adoptionInForce } from '../../indicator/index.ts';
import { liesWithin, notAPeriod } from '../../period/index.ts';
import { isCurrentRelease } from '../../release/index.ts';
import { anyOf } from '../../shared/conditions.ts';
import { isUnrestricted, visibleTo } from '../../shared/visibility.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';
import type { DaySpan, RolledUpVersion } from './roll-up-definitions.ts';
import type { ReleaseContents } from './roll-up-plan.ts';

/** A current release whose figures are rolled up. What only matters over organizations is false otherwise. */
export interface RolledUpRelease extends ReleaseContents {
  ecosystemId: string;
  period: string;
  periodStart: string;
  periodEnd: string;
  /** Number of organizations that agreed to report the version on the last day of the period. Null if there are none. */
  expected: number | null;
  /** Number of these that are not in the release. Null if the release does not store its organizations. */
  absent: number | null;
}

/** The versions of a roll-up, as far as their releases depend on them. */
type ReleasedVersion = Pick<RolledUpVersion, 'id' | 'ecosystemId' | 'years' | 'spans'>;

/**
 * The requested or current releases of these versions that the viewer sees, of the requested periods or days, without withdrawn
 * ones. With `asOf`, the releases that were current on that day. With requested releases, members of a network contribute their
 * current releases. One statement.
 */
export function releasesStatement(
  versions: readonly ReleasedVersion[],
  { request, viewer }: { request: Omit<Required<RollUpArguments>, 'by'>; viewer: Viewer },
): RawBuilder<RolledUpRelease> {
  const ids = versions.map(({ id }) => id);
  const ecosystemIds = [...new Set(versions.map(({ ecosystemId }) => ecosystemId))];
  const isOverOrganizations = request.over.includes('ORGANIZATIONS');
  const hasHidden = isOverOrganizations ? hasHiddenReporters(viewer, ecosystemIds) : sql`false`;
  const sums = isOverOrganizations ? storedSums : noStoredSums;
  const reporters = isOverOrganizations ? reportersByPlace : sql`null`;
  const { releaseIds, asOf } = request;
  const isCurrent = isCurrentRelease('r', asOf);
  const ofMembers = versions.flatMap(({ id, spans }) => (spans === null ? [] : [id]));
  const requested = (some: readonly string[]) => {
    const isRequested = sql`"r"."id" = ${anyOf(some)}`;
    if (ofMembers.length === 0) return isRequested;
    return sql`(${isRequested} or ${isCurrent} and "r"."indicator_version_id" = ${anyOf(ofMembers)})`;
  };
  const selected = releaseIds === null ? isCurrent : requested(releaseIds);
  const within = request.window === null ? sql`` : sql` and ${liesWithin(request.window, 'r')}`;
  const overlapping = request.periods == null ? sql`` : sql` and ${overlapsOneOf(request.periods, versions)}`;
  return sql`select "r"."id", "r"."indicator_version_id" as "indicatorVersionId", "r"."ecosystem_id" as "ecosystemId", "r"."period",
      "r"."period_start" as "periodStart", "r"."period_end" as "periodEnd", "s".*, ${hasHidden} as "hasHiddenReporters",
      "a"."expected", "a"."absent", ${reporters} as "reporters"
    from "release" as "r" cross join lateral (${sums}) as "s" left join lateral (${expectedReporters(viewer, asOf)}) as "a" on "a"."expected" > 0
    where "r"."indicator_version_id" = ${anyOf(ids)} and ${selected} and "r"."withdrawn_at" is null and ${visibleTo(viewer, { table: 'release', alias: 'r' })}${overlapping}${within}`;
}

/** Which sums a release `r` stores. */
const storedSums = sql`select count(*) > 0 as "hasSums", coalesce(bool_or("s"."place" is not null), false) as "hasSumsByPlace",
    coalesce(bool_or("s"."scope" = 'EXCLUDED'), false) as "hasExcludedReporters"
  from "released_sum" as "s" where "s"."release_id" = "r"."id"`;

const noStoredSums = sql`select false as "hasSums", false as "hasSumsByPlace", false as "hasExcludedReporters"`;

/**
 * Whether a release `r` of one of these ecosystems has an organization that is not among those that the viewer sees. One without
 * a row is hidden too. Stewards see all.
 */
function hasHiddenReporters(viewer: Viewer, ecosystemIds: readonly string[]): RawBuilder<unknown> {
  if (isUnrestricted(viewer)) return sql`false`;
  // The inner subquery does not depend on the release, so that the database evaluates it only once.
  return sql`exists (select from "released_row" as "w" where "w"."release_id" = "r"."id" and "w"."reporter_id" <> "r"."ecosystem_id" and "w"."reporter_id" not in (
      select "o"."id" from "organization" as "o" where "o"."ecosystem_id" = ${anyOf(ecosystemIds)} and ${visibleTo(viewer, { table: 'organization', alias: 'o' })}))`;
}

/** Number of organizations by place. Older releases do not store it: then their rows are counted. Most have no figures by place. */
const reportersByPlace = sql`coalesce("r"."reporters", (select case when count(*) filter (where "w"."place_key" <> '') = 0 then jsonb_build_object('', count(*)) else (
    select jsonb_object_agg("p"."place_key", "p"."rows") from (
      select "w"."place_key", count(*) as "rows" from "released_row" as "w"
      where "w"."release_id" = "r"."id" and "w"."reporter_id" <> "r"."ecosystem_id" group by 1) as "p") end
  from "released_row" as "w" where "w"."release_id" = "r"."id" and "w"."reporter_id" <> "r"."ecosystem_id"))`;

/** Numbers of organizations that agreed to report on the last day of the period of a release `r`, and of those not in it. */
function expectedReporters(viewer: Viewer, asOf: string | null): RawBuilder<unknown> {
  return sql`select count(*) as "expected", case when exists (select from "released_row" as "w" where "w"."release_id" = "r"."id") then count(*) filter (
      where not ${hasReported(viewer, asOf)}) end as "absent"
    from "adoption" as "a" where "a"."indicator_version_id" = "r"."indicator_version_id" and ${adoptionInForce({ adoption: 'a', day: 'r.period_end', viewer })}`;
}

/**
 * The condition that the organization of an adoption `a` is in a release `r`, or in the current release of another version of
 * the indicator for the same period: organizations can change to a new version at different times. With `asOf`, in the release
 * that was current on that day.
 */
export function hasReported(viewer: Viewer, asOf: string | null): RawBuilder<boolean> {
  const isIn = (releaseId: string) =>
    sql`exists (select from "released_row" as "w" where "w"."release_id" = ${sql.ref(releaseId)} and "w"."reporter_id" = "a"."organization_id")`;
  return sql<boolean>`(${isIn('r.id')} or exists (${otherReleases(viewer, asOf)} and ${isIn('q.id')}))`;
}

/** The condition that a row `w` is in a release `r` or in one of its {@link otherReleases}. */
export function inCurrentReleases(viewer: Viewer, asOf: string | null): RawBuilder<boolean> {
  return sql<boolean>`("w"."release_id" = "r"."id" or exists (${otherReleases(viewer, asOf)} and "q"."id" = "w"."release_id"))`;
}

/** The releases `q` of every version of the indicator for the period of a release `r` that are current, or were on a day. */
function otherReleases(viewer: Viewer, asOf: string | null): RawBuilder<unknown> {
  const versions = sql`select "y"."id" from "indicator_version" as "x" join "indicator_version" as "y" on "y"."indicator_id" = "x"."indicator_id" where "x"."id" = "r"."indicator_version_id"`;
  return sql`select from "release" as "q" where "q"."indicator_version_id" in (${versions}) and "q"."period" = "r"."period"
      and ${isCurrentRelease('q', asOf)} and ${visibleTo(viewer, { table: 'release', alias: 'q' })}`;
}

/** Whether a release counts: its period ends while both adoptions of its version are in effect. Without adoptions, it counts. */
export function isCounted({ periodEnd }: RolledUpRelease, spans: readonly DaySpan[] | null): boolean {
  return spans === null || spans.some(({ from, until }) => from <= periodEnd && (until === null || periodEnd <= until));
}

/** Whether the period of a release `r` overlaps one of these. School and fiscal years have other days in other ecosystems. */
function overlapsOneOf(codes: readonly string[], versions: readonly ReleasedVersion[]): RawBuilder<boolean> {
  const years = new Map(versions.map((version) => [version.ecosystemId, version.years]));
  const spans = [...years].flatMap(([ecosystemId, starts]) =>
    codes.map((code) => {
      const period = parsePeriod(code);
      if (!period) throw notAPeriod(code);
      return { ecosystemId, ...periodRange(period, starts) };
    }),
  );
  return sql<boolean>`exists (select
    from unnest(${spans.map(({ ecosystemId }) => ecosystemId)}::uuid[], ${spans.map(({ start }) => start)}::date[], ${spans.map(({ end }) => end)}::date[]) as "p"("ecosystem_id", "start", "end")
    where "p"."ecosystem_id" = "r"."ecosystem_id" and "r"."period_start" <= "p"."end" and "r"."period_end" >= "p"."start")`;
}
