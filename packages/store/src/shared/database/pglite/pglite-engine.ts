import { rm } from 'node:fs/promises';
import { SetupError } from '@collective-impact/sdk';
import type { PGlite, PGliteOptions } from '@electric-sql/pglite';
import { PgliteConnection, PgliteDriver as PgliteOrmDriver } from '@mikro-orm/pglite';
import { PostgresAdapter } from 'kysely';
import type { ConnectionQueue } from '../connection-queue.ts';
import type { Engine } from '../engine.ts';
import { type FolderLock, type FolderLockOptions, lockFolder } from '../folder-lock/folder-lock.ts';
import { ObservedDriver } from '../observed-driver.ts';
import { searchViewsFirst } from '../schema/current-records.ts';
import type { StatementLog } from '../statement-log.ts';
import { Turn } from '../turn.ts';
import { valueParsers } from '../value-parsers.ts';
import { WriteGuard } from '../write-guard.ts';
import { guarded, isDiskFull, openOrCreate, prepareFolder, requireDatabase } from './database-folder.ts';
import type { DatabaseDump } from './dump.ts';
import { EmbeddedPostgres } from './embedded-postgres.ts';
import { GuardedFolder } from './guarded-folder.ts';
import { type OpenedDatabase, PgliteDriver } from './pglite-driver.ts';

/**
 * The files of a database in memory need no large copy in the buffers of PostgreSQL, which are 128 MB by default. It starts
 * a quarter faster with these, and takes 60 MB less.
 */
const inMemory: PGliteOptions = { startParams: [...EmbeddedPostgres.defaultStartParams, '-c', 'shared_buffers=16MB'] };

/**
 * Opens PostgreSQL inside this process: in a folder, which no other process may then open, or in memory. A new database
 * starts from `dump`, if there is one; an existing database never does. A folder that cannot be used is a
 * {@link SetupError}.
 */
export async function openPglite(options: {
  folder: string | undefined;
  dump?: DatabaseDump;
  mustExist?: boolean;
  /** A statement that runs in a new database after the dump was loaded. */
  copied?: string;
  folderLock?: FolderLockOptions;
  statements: StatementLog;
  queue: ConnectionQueue;
  /** Maximum time to wait for the connection, in milliseconds; 30 seconds by default. */
  connectTimeout?: number | undefined;
}): Promise<Engine> {
  const { folder, dump, mustExist, copied, folderLock, ...waiting } = options;
  if (folder === undefined) {
    return engine({ pglite: await create({ dump, copied, begin: async () => inMemory }), ...waiting });
  }
  if (mustExist) await requireDatabase(folder);
  await prepareFolder(folder);
  const lock = await guarded(folder, () => lockFolder(folder, folderLock));
  const guard = new WriteGuard(lock);
  try {
    const pglite = await guarded(folder, () =>
      openOrCreate(folder, {
        open: (path) => start(guardedBy(guard, path)),
        create: (path) =>
          create({
            dump,
            copied,
            async begin() {
              lock.assertHeld();
              await rm(path, { recursive: true, force: true });
              return guardedBy(guard, path);
            },
          }),
      }),
    );
    return engine({ pglite, ...waiting, folder, lock, guard });
  } catch (error) {
    await releaseAfter(error, lock);
    if (error instanceof SetupError) throw error;
    throw new SetupError(
      `The embedded database in ${folder} does not open (${firstLine(error)}). Restore the folder from a backup, or set DATABASE_URL to another folder.`,
      { cause: error },
    );
  }
}

/** Releases the lock after an error. If that fails too, both errors are reported. */
async function releaseAfter(error: unknown, lock: FolderLock): Promise<void> {
  const [released] = await Promise.allSettled([lock.release()]);
  if (released.status === 'rejected') throw new AggregateError([error, released.reason], firstLine(error));
}

function guardedBy(guard: WriteGuard, path: string): PGliteOptions {
  return { fs: new GuardedFolder(path, () => guard.assertWritable()) };
}

/** Starts a new database: from the dump if it loads, otherwise empty. `begin` clears its place. Throws if the disk is full. */
async function create(making: {
  dump: DatabaseDump | undefined;
  copied: string | undefined;
  begin: () => Promise<PGliteOptions>;
}): Promise<PGlite> {
  const { dump, copied, begin } = making;
  const files = await dump?.read();
  if (files === undefined) return start(await begin());
  try {
    const pglite = await start({ ...(await begin()), loadDataDir: files });
    if (copied !== undefined) await pglite.exec(copied);
    return pglite;
  } catch (error) {
    if (isDiskFull(error)) throw error;
    const empty = await begin();
    dump?.onFailure(error);
    return start(empty);
  }
}

async function start(options: PGliteOptions): Promise<PGlite> {
  const pglite = new EmbeddedPostgres(options);
  await pglite.waitReady;
  await pglite.exec(searchViewsFirst);
  pglite.parsers = Object.fromEntries(valueParsers);
  return pglite;
}

function engine(
  opened: OpenedDatabase & {
    statements: StatementLog;
    queue: ConnectionQueue;
    connectTimeout?: number | undefined;
    folder?: string;
  },
): Engine {
  const { pglite, statements, queue, connectTimeout = 30_000, folder, lock, guard } = opened;
  const turn = new Turn();

  class Connection extends PgliteConnection {
    override createKyselyDialect() {
      if (pglite.closed) throw new Error('The database is closed.');
      const dialect = super.createKyselyDialect({ pglite });
      const driver = () => new PgliteDriver({ pglite, turn, connectTimeout, lock, guard });
      dialect.createDriver = () => new ObservedDriver(driver(), { log: statements, queue });
      // The driver orders the statements itself, so that it can reject a second connection instead of waiting.
      dialect.createAdapter = () => new PostgresAdapter();
      return dialect;
    }
  }

  class Driver extends PgliteOrmDriver {
    protected override readonly connection = new Connection(this.config);
  }

  return {
    name: 'pglite',
    options: { driver: Driver, dbName: 'postgres' },
    folder,
    isBusy: () => turn.isTaken,
    verify: async () => undefined,
    announce: async (address) => lock?.announce(address),
    lost: lock?.lost ?? new Promise(() => undefined),
    async close() {
      if (!pglite.closed && !lock?.isLost) await pglite.close();
      await lock?.release();
    },
  };
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
