import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import type { Condition } from '../relation.ts';
import type { Table } from '../table.ts';
import { visibleTo } from '../visibility.ts';

/**
 * A subquery for the records of a table that the viewer may see, as a JSON array of objects with the given properties.
 * `computed` has the expressions of properties that are not columns. `of` ties the row `t` to the ecosystem `k.id`.
 */
export function recordsAsJson<Row>(
  table: Table<Row>,
  {
    properties,
    computed = {},
    of,
    viewer,
  }: {
    properties: readonly (keyof Row & string)[];
    computed?: Readonly<Record<string, RawBuilder<unknown> | undefined>> | undefined;
    of?: Condition | undefined;
    viewer: Viewer;
  },
): RawBuilder<unknown> {
  const entries = properties.flatMap((property) => [sql.lit(property), computed[property] ?? table.column(property)]);
  const ofEcosystem = of ?? sql`"t"."ecosystem_id" = "k"."id"`;
  return sql`(select coalesce(jsonb_agg(jsonb_build_object(${sql.join(entries)})), '[]') from ${table.from} where ${ofEcosystem} and ${visibleTo(viewer, { table: table.name })})`;
}
