import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { Database } from '../shared/database/database.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/**
 * The imports that run in this process. The embedded database has one process, and one session that would grant itself
 * every lock: there, an import that is not among these is gone.
 */
const running = new Set<string>();

/**
 * Runs an import so that others can tell that its owner is there: on PostgreSQL a session holds a lock for it, on a
 * connection of its own. The lock ends with that session, however it ends.
 */
export async function whileOwned<T>(
  database: Database,
  owned: { importId: string; work: () => Promise<T> },
): Promise<T> {
  const { importId, work } = owned;
  running.add(importId);
  try {
    if (database.engine === 'pglite') return await work();
    return await database
      .kysely()
      .connection()
      .execute(async (session) => {
        await sql`select pg_advisory_lock_shared(${lockOf(sql`${importId}::text`)})`.execute(session);
        try {
          return await work();
        } finally {
          // A session that is gone has let go by itself; that must not hide how the work ended.
          await sql`select pg_advisory_unlock_shared(${lockOf(sql`${importId}::text`)})`
            .execute(session)
            .catch(() => undefined);
        }
      });
  } finally {
    running.delete(importId);
  }
}

/** Removes what imports staged whose owner is gone: those whose lock nobody holds. */
export async function sweepAbandoned(database: Database): Promise<void> {
  const gone =
    database.engine === 'pglite'
      ? sql<boolean>`not ("import_id" = any(${[...running]}::uuid[]))`
      : sql<boolean>`pg_try_advisory_xact_lock(${lockOf(sql`"import_id"::text`)})`;
  await sql`
    with "staged" as materialized (select distinct "import_id" from "staged_observation"),
      "abandoned" as materialized (select "import_id" from "staged" where ${gone})
    delete from "staged_observation" where "import_id" in (select "import_id" from "abandoned")`.execute(
    database.kysely(),
  );
}

/**
 * Holds the staged rows until the transaction ends. A session that was lost took its lock along, and a server that fell
 * empties the table: where rows are missing, it is a `SetupError`.
 */
export async function holdStaged(unit: UnitOfWork, staged: { importId: string; rows: number }): Promise<void> {
  const { importId, rows } = staged;
  await unit.rows(sql`select pg_advisory_xact_lock_shared(${lockOf(sql`${importId}::text`)})`);
  const [found] = await unit.rows<{ count: number }>(
    sql`select count(*) as "count" from "staged_observation" where "import_id" = ${importId}::uuid`,
  );
  if (found?.count === rows) return;
  throw new SetupError(
    'The connection to the database was lost while the file was read, and what was read with it: import the file again.',
  );
}

const lockOf = (importId: ReturnType<typeof sql>) => sql`hashtextextended('staged:' || ${importId}, 0)`;
