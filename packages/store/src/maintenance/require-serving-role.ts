import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { Database } from '../shared/database/index.ts';
import { type SchemaStatus, schemaStatus } from '../shared/database/schema/migrate.ts';
import { ourSchema } from '../shared/database/schema/our-schema.ts';

interface Rights {
  user: string;
  /** Whether the database contains tables of this program. */
  hasTables: boolean;
  isSuperuser: boolean;
  /** Whether the user owns a table, or can become its owner. */
  isOwner: boolean;
  /** Whether the user may change the audit log or the change feed. */
  mayForge: boolean;
  /** Whether the user may do what `serve` needs. */
  mayServe: boolean;
}

/**
 * Checks that the user of the database is one that may serve: it can change records, but neither the schema nor the audit log nor the
 * change feed. On the embedded database there is only one user, and nothing is checked.
 *
 * Throws a `SetupError` otherwise, also if the schema is not that of this program.
 */
export async function requireServingRole(database: Database): Promise<void> {
  if (database.engine === 'pglite') return;
  const { user, hasTables, isSuperuser, isOwner, mayForge, mayServe } = await rightsOf(database);
  const why = reasonAgainst({ isSuperuser, isOwner, mayForge });
  if (why !== undefined) {
    throw new SetupError(
      `The gateway does not serve as user "${user}", who ${why} and could change the audit log. Create a role, for example with \`createuser --pwprompt gateway\`, run \`collective-impact migrate --serving-role gateway\` as the owner of the tables, and set that role in DATABASE_URL.`,
    );
  }
  const run = `run \`collective-impact migrate --serving-role ${user}\``;
  // Such a user cannot read the version of the schema either.
  if (hasTables && !mayServe) throw new SetupError(`User "${user}" lacks rights. As the owner of the tables, ${run}.`);
  const status = await schemaStatus(database);
  const faults: Record<SchemaStatus, string | undefined> = {
    NEWER: 'The database has a newer schema than this program knows. Install the version that migrated it.',
    EMPTY: `The database is empty. Set DATABASE_URL to the address of the user who will own the tables, and ${run}. Then serve as "${user}".`,
    BEHIND: `The database schema is of an earlier version. As the owner of the tables, ${run}.`,
    CURRENT: undefined,
  };
  if (faults[status] !== undefined) throw new SetupError(faults[status]);
}

function reasonAgainst({
  isSuperuser,
  isOwner,
  mayForge,
}: Pick<Rights, 'isSuperuser' | 'isOwner' | 'mayForge'>): string | undefined {
  if (isSuperuser) return 'is a superuser';
  if (isOwner) return 'owns the tables';
  return mayForge ? 'may write the audit log' : undefined;
}

async function rightsOf(database: Database): Promise<Rights> {
  const { rows } = await sql<Rights>`
    select current_user::text as "user", count(*) > 0 as "hasTables",
      (select "rolsuper" from pg_roles where "rolname" = current_user) as "isSuperuser",
      coalesce(bool_or(pg_has_role("c"."relowner", 'member')), false) as "isOwner",
      coalesce(bool_or("c"."relname" in ('audit_entry', 'change') and has_table_privilege("c"."oid", 'insert, update, delete, truncate')), false) as "mayForge",
      coalesce(bool_and(has_table_privilege("c"."oid", 'select') and ("c"."relname" <> 'idempotency' or has_table_privilege("c"."oid", 'insert'))), false) as "mayServe"
    from pg_class as "c" where "c"."relnamespace" = ${ourSchema} and "c"."relkind" in ('r', 'p')`.execute(
    database.kysely(),
  );
  const [rights] = rows;
  if (!rights) throw new Error('The database did not return the rights of the user.');
  return rights;
}
