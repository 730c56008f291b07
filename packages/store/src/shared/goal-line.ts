import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';

/**
 * A query of the ids of the goal `k.parent` and of the goals of earlier versions that it goes on from, as far as the viewer
 * can follow it: beyond a goal that is closed to the viewer, nothing is known to be the goal's. What serves one of these
 * serves the goal, as alignment has it.
 */
export function goalLine(viewer: Viewer): RawBuilder<{ id: string }> {
  return sql`with recursive "line" as (select "g"."id", "g"."based_on_id" from "goal" as "g" where "g"."id" = "k"."parent" union select "g"."id", "g"."based_on_id" from "goal" as "g" join "line" on "g"."id" = "line"."based_on_id" where ${visibleTo(viewer, 'g')}) select "line"."id" from "line"`;
}

/** The condition that a row `t` names the goal `k.parent`, or one that it goes on from, as its goal. */
export function namesGoal(viewer: Viewer): RawBuilder<boolean> {
  return sql<boolean>`"t"."goal_id" in (${goalLine(viewer)})`;
}

/** The condition that a row `t` has the goal `k.parent`, or one that it goes on from, among its goals. */
export function namesGoalAmongOthers(viewer: Viewer): RawBuilder<boolean> {
  return sql<boolean>`"t"."goal_ids" && array(${goalLine(viewer)})`;
}
