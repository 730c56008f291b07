import { sql } from 'kysely';
import type { Database } from '../../shared/database/index.ts';
import { ourSchema } from '../../shared/database/schema/our-schema.ts';
import { servingRoles } from '../../shared/database/schema/serving-grants.ts';
import { fine, problem, type Result, warning } from './finding.ts';

/** Whether no role but the owner can change the audit log, the change feed, or the schema, and one can serve. */
export async function checkRoles(database: Database): Promise<Result[]> {
  if (database.engine === 'pglite') {
    return [fine('The embedded database has one user. Whoever can read the folder can change everything in it.')];
  }
  const kysely = database.kysely();
  const { rows: forgers } = await sql<{ role: string; table: string; rights: string[] }>`
    select coalesce("r"."rolname", 'public')::text as "role", "c"."relname"::text as "table", array_agg("a"."privilege_type"::text order by 1) as "rights"
    from pg_class as "c" cross join aclexplode("c"."relacl") as "a" left join pg_roles as "r" on "r"."oid" = "a"."grantee"
    where "c"."relnamespace" = ${ourSchema} and "c"."relname" in ('audit_entry', 'change', 'feed_epoch', 'schema_migration')
      and "a"."privilege_type" in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER') and "a"."grantee" <> "c"."relowner"
    group by 1, 2 order by 1, 2`.execute(kysely);
  const results = forgers.map(({ role, table, rights }) =>
    problem(
      `The role ${role} can change the table ${table} (${rights.join(', ').toLowerCase()}).`,
      `Run in the database: revoke ${rights.join(', ').toLowerCase()} on "${table}" from ${role === 'public' ? role : `"${role}"`}.`,
    ),
  );
  const roles = await servingRoles(kysely);
  if (roles.length === 0) {
    results.push(
      warning(
        'No role can serve.',
        'Create a role, and run "collective-impact migrate --serving-role NAME" as the owner of the tables.',
      ),
    );
  }
  if (results.length > 0) return results;
  return [
    fine(
      `Only the owner can change the change feed, the schema, and the audit log except by erasing personal data. Serving: ${roles.join(', ')}.`,
    ),
  ];
}
