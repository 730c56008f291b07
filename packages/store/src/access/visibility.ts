import { type Viewer, type Visibility, visibilities } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';

/**
 * Who sees which visibility: the one place where it is written down. The operator stands in for the stewards of
 * every ecosystem until grants name them. A calendar publishes for them.
 */
const visibleLevels: Record<Viewer['kind'], readonly Visibility[]> = {
  ANONYMOUS: ['PUBLIC'],
  OPERATOR: visibilities,
  CALENDAR: visibilities,
};

/**
 * The condition that every reader adds for the table aliased `alias`: the viewer may see the record, and the ecosystem that
 * it belongs to. It stands in parentheses, so that the query builder and raw SQL can combine and negate it.
 */
export function visibleTo(viewer: Viewer, alias = 't'): RawBuilder<boolean> {
  const levels = visibleLevels[viewer.kind];
  if (levels.length === visibilities.length) return sql<boolean>`true`;
  const open = sql.join(levels.map((level) => sql.lit(level)));
  return sql<boolean>`(${sql.ref(`${alias}.visibility`)} in (${open}) and ${sql.ref(`${alias}.ecosystem_id`)} in (select "e"."id" from "ecosystem" as "e" where "e"."visibility" in (${open})))`;
}

/** Whether the viewer is a steward: what is for stewards alone is not there for anyone else. */
export function isSteward(viewer: Viewer): boolean {
  return visibleLevels[viewer.kind].includes('RESTRICTED');
}
