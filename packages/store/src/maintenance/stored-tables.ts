import { sql } from 'kysely';
import type { KyselyOfAnySchema } from '../shared/database/any-schema.ts';
import { migrationTable } from '../shared/database/connect-database.ts';
import { ourSchema } from '../shared/database/schema/our-schema.ts';
import type { BackupTable } from './backup-part.ts';

/**
 * The tables with their columns, by name. Excludes the table of the migrations, tables of extensions, and unlogged tables, whose
 * rows do not outlive a crash of the server either.
 */
export async function storedTables(kysely: KyselyOfAnySchema): Promise<BackupTable[]> {
  const { rows } = await sql<BackupTable>`
    select "c"."relname"::text as "name",
      jsonb_agg(jsonb_build_object('name', "a"."attname", 'type', format_type("a"."atttypid", "a"."atttypmod")) order by "a"."attnum") as "columns"
    from pg_class as "c" join pg_attribute as "a" on "a"."attrelid" = "c"."oid"
    where "c"."relnamespace" = ${ourSchema} and "c"."relkind" in ('r', 'p') and not "c"."relispartition"
      and "c"."relpersistence" = 'p' and "c"."relname" <> ${migrationTable}
      and "a"."attnum" > 0 and not "a"."attisdropped" and "a"."attgenerated" = ''
      and not exists (select from pg_depend as "d" where "d"."classid" = 'pg_class'::regclass and "d"."objid" = "c"."oid" and "d"."deptype" = 'e')
    group by "c"."relname" order by "c"."relname"`.execute(kysely);
  return rows;
}

/** The names of the sequences, except that of the table of the migrations. */
export async function sequenceNames(kysely: KyselyOfAnySchema): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select "c"."relname"::text as "name" from pg_class as "c"
    where "c"."relnamespace" = ${ourSchema} and "c"."relkind" = 'S'
      and not exists (select from pg_depend as "d" where "d"."objid" = "c"."oid" and ("d"."deptype" = 'e' or "d"."refobjid" = to_regclass(${migrationTable})))
    order by "c"."relname"`.execute(kysely);
  return rows.map(({ name }) => name);
}

/** A foreign key, with the clause that creates it again. */
export interface ForeignKey {
  table: string;
  name: string;
  clause: string;
}

/** The foreign keys of all tables. */
export async function foreignKeys(kysely: KyselyOfAnySchema): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select "c"."relname"::text as "table", "k"."conname"::text as "name", pg_get_constraintdef("k"."oid") as "clause"
    from pg_constraint as "k" join pg_class as "c" on "c"."oid" = "k"."conrelid"
    where "k"."contype" = 'f' and "k"."conparentid" = 0 and "c"."relnamespace" = ${ourSchema}
    order by 1, 2`.execute(kysely);
  return rows;
}

/** A trigger and when it fires: `O` for ordinary, `A` always, `R` in replica mode, `D` disabled. */
export interface TableTrigger {
  table: string;
  name: string;
  mode: 'O' | 'A' | 'R' | 'D';
}

/** The triggers of all tables, without those of foreign keys. */
export async function tableTriggers(kysely: KyselyOfAnySchema): Promise<TableTrigger[]> {
  const { rows } = await sql<TableTrigger>`
    select "c"."relname"::text as "table", "t"."tgname"::text as "name", "t"."tgenabled"::text as "mode"
    from pg_trigger as "t" join pg_class as "c" on "c"."oid" = "t"."tgrelid"
    where not "t"."tgisinternal" and "t"."tgparentid" = 0 and "c"."relnamespace" = ${ourSchema}
    order by 1, 2`.execute(kysely);
  return rows;
}
