import type { TestDatabase } from '@collective-impact/store/testing';

/** Tables of the installation, and logs. */
const notCopied = ['principal', 'idempotency', 'change', 'audit_entry', 'staged_observation'];

/** Values of which each copy has its own, as SQL. Organizations with the same identifiers would be the same organization. */
const ownValues: Record<string, string> = {
  'ecosystem.slug': `"t"."slug" || '-copy-' || "copy"`,
  'organization.identifiers': `(select coalesce(jsonb_agg(jsonb_set("i", '{value}', to_jsonb(("i" ->> 'value') || '-' || "copy"))), '[]')
    from jsonb_array_elements("t"."identifiers") as "i")`,
};

const uuidPattern = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

/** The id of a copy has the time of the original. An id in JSON is replaced too. */
const functions = [
  `create function pg_temp.copied(id uuid, copy int) returns uuid immutable language sql as $$
    select overlay(id::text placing right(md5(id::text || copy), 12) from 25)::uuid $$`,
  `create function pg_temp.copied(ids uuid[], copy int) returns uuid[] immutable strict language sql as $$
    select coalesce(array_agg(pg_temp.copied(id, copy) order by at), '{}') from unnest(ids) with ordinality as "u" (id, at) $$`,
  `create function pg_temp.copied(content jsonb, copy int) returns jsonb immutable strict language plpgsql as $$
    declare changed text := content::text; found text;
    begin
      for found in select distinct "m"[1] from regexp_matches(changed, '${uuidPattern}', 'g') as "m" loop
        changed := replace(changed, found, pg_temp.copied(found::uuid, copy)::text);
      end loop;
      return changed::jsonb;
    end $$`,
];

/** The columns of tables with rows of ecosystems, in the order of the tables. */
const columnsOfTables = `select "c"."relname"::text as "table", "a"."attname"::text as "name", format_type("a"."atttypid", null) as "type"
  from pg_class as "c" join pg_attribute as "a" on "a"."attrelid" = "c"."oid" and "a"."attnum" > 0 and not "a"."attisdropped"
    and "a"."attgenerated" = '' and "a"."attidentity" = ''
  where "c"."relkind" = 'r' and "c"."relnamespace" = 'public'::regnamespace and "c"."relname" not in (?)
    and exists (select from pg_attribute as "e" where "e"."attrelid" = "c"."oid" and "e"."attname" in ('ecosystem_id', 'release_id'))
  order by 1, "a"."attnum"`;

interface Column {
  table: string;
  name: string;
  type: string;
}

/**
 * Copies all ecosystems with their records `copies` times, with other ids. References lead to records of the same copy. Neither
 * triggers nor foreign keys check the copies, which are as consistent as the originals.
 */
export async function copyEcosystems(database: TestDatabase, copies: number): Promise<void> {
  await database.orm.em.fork().transactional(async (em) => {
    for (const statement of functions) await em.execute(statement);
    await em.execute('set local session_replication_role = replica');
    const columns: Column[] = await em.execute(columnsOfTables, [notCopied]);
    const [last] = await em.execute<{ id: number }[]>('select coalesce(max("id"), 0) as "id" from "breakdown"');
    for (const [table, of] of Map.groupBy(columns, (column) => column.table)) {
      const names = of.map(({ name }) => `"${name}"`).join();
      const values = of.map((column) => valueOfCopy(column, Number(last?.id))).join();
      await em.execute(
        `insert into "${table}" (${names}) select ${values} from "${table}" as "t", generate_series(1, ${copies}) as "copy"`,
      );
    }
  });
  await database.orm.em.fork().execute('vacuum analyze');
}

function valueOfCopy({ table, name, type }: Column, lastBreakdown: number): string {
  const column = `"t"."${name}"`;
  const isBreakdown = name === 'breakdown_id' || (table === 'breakdown' && name === 'id');
  if (isBreakdown) return `${column} + "copy" * ${lastBreakdown}`;
  const isCopied = ['uuid', 'uuid[]', 'jsonb'].includes(type);
  return ownValues[`${table}.${name}`] ?? (isCopied ? `pg_temp.copied(${column}, "copy")` : column);
}
