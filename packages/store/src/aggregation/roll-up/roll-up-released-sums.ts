import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { isSteward, visibleTo } from '../../access/index.ts';
import { type CellSums, columnOf, sumsFor } from '../../release/index.ts';
import type { CellSelection } from './roll-up-cells.ts';

/**
 * The condition that a release `r` of one of these ecosystems was brought together as the viewer sees it: none of its
 * organizations is closed to them, and where places are rolled over, it has none.
 */
export function isSummedFor(
  viewer: Viewer,
  { over, ecosystemIds }: { over: CellSelection['over']; ecosystemIds: readonly string[] },
): RawBuilder<boolean> {
  if (!over.includes('ORGANIZATIONS')) return sql<boolean>`false`;
  const placed = over.includes('PLACES')
    ? sql` and bool_and(jsonb_typeof("s"."particular" -> 1) is distinct from 'object')`
    : sql``;
  // An array, which is made once: closed organizations are few, and most releases have none of them.
  const open = isSteward(viewer)
    ? sql``
    : sql` and not exists (select from "released_row" as "w" where "w"."release_id" = "r"."id" and "w"."reporter_id" = any(array(
        select "o"."id" from "organization" as "o" where "o"."ecosystem_id" = any(${ecosystemIds}::uuid[]) and not (${visibleTo(viewer, 'o')}))))`;
  return sql<boolean>`(select count(*) > 0${placed} from "released_sum" as "s" where "s"."release_id" = "r"."id")${open}`;
}

/** What was brought together when these releases were made, over their organizations and not over places; one statement. */
export function releasedSums(
  selection: Pick<CellSelection, 'releaseIds' | 'breakdownIds' | 'versions' | 'most'>,
): RawBuilder<CellSums> {
  const { releaseIds, breakdownIds, versions, most } = selection;
  const among = breakdownIds === null ? sql`` : sql` and "s"."breakdown_id" = any(${breakdownIds}::int[])`;
  const sums = sumsFor(versions).map(({ name }) => sql`"s".${columnOf(name)} as ${sql.ref(name)}`);
  return sql`select "s"."release_id" as "releaseId", "s"."breakdown_id" as "breakdownId", "s"."particular", ${sql.join(sums)}
    from "released_sum" as "s" where "s"."release_id" = any(${releaseIds}::uuid[])${among} limit ${most + 1}`;
}
