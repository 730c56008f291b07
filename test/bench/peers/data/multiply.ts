import { slugOf } from './names.ts';
import type { Sql } from './sql.ts';

/** Tables that are not part of an ecosystem's records: those of the installation, and the change feed and the audit log. */
const excluded = [
  ...[
    'schema_migration',
    'feed_epoch',
    'principal',
    'identity',
    'api_key',
    'access_grant',
    'idempotency',
    'rate_budget',
  ],
  ...['change', 'audit_entry', 'staged_observation'],
];

const uuidPattern = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

interface Column {
  table: string;
  name: string;
  type: string;
}

/**
 * Copies every record of the source ecosystem `copies` times, with new ids and names. The ids of a copy are those of the source some
 * days earlier, so that they have the order and the locality of ids that an ecosystem got while it was made. Figures, releases
 * and their sums are those that the product wrote. The change feed and the audit log are not copied.
 */
export async function multiply(sql: Sql, copies: number): Promise<void> {
  if (copies === 0) return;
  // The first 48 bits are milliseconds. One expression, so that PostgreSQL evaluates it without a call.
  await sql(`create function pg_temp.copied(id uuid, copy int) returns uuid immutable language sql as $$
    select (lpad(to_hex(('x0000' || substr(id::text, 1, 8) || substr(id::text, 10, 4))::bit(64)::bigint - copy * 86400000::bigint), 12, '0')
      || substr(id::text, 15))::uuid $$`);
  await sql(`create function pg_temp.copied(ids uuid[], copy int) returns uuid[] immutable strict language sql as $$
    select coalesce(array_agg(pg_temp.copied(id, copy) order by at), '{}') from unnest(ids) with ordinality as "u" (id, at) $$`);
  const [source] = await sql<{ id: string }>('select "id" from "ecosystem" where "slug" = $1', [slugOf(0)]);
  const [last] = await sql<{ id: number }>('select max("id") as "id" from "breakdown"');
  if (!source || !last) throw new Error('There is no source ecosystem.');
  const tables = Map.groupBy(await columnsOf(sql), ({ table }) => table);
  // Neither triggers nor foreign keys: the copies are as consistent as the source.
  await sql('set session_replication_role = replica');
  for (const [table, columns] of tables) {
    await requireNoHiddenId(sql, columns);
    const isSum = !columns.some(({ name }) => name === 'ecosystem_id');
    const of = isSum ? '"release_id" in (select "id" from "release" where "ecosystem_id" = $1)' : '"ecosystem_id" = $1';
    await sql(
      `insert into "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')})
       select ${columns.map((column) => copied(column, last.id)).join(', ')}
       from "${table}" as "t" cross join generate_series(1, ${copies}) as "copy"
       where ${of} order by "copy"`,
      [source.id],
    );
  }
  await sql(`select setval(pg_get_serial_sequence('breakdown', 'id'), (select max("id") from "breakdown"))`);
  await sql('set session_replication_role = default');
}

function columnsOf(sql: Sql): Promise<Column[]> {
  return sql<Column>(
    `select "c"."relname"::text as "table", "a"."attname"::text as "name", format_type("a"."atttypid", null) as "type"
     from pg_class as "c" join pg_attribute as "a" on "a"."attrelid" = "c"."oid" and "a"."attnum" > 0 and not "a"."attisdropped"
     where "c"."relkind" = 'r' and "c"."relnamespace" = 'public'::regnamespace and "c"."relname" <> all($1)
       and exists (select from pg_attribute as "e" where "e"."attrelid" = "c"."oid" and "e"."attname" in ('ecosystem_id', 'release_id'))
     order by 1, "a"."attnum"`,
    [excluded],
  );
}

/** The value of a column in a copy. */
function copied({ table, name, type }: Column, lastBreakdown: number): string {
  const column = `"t"."${name}"`;
  if (type === 'uuid' || type === 'uuid[]') return `pg_temp.copied(${column}, "copy")`;
  if (name === 'breakdown_id' || (table === 'breakdown' && name === 'id'))
    return `${column} + "copy" * ${lastBreakdown}`;
  if (table === 'ecosystem' && name === 'slug') return `'${slugOf(0).slice(0, -1)}' || "copy"`;
  if (name === 'name' && (table === 'ecosystem' || table === 'organization'))
    return `${column} || ' of town ' || "copy"`;
  return column;
}

/** Throws an error if a JSON column contains an id, which the copies would share with the source. */
async function requireNoHiddenId(sql: Sql, columns: readonly Column[]): Promise<void> {
  for (const { table, name, type } of columns) {
    if (type !== 'jsonb') continue;
    const found = await sql(`select from "${table}" where "${name}"::text ~ $1 limit 1`, [uuidPattern]);
    if (found.length > 0) throw new Error(`${table}.${name} contains an id. Copy it with a new one.`);
  }
}
