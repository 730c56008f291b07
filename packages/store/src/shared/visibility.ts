import { type Viewer, type Visibility, visibilities } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';

/**
 * The visibilities that a viewer may see. No other code decides this. An operator acts for the stewards of every ecosystem, and
 * a calendar publishes on their behalf.
 */
function levelsOf(viewer: Viewer): readonly Visibility[] {
  switch (viewer.kind) {
    case 'ANONYMOUS':
      return ['PUBLIC'];
    case 'PRINCIPAL':
      return viewer.principal.isOperator ? visibilities : ['PUBLIC'];
    case 'LOCAL':
    case 'CALENDAR':
      return visibilities;
  }
}

/**
 * The condition, which every reader adds for the table with this alias, that the viewer may see the record and its
 * ecosystem. It is in parentheses, so that the query builder and raw SQL can combine and negate it.
 */
export function visibleTo(viewer: Viewer, alias = 't'): RawBuilder<boolean> {
  const levels = levelsOf(viewer);
  if (levels.length === visibilities.length) return sql<boolean>`true`;
  const open = sql.join(levels.map((level) => sql.lit(level)));
  return sql<boolean>`(${sql.ref(`${alias}.visibility`)} in (${open}) and ${sql.ref(`${alias}.ecosystem_id`)} in (select "e"."id" from "ecosystem" as "e" where "e"."visibility" in (${open})))`;
}

/** Whether the viewer is a steward, who may see RESTRICTED records. */
export function isSteward(viewer: Viewer): boolean {
  return levelsOf(viewer).includes('RESTRICTED');
}
