import { SetupError } from '@collective-impact/sdk';
import { Migrator } from '@mikro-orm/migrations';
import {
  type AbstractSqlDriver,
  type MigrationObject,
  MikroORM,
  type Options,
  type SqlEntityManager,
} from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { AnyGuard } from '../unit-of-work.ts';
import { connectionFailure } from './connection-failure.ts';
import { ConnectionQueue } from './connection-queue.ts';
import type { Database } from './database.ts';
import { type DatabaseAddress, parseDatabaseUrl } from './database-address.ts';
import type { Engine } from './engine.ts';
import type { FolderLockOptions } from './folder-lock/folder-lock.ts';
import type { DatabaseDump } from './pglite/dump.ts';
import { openPglite } from './pglite/pglite-engine.ts';
import { probeStorage } from './pglite/storage-probe.ts';
import { defaultQueueSize, openPostgresql, type ServerOptions } from './postgresql-engine.ts';
import { StatementLog } from './statement-log.ts';

/** The tables of a database: the entities that map them, and the migrations that create them. */
export interface Schema {
  entities: NonNullable<Options['entities']>;
  /** In the order in which they apply. The database stores the names of those that were applied. */
  migrations: readonly MigrationObject[];
  /** The rules of later domains about records of earlier ones; none by default. */
  guards?: readonly AnyGuard[];
  /** A statement that runs in a new database that was copied from a dump; none by default. */
  copied?: string;
}

export interface ConnectOptions extends ServerOptions {
  /** The files that a new embedded database starts from. Ignored on PostgreSQL and if the database exists. */
  dump?: DatabaseDump;
  /** Whether an embedded database must exist. By default, it is created if it does not. */
  mustExist?: boolean;
  /** The clock by which the rules determine the current day; the system's by default. */
  now?: () => Date;
  /** Replacements in the lock of the embedded folder, for tests. */
  folderLock?: FolderLockOptions;
}

/** The table of the applied migrations. */
export const migrationTable = 'schema_migration';

/**
 * Opens a database for a schema. Throws a `SetupError` if something outside the program prevents it. Its message is one line
 * with the fault and the remedy, and contains no password.
 */
export async function connectDatabase(url: string, options: ConnectOptions & Schema): Promise<Database> {
  const address = parseDatabaseUrl(url);
  const statements = new StatementLog();
  const queue = new ConnectionQueue(options.queueSize ?? defaultQueueSize);
  const engine = await openEngine(address, { options, statements, queue });
  const orm = await initialized(engine, {
    ...engine.options,
    ...ormOptions(options),
    onQuery: (text, parameters) => {
      if (statements.isHeard) {
        statements.remember(orm.driver.getPlatform().formatQuery(text, parameters), { sql: text, parameters });
      }
      return text;
    },
  });
  const database = assemble({
    engine,
    orm,
    statements,
    queue,
    guards: options.guards ?? [],
    now: options.now ?? (() => new Date()),
  });
  try {
    await engine.verify(async <Row>(text: string) => {
      const { rows } = await sql.raw<Row>(text).execute(database.kysely());
      return rows;
    });
  } catch (error) {
    await database.close();
    throw error instanceof SetupError ? error : failure(address, error);
  }
  return database;
}

function openEngine(
  address: DatabaseAddress,
  opening: { options: ConnectOptions & Schema; statements: StatementLog; queue: ConnectionQueue },
): Engine | Promise<Engine> {
  const { options, statements, queue } = opening;
  if (address.engine === 'postgresql') return openPostgresql({ address, options, statements, queue });
  const { dump, mustExist, copied, folderLock, connectTimeout } = options;
  return openPglite({ folder: address.folder, dump, mustExist, copied, folderLock, statements, queue, connectTimeout });
}

async function initialized(
  engine: Engine,
  options: Options<AbstractSqlDriver>,
): Promise<MikroORM<AbstractSqlDriver, SqlEntityManager>> {
  try {
    return await MikroORM.init<AbstractSqlDriver, SqlEntityManager>(
      options as Options<AbstractSqlDriver, SqlEntityManager>,
    );
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function ormOptions({ entities, migrations }: Schema): Options<AbstractSqlDriver> {
  return {
    entities,
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    ensureDatabase: false,
    migrations: {
      tableName: migrationTable,
      migrationsList: [...migrations],
      snapshot: false,
      silent: true,
    },
    // Triggers and functions are written by hand in migrations; the entities do not know them.
    schemaGenerator: { ignoreTriggers: true, ignoreRoutines: true },
  };
}

function assemble(parts: {
  engine: Engine;
  orm: MikroORM<AbstractSqlDriver, SqlEntityManager>;
  statements: StatementLog;
  queue: ConnectionQueue;
  guards: readonly AnyGuard[];
  now: () => Date;
}): Database {
  const { engine, orm, statements, queue, guards, now } = parts;
  let closing: Promise<void> | undefined;
  const kysely = <Tables = unknown>() => orm.em.getConnection().getClient<Tables>();
  return {
    engine: engine.name,
    orm,
    folder: engine.folder,
    statements,
    transactions: engine.transactions,
    guards,
    kysely,
    now,
    onStatement: (listener) => statements.listen(listener),
    connections: () => queue.counts,
    announce: (address) => engine.announce(address),
    lost: engine.lost,
    async ping() {
      // An open transaction uses the only connection of the embedded database, which therefore works.
      if (!engine.isBusy()) await sql`select 1`.execute(kysely());
    },
    async checkStorage() {
      if (!engine.isBusy()) await probeStorage(kysely());
    },
    close() {
      closing ??= orm.close(true).finally(() => engine.close());
      return closing;
    },
  };
}

function failure(address: DatabaseAddress, error: unknown): unknown {
  return address.engine === 'postgresql' ? connectionFailure(address, error) : error;
}
