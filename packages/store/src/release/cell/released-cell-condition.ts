import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { dimensionsVisibleTo } from '../../indicator/index.ts';
import type { Reporter } from '../../reporting/index.ts';
import { anyOf } from '../../shared/conditions.ts';
import { seesTotalsOnly, withoutTotalsOnly } from '../../shared/shared-by-agreements.ts';
import { isUnrestricted, visibleTo } from '../../shared/visibility.ts';

/**
 * The condition that the viewer sees every dimension that a released cell `t` is broken down by, and cells by category at all. For
 * `versions`, see {@link dimensionsVisibleTo}.
 */
export function categoriesVisibleTo(viewer: Viewer, versions?: RawBuilder<unknown>): RawBuilder<boolean> {
  const areDimensionsVisible = dimensionsVisibleTo(viewer, versions);
  if (!seesTotalsOnly(viewer)) return areDimensionsVisible;
  return sql<boolean>`(${areDimensionsVisible} and ${detailVisibleTo(viewer, 't')})`;
}

/**
 * The condition that a cell or sum of a release, with this alias, is a total, or that the viewer sees the release by category: not
 * only by agreements that share totals. Required if the viewer {@link seesTotalsOnly} by any agreement.
 */
export function detailVisibleTo(viewer: Viewer, alias: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<boolean>`(exists (select from "breakdown" as "tb" where "tb"."id" = ${column('breakdown_id')} and "tb"."category_ids" = '{}')
      or exists (select from "release" as "tr" where "tr"."id" = ${column('release_id')} and ${visibleTo(withoutTotalsOnly(viewer), { table: 'release', alias: 'tr' })}))`;
}

/**
 * The condition that the viewer can see the organization of a released cell `t`. Cells without an organization are visible.
 * Cells of a hidden organization are excluded as a whole: without its organization, such a cell would look like the
 * ecosystem's own figure. The subquery returns a value for one id: after `or`, PostgreSQL would read every organization for `exists`.
 */
export function reporterVisibleTo(viewer: Viewer): RawBuilder<boolean> {
  return sql<boolean>`("t"."organization_id" is null or coalesce((select ${visibleTo(viewer, { table: 'organization', alias: 'o' })}
    from "organization" as "o" where "o"."id" = "t"."organization_id"), false))`;
}

/**
 * The condition that an id of an organization in these releases is not that of an organization that the viewer sees. False for
 * null. An organization without a row is hidden too: a gateway can have a release without all of its organizations.
 */
export function isUnseen(
  viewer: Viewer,
  { id, releaseIds }: { id: RawBuilder<unknown>; releaseIds: readonly string[] },
): RawBuilder<boolean> {
  if (isUnrestricted(viewer)) return sql<boolean>`false`;
  // The subquery does not depend on the id, so that the database evaluates it only once.
  return sql<boolean>`coalesce(${id} not in (select "o"."id" from "organization" as "o" where "o"."ecosystem_id" in (
      select "y"."ecosystem_id" from "release" as "y" where "y"."id" = ${anyOf(releaseIds)}) and ${visibleTo(viewer, { table: 'organization', alias: 'o' })}), false)`;
}

/** A subquery for the ids of the versions of releases, as {@link categoriesVisibleTo} takes it. */
export function versionsOfReleases(ids: readonly string[]): RawBuilder<unknown> {
  return sql`(select "y"."indicator_version_id" from "release" as "y" where "y"."id" = ${anyOf(ids)})`;
}

/** The condition that a released cell `t` was reported by this reporter. */
export function reportedBy({ kind, id }: Reporter): RawBuilder<boolean> {
  if (kind === 'ecosystem') return sql<boolean>`"t"."scope" = 'ECOSYSTEM' and "t"."ecosystem_id" = ${id}::uuid`;
  return sql<boolean>`"t"."organization_id" = ${id}::uuid`;
}

/**
 * The condition that a released cell `t` belongs to an organization that is included in the totals of its release.
 * Organizations that were not visible at release time are excluded from its totals, even if they are visible now. So is an
 * organization without a row in the release. A release without totals over organizations excludes none. It is true for cells
 * without an organization.
 */
export function hasPartInSums(releaseIds: readonly string[]): RawBuilder<boolean> {
  const summed = sql`from "released_row" as "w" where "w"."release_id" = ${anyOf(releaseIds)} and "w"."summed"`;
  return sql<boolean>`("t"."organization_id" is null or ("t"."release_id", "t"."organization_id") in (select "w"."release_id", "w"."reporter_id" ${summed})
    or "t"."release_id" not in (select "w"."release_id" ${summed}))`;
}
