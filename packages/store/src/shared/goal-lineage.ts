import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { anyFrom } from './conditions.ts';
import { visibleTo } from './visibility.ts';

/**
 * A subquery, in parentheses, for the ids of the goal `k.parent` and of the earlier versions that it continues. It stops at
 * a goal that the viewer may not see: nothing behind that goal is known to belong to this one. A record that serves one of
 * these goals serves the goal, as in alignment. `offset 0` makes an index find each goal, where PostgreSQL expects ten times as many.
 */
export function goalLineage(viewer: Viewer): RawBuilder<string> {
  return sql<string>`(with recursive "line" as (select "g"."id", "g"."based_on_id" from "goal" as "g" where "g"."id" = "k"."parent"
    union select "g"."id", "g"."based_on_id" from "line" cross join lateral (select "g"."id", "g"."based_on_id" from "goal" as "g"
    where "g"."id" = "line"."based_on_id" and ${visibleTo(viewer, { table: 'goal', alias: 'g' })} offset 0) as "g") select "line"."id" from "line")`;
}

/** The condition that a row `t` names the goal `k.parent`, or an earlier version of it, as its goal. */
export function namesGoal(viewer: Viewer): RawBuilder<SqlBool> {
  return sql<SqlBool>`"t"."goal_id" = ${anyFrom(goalLineage(viewer))}`;
}

/** The condition that a row `t` has the goal `k.parent`, or an earlier version of it, among its goals. */
export function namesGoalAmongOthers(viewer: Viewer): RawBuilder<SqlBool> {
  return sql<SqlBool>`"t"."goal_ids" && array${goalLineage(viewer)}`;
}
