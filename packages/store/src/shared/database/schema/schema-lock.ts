import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { KyselyOfAnySchema } from '../any-schema.ts';
import { isLockTimeout } from '../database-error.ts';

/** The key of the advisory lock that each program shares while it uses the schema. No other advisory lock uses it. */
export const useKey = 4_276_115_831;

/**
 * Keeps other programs from using the schema until the transaction ends. Waits for at most `wait` milliseconds, while no other
 * program can begin, then throws a {@link SetupError} that names the programs that use it.
 */
export async function excludeUsers(kysely: KyselyOfAnySchema, { wait }: { wait: number }): Promise<void> {
  if (await isFreeWithin(kysely, wait)) return;
  throw new SetupError(await describeUsers(kysely));
}

async function isFreeWithin(kysely: KyselyOfAnySchema, wait: number): Promise<boolean> {
  if (await isFree(kysely)) return true;
  // Without a user, it is held by a migration that is ending: PostgreSQL releases its locks one after the other.
  while ((await usersOf(kysely)).length === 0) if (await isFree(kysely)) return true;
  if (wait === 0) return false;
  await sql`savepoint "waiting"`.execute(kysely);
  try {
    await sql`select set_config('lock_timeout', ${String(Math.ceil(wait))}, true)`.execute(kysely);
    await sql`select pg_advisory_xact_lock(${useKey}::bigint)`.execute(kysely);
    await sql`select set_config('lock_timeout', '0', true)`.execute(kysely);
    return true;
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    await sql`rollback to savepoint "waiting"`.execute(kysely);
    return false;
  }
}

async function isFree(kysely: KyselyOfAnySchema): Promise<boolean> {
  const { rows } = await sql<{ isFree: boolean }>`
    select pg_try_advisory_xact_lock(${useKey}::bigint) as "isFree"`.execute(kysely);
  return rows[0]?.isFree === true;
}

/** The sessions of programs that use the schema. A migration holds the same lock, but exclusively. */
async function usersOf(kysely: KyselyOfAnySchema): Promise<{ pid: number; program: string }[]> {
  const { rows } = await sql<{ pid: number; program: string }>`
    select "a"."pid", "a"."application_name" as "program"
    from pg_locks as "l" join pg_stat_activity as "a" on "a"."pid" = "l"."pid"
    where "l"."locktype" = 'advisory' and "l"."granted" and "l"."mode" = 'ShareLock' and "l"."database" = (select "oid" from pg_database where "datname" = current_database())
      and ("l"."classid"::bigint << 32 | "l"."objid"::bigint) = ${useKey}::bigint
    order by 2, 1`.execute(kysely);
  return rows;
}

async function describeUsers(kysely: KyselyOfAnySchema): Promise<string> {
  const users = await usersOf(kysely);
  const programs = users.map(({ pid, program }) => `${program} (database session ${pid})`).join(', ');
  return `The database is in use by ${programs || 'another program'}. Stop ${users.length > 1 ? 'them' : 'it'}, run this command again, then start the new version. Nothing was changed.`;
}
