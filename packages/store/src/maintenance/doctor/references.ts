import { sql } from 'kysely';
import type { KyselyOfAnySchema } from '../../shared/database/any-schema.ts';
import { ourSchema } from '../../shared/database/schema/our-schema.ts';

/** Columns that refer to a row of another table. */
export interface ColumnReference {
  table: string;
  columns: string[];
  target: string;
  targetColumns: string[];
}

/** References without a foreign key, because a check of each released cell made releases slow. */
const withoutForeignKey: ColumnReference[] = [
  { table: 'released_cell', columns: ['release_id'], target: 'release', targetColumns: ['id'] },
  { table: 'released_cell', columns: ['breakdown_id'], target: 'breakdown', targetColumns: ['id'] },
  { table: 'released_cell', columns: ['organization_id'], target: 'organization', targetColumns: ['id'] },
];

/** All references between tables. */
export async function references(kysely: KyselyOfAnySchema): Promise<ColumnReference[]> {
  const { rows } = await sql<ColumnReference>`
    select "c"."relname"::text as "table", "f"."relname"::text as "target",
      (select array_agg("a"."attname"::text order by "o") from unnest("k"."conkey") with ordinality as "u" ("n", "o")
      join pg_attribute as "a" on "a"."attrelid" = "c"."oid" and "a"."attnum" = "n") as "columns",
      (select array_agg("a"."attname"::text order by "o") from unnest("k"."confkey") with ordinality as "u" ("n", "o")
      join pg_attribute as "a" on "a"."attrelid" = "f"."oid" and "a"."attnum" = "n") as "targetColumns"
    from pg_constraint as "k" join pg_class as "c" on "c"."oid" = "k"."conrelid" join pg_class as "f" on "f"."oid" = "k"."confrelid"
    where "k"."contype" = 'f' and "c"."relnamespace" = ${ourSchema} order by 1, "k"."conname"`.execute(kysely);
  return [...rows, ...withoutForeignKey];
}
