import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { KyselyOfAnySchema } from '../shared/database/any-schema.ts';
import type { Database } from '../shared/database/index.ts';
import { whileNobodyMigrates } from '../shared/database/schema/migrate.ts';
import { ourSchema } from '../shared/database/schema/our-schema.ts';
import { grantTo } from '../shared/database/schema/serving-grants.ts';

/**
 * Grants a role of PostgreSQL what `serve` needs, and revokes everything else on the tables of this program. The role can read
 * and change records. It cannot change the schema or the change feed, and changes the audit log only by erasing personal data. `migrate`
 * repeats this for every such role.
 *
 * Throws a `SetupError` if there is no such role, if it has the rights of the owner, or on the embedded database.
 */
export async function grantServing(database: Database, role: string): Promise<void> {
  await requireRole(database, role);
  await whileNobodyMigrates(database, async (em) => {
    const kysely = em.getKysely<unknown>();
    await requireOrdinaryRole(kysely, role);
    await grantTo(kysely, role);
  });
}

/** Throws a `SetupError` if there is no such role, or on the embedded database. */
export async function requireRole(database: Database, role: string): Promise<void> {
  if (database.engine === 'pglite') {
    throw new SetupError('The embedded database has no roles. Use --serving-role with PostgreSQL only.');
  }
  const { rows } = await sql`select from pg_roles where "rolname" = ${role}`.execute(database.kysely());
  if (rows.length > 0) return;
  throw new SetupError(
    `There is no role "${role}". Create it first, for example with \`createuser --pwprompt ${role}\`.`,
  );
}

async function requireOrdinaryRole(kysely: KyselyOfAnySchema, role: string): Promise<void> {
  const { rows } = await sql<{ isSuperuser: boolean; isOwner: boolean }>`
    select "r"."rolsuper" as "isSuperuser", pg_has_role("r"."oid", "c"."relowner", 'member') as "isOwner"
    from pg_roles as "r" cross join pg_class as "c"
    where "r"."rolname" = ${role} and "c"."relnamespace" = ${ourSchema} and "c"."relname" = 'idempotency'`.execute(
    kysely,
  );
  const [found] = rows;
  if (found?.isSuperuser || found?.isOwner) {
    throw new SetupError(
      `The role "${role}" ${found.isSuperuser ? 'is a superuser' : 'has the rights of the owner of the tables'}. Choose another role for serving.`,
    );
  }
}
