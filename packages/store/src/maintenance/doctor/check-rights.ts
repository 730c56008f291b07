import { sql } from 'kysely';
import type { Database } from '../../shared/database/index.ts';
import { ourSchema } from '../../shared/database/schema/our-schema.ts';
import { fine, problem, type Result } from './finding.ts';

/** Whether the user of the database can read every table and view, so that the other checks mean what they state. */
export async function checkRights(database: Database): Promise<Result[]> {
  const { rows } = await sql<{ user: string; unreadable: string[] }>`
    select current_user::text as "user",
      coalesce(array_agg("c"."relname"::text order by "c"."relname") filter (
        where not (has_schema_privilege("n"."oid", 'usage') and has_table_privilege("c"."oid", 'select'))), '{}') as "unreadable"
    from pg_class as "c" join pg_namespace as "n" on "n"."oid" = "c"."relnamespace"
    where "c"."relkind" in ('r', 'p', 'v')
      and "n"."nspname" in (select unnest(array["o"."nspname", "o"."nspname" || '_current']) from pg_namespace as "o" where "o"."oid" = ${ourSchema})`.execute(
    database.kysely(),
  );
  const { user, unreadable } = rows[0] ?? { user: '', unreadable: [] };
  if (unreadable.length === 0) return [fine(`The user "${user}" can read all tables.`)];
  const names = `${unreadable.slice(0, 3).join(', ')}${unreadable.length > 3 ? ', …' : ''}`;
  return [
    problem(
      `The user "${user}" cannot read ${unreadable.length} tables and views (${names}), so the database was not examined.`,
      'Run doctor as the owner of the tables.',
    ),
  ];
}
