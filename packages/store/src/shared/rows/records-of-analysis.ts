import { InputError, type Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import type { Condition } from '../relation.ts';
import type { Table } from '../table.ts';
import { visibleTo } from '../visibility.ts';

/** Number of records of each type up to which an ecosystem is analyzed. An analysis of so many takes about a second. */
export const mostAnalyzedRecords = 20_000;

/** Throws an {@link InputError} if a list has more records than are analyzed. `analysis` is the field as the caller wrote it. */
export function requireFewRecords(analysis: string, lists: object): void {
  const long = Object.entries(lists).flatMap(([name, list]) =>
    Array.isArray(list) && list.length > mostAnalyzedRecords ? [name] : [],
  );
  if (long.length === 0) return;
  throw new InputError(
    `\`${analysis}\` is limited to ${mostAnalyzedRecords.toLocaleString('en')} records of each type. The ecosystem has more: ${long.join(', ')}. Read the records in pages, and compute \`${analysis}\` with \`@collective-impact/sdk\`.`,
  );
}

/**
 * A subquery for the records of a table that the viewer may see, as a JSON array of objects with the given properties.
 * `computed` has the expressions of properties that are not columns. `of` ties the row `t` to the ecosystem `k.id`. It returns at most
 * one record more than {@link requireFewRecords} accepts.
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
  const visible = sql`select "t".* from ${table.from} where ${ofEcosystem} and ${visibleTo(viewer, { table: table.name })} limit ${mostAnalyzedRecords + 1}`;
  return sql`(select coalesce(jsonb_agg(jsonb_build_object(${sql.join(entries)})), '[]') from (${visible}) as "t")`;
}
