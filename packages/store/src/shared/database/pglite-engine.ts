import { SetupError } from '@collective-impact/sdk';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { PgliteConnection, PgliteDriver as PgliteOrmDriver } from '@mikro-orm/pglite';
import { PostgresAdapter } from 'kysely';
import { guarded, openOrMake, prepareFolder } from './database-folder.ts';
import type { Engine } from './engine.ts';
import { type FolderLock, type FolderLockOptions, lockFolder } from './folder-lock/folder-lock.ts';
import { GuardedFolder } from './guarded-folder.ts';
import { ObservedDriver } from './observed-driver.ts';
import { PgliteDriver } from './pglite-driver.ts';
import type { StatementLog } from './statement-log.ts';
import { Turn } from './turn.ts';
import { valueParsers } from './value-parsers.ts';

/**
 * Opens PostgreSQL inside this process: in a folder, which nobody else may then open, or in memory, where it can start
 * from the files of another (`dump`). A folder that cannot be used is a {@link SetupError}.
 */
export async function openPglite(options: {
  folder: string | undefined;
  dump?: Blob;
  folderLock?: FolderLockOptions;
  statements: StatementLog;
}): Promise<Engine> {
  const { folder, dump, folderLock, statements } = options;
  if (folder === undefined) return engine({ pglite: await start({ loadDataDir: dump }), statements });
  await prepareFolder(folder);
  const lock = await guarded(folder, () => lockFolder(folder, folderLock));
  try {
    const pglite = await guarded(folder, () =>
      openOrMake(folder, (path) => start({ fs: new GuardedFolder(path, () => lock.assertHeld()) })),
    );
    return engine({ pglite, statements, folder, lock });
  } catch (error) {
    await lock.release();
    if (error instanceof SetupError) throw error;
    throw new SetupError(
      `The embedded database in ${folder} does not open (${firstLine(error)}): restore the folder from a backup, or set DATABASE_URL to another.`,
      { cause: error },
    );
  }
}

async function start(options: PGliteOptions): Promise<PGlite> {
  const pglite = await PGlite.create(options);
  pglite.parsers = Object.fromEntries(valueParsers);
  return pglite;
}

function engine(opened: { pglite: PGlite; statements: StatementLog; folder?: string; lock?: FolderLock }): Engine {
  const { pglite, statements, folder, lock } = opened;
  const turn = new Turn();

  class Connection extends PgliteConnection {
    override createKyselyDialect() {
      if (pglite.closed) throw new Error('The database is closed.');
      const dialect = super.createKyselyDialect({ pglite });
      dialect.createDriver = () => new ObservedDriver(new PgliteDriver({ pglite, turn, lock }), statements);
      // Taking turns is up to the driver, which is then seen to refuse before it would wait.
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
