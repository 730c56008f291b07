import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { Database } from '../shared/database/database.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { ImportTables } from './tables.ts';

/**
 * The imports that run in this process. The embedded database has one session, which would get every lock that it
 * requests. There, an import that is not in this set has ended.
 */
const running = new Set<string>();

/**
 * Runs an import so that other processes can detect that it still runs. On PostgreSQL, a separate session holds a lock for
 * the import, which ends with that session.
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
          // A lost session has released the lock. That failure must not replace the result of the work.
          await sql`select pg_advisory_unlock_shared(${lockOf(sql`${importId}::text`)})`
            .execute(session)
            .catch(() => undefined);
        }
      });
  } finally {
    running.delete(importId);
  }
}

/** Removes the staged rows of imports that have ended: those whose lock no session holds. */
export async function sweepAbandoned(database: Database): Promise<void> {
  const hasEnded =
    database.engine === 'pglite'
      ? sql<boolean>`not ("import_id" = any(${[...running]}::uuid[]))`
      : sql<boolean>`pg_try_advisory_xact_lock(${lockOf(sql`"import_id"::text`)})`;
  await sql`
    with "staged" as materialized (select distinct "import_id" from "staged_observation"),
      "abandoned" as materialized (select "import_id" from "staged" where ${hasEnded})
    delete from "staged_observation" where "import_id" in (select "import_id" from "abandoned")`.execute(
    database.kysely(),
  );
}

/**
 * Locks the staged rows until the transaction ends.
 *
 * @throws SetupError if rows are missing: after a lost session another process can delete them, and after a failure of the
 * server the table is empty.
 */
export async function holdStaged(unit: UnitOfWork, staged: { importId: string; rows: number }): Promise<void> {
  const { importId, rows } = staged;
  await unit.rows(sql`select pg_advisory_xact_lock_shared(${lockOf(sql`${importId}::text`)})`);
  const observations = unit.tables<ImportTables>().selectFrom('staged_observation').where('import_id', '=', importId);
  const [staging] = await unit.rows(observations.select(({ fn }) => fn.countAll<number>().as('count')));
  if (staging?.count === rows) return;
  throw new SetupError('The connection to the database was lost while the file was read. Import the file again.');
}

const lockOf = (importId: ReturnType<typeof sql>) => sql`hashtextextended('staged:' || ${importId}, 0)`;
