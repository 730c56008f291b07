import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from '@collective-impact/sdk';
import type { Database } from '../database.ts';
import { schemaStatus } from './migrate.ts';
import { useKey } from './schema-lock.ts';

/** Time between two attempts to connect again, in milliseconds. */
const retryDelay = 1_000;

/** The part of a connection of `pg` that is used here. */
interface Session {
  connect(): Promise<unknown>;
  query(sql: string): Promise<{ rows: unknown[] }>;
  end(): Promise<void>;
  on(event: 'error' | 'end', listener: () => void): unknown;
}

interface Pool {
  options: object;
  Client: new (options: object) => Session;
}

/** The use of the schema by this process. */
export interface SchemaUse {
  /** Resolves if the schema changed while the connection was lost, with the error to report. The process should end. */
  readonly lost: Promise<SetupError>;
  release(): Promise<void>;
}

/**
 * Keeps other programs from changing the schema while this process uses it. Waits for a running migration, then throws a
 * {@link SetupError} unless the schema is that of this program. `program` names this process in the refusal of a migration.
 *
 * Uses a connection of its own, which it opens again after a failure. An embedded database belongs to one process anyway.
 */
export async function useSchema(database: Database, program: string): Promise<SchemaUse> {
  if (database.engine === 'pglite') {
    await requireCurrent(database);
    return { lost: new Promise(() => undefined), release: async () => undefined };
  }
  const pool = (await database.orm.em.getConnection().getNativeClient()) as unknown as Pool;
  const lost = Promise.withResolvers<SetupError>();
  let isReleased = false;
  let session: Session | undefined;
  const hold = async () => {
    session = await sharedSession(pool, { program, onEnd: () => void holdAgain() });
    await requireCurrent(database);
  };
  const holdAgain = async () => {
    while (!isReleased) {
      try {
        return await hold();
      } catch (error) {
        if (error instanceof SetupError) return lost.resolve(error);
        await delay(retryDelay, undefined, { ref: false });
      }
    }
  };
  const release = async () => {
    isReleased = true;
    await session?.end();
  };
  try {
    await hold();
  } catch (error) {
    await release();
    throw error;
  }
  return { lost: lost.promise, release };
}

/** A session that holds the lock, and calls `onEnd` once when it ends. */
async function sharedSession(pool: Pool, use: { program: string; onEnd: () => void }): Promise<Session> {
  const session = new pool.Client({
    ...pool.options,
    application_name: `collective-impact ${use.program}`.slice(0, 63),
    statement_timeout: 0,
  });
  let isHeld = false;
  // A failed connection reports an error as well. Its end is what counts.
  session.on('error', () => undefined);
  session.on('end', () => {
    if (isHeld) use.onEnd();
  });
  await session.connect();
  await session.query(`select pg_advisory_lock_shared(${useKey})`);
  isHeld = true;
  return session;
}

async function requireCurrent(database: Database): Promise<void> {
  const status = await schemaStatus(database);
  if (status === 'CURRENT') return;
  throw new SetupError(
    status === 'NEWER'
      ? 'The database has a newer schema than this program knows. Install the version that migrated it, and start it again.'
      : 'The database schema is not up to date. Run "collective-impact migrate" as the owner of the tables.',
  );
}
