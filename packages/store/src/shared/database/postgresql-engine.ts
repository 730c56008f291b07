import { Socket } from 'node:net';
import { SetupError } from '@collective-impact/sdk';
import { PostgreSqlConnection, PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { ConnectionQueue } from './connection-queue.ts';
import type { DatabaseAddress } from './database-address.ts';
import type { Engine, RunQuery } from './engine.ts';
import { LockTimeouts } from './lock-timeouts.ts';
import { ObservedDriver } from './observed-driver.ts';
import { type PreparingClient, prepareStatements } from './prepared-statements.ts';
import { searchViewsFirst } from './schema/current-records.ts';
import { initialPlanSetting, SessionSettings } from './session-settings.ts';
import type { StatementLog } from './statement-log.ts';
import { TransactionPlaces } from './transaction-places.ts';
import { ValueTypes } from './value-parsers.ts';

type ServerAddress = Extract<DatabaseAddress, { engine: 'postgresql' }>;
type PoolConfig = Parameters<PostgreSqlConnection['createKyselyDialect']>[0];

/** Options for the connections to a database. Times are in milliseconds. Only the first three apply to the embedded database. */
export interface ServerOptions {
  /** Maximum number of connections of this process; 10 by default. */
  poolSize?: number;
  /** Maximum time to wait for a connection; 5 seconds by default, and 30 seconds on the embedded database. */
  connectTimeout?: number;
  /** Maximum number of statements that wait for a connection; 1,000 by default. Further ones are rejected. */
  queueSize?: number;
  /** Time after which the server stops a statement; 30 seconds by default. */
  statementTimeout?: number;
  /** Time after which the server ends the wait of a statement for a lock; no limit by default. */
  lockTimeout?: number;
  /** The same for reads outside of transactions; `lockTimeout` by default. */
  readLockTimeout?: number;
  /** Time after which the server ends an idle transaction; one minute by default. */
  idleTransactionTimeout?: number;
  /** Statements that each connection keeps prepared; 200 by default, 0 for a pooler that does not support them. */
  preparedStatements?: number;
  /** The name that the server shows for this process's connections. */
  applicationName?: string;
}

const oldestVersion = 15;

const defaultPoolSize = 10;
const defaultConnectTimeout = 5_000;
const defaultPreparedStatements = 200;

/** Statements that wait for a connection, unless the options state another number. */
export const defaultQueueSize = 1000;

/**
 * Settings that determine the format of results. They override those of the server, the database and the user. Statements are planned
 * for the values of their parameters also if they are prepared, unless they are marked by `planOnce`.
 */
const sessionSettings = [
  'timezone=UTC',
  'datestyle=ISO',
  'intervalstyle=postgres',
  'bytea_output=hex',
  initialPlanSetting,
];

/** Prepares the connections to a PostgreSQL server, without opening one. */
export function openPostgresql(opened: {
  address: ServerAddress;
  options: ServerOptions;
  statements: StatementLog;
  queue: ConnectionQueue;
}): Engine {
  const { address, statements, queue } = opened;
  const sockets = new Set<Socket>();
  const { lockTimeout = 0, readLockTimeout = lockTimeout } = opened.options;
  const timeouts = new LockTimeouts({ change: lockTimeout, read: readLockTimeout, clock: () => performance.now() });
  const settings = new SessionSettings({ timeouts, arePrepared: preparedStatementsOf(opened.options) > 0 });
  const poolConfig = { ...poolConfigOf(address, opened.options), stream: () => tracked(sockets) };
  let isClosed = false;

  class Connection extends PostgreSqlConnection {
    override createKyselyDialect() {
      if (isClosed) throw new Error('The database is closed.');
      const dialect = super.createKyselyDialect(poolConfig);
      const createDriver = dialect.createDriver.bind(dialect);
      dialect.createDriver = () => new ObservedDriver(createDriver(), { log: statements, queue, settings });
      return dialect;
    }
  }

  class Driver extends PostgreSqlDriver {
    protected override readonly connection = new Connection(this.config);
  }

  return {
    name: 'postgresql',
    options: { driver: Driver, dbName: address.database || 'postgres' },
    isBusy: () => false,
    transactions: transactionPlaces(opened.options),
    verify: (run) => verifyServer(address, run),
    announce: async () => undefined,
    lost: new Promise(() => undefined),
    async close() {
      isClosed = true;
      // The pool does not close connections that failed while opening, for example for lack of a password.
      for (const socket of sockets) socket.end();
    },
  };
}

/** Reserves one of every five connections, and at least one, for reads. A pool of one connection has no such reserve. */
function transactionPlaces({
  poolSize = defaultPoolSize,
  queueSize,
  connectTimeout = defaultConnectTimeout,
}: ServerOptions): TransactionPlaces {
  const forReads = Math.max(1, Math.floor(poolSize / 5));
  const running = Math.max(1, poolSize - forReads);
  return new TransactionPlaces({ running, waiting: queueSize ?? defaultQueueSize, waitTime: connectTimeout });
}

function tracked(sockets: Set<Socket>): Socket {
  const socket = new Socket();
  sockets.add(socket);
  return socket.once('close', () => sockets.delete(socket));
}

function poolConfigOf(address: ServerAddress, options: ServerOptions): PoolConfig {
  const url = new URL(address.url);
  const settings = sessionSettings.map((setting) => `-c ${setting}`).join(' ');
  const optionsInUrl = url.searchParams.get('options');
  // The URL overrides the rest of the configuration, so the settings are added to the URL.
  url.searchParams.set('options', optionsInUrl ? `${optionsInUrl} ${settings}` : settings);
  return {
    connectionString: url.href,
    max: options.poolSize ?? defaultPoolSize,
    connectionTimeoutMillis: options.connectTimeout ?? defaultConnectTimeout,
    statement_timeout: options.statementTimeout ?? 30_000,
    lock_timeout: options.readLockTimeout ?? options.lockTimeout ?? 0,
    idle_in_transaction_session_timeout: options.idleTransactionTimeout ?? 60_000,
    application_name: url.searchParams.get('application_name') ?? options.applicationName ?? 'collective-impact',
    keepAlive: true,
    types: new ValueTypes(),
    onConnect: async (client: PreparingClient) => {
      await client.query(searchViewsFirst);
      const preparedStatements = preparedStatementsOf(options);
      if (preparedStatements > 0) prepareStatements(client, preparedStatements);
    },
  };
}

function preparedStatementsOf({ preparedStatements = defaultPreparedStatements }: ServerOptions): number {
  return preparedStatements;
}

async function verifyServer(address: ServerAddress, run: RunQuery): Promise<void> {
  const [server] = await run<{ number: number; version: string; encoding: string }>(
    `select current_setting('server_version_num')::int as "number", current_setting('server_version') as "version", current_setting('server_encoding') as "encoding"`,
  );
  if (!server) throw new Error(`The server did not report its version. Use PostgreSQL ${oldestVersion} or later.`);
  if (server.number < oldestVersion * 10_000) {
    throw new SetupError(
      `${address.label} is version ${server.version}. Use PostgreSQL ${oldestVersion} or later, or pglite:<folder>.`,
    );
  }
  if (server.encoding !== 'UTF8') {
    throw new SetupError(
      `The database "${address.database}" of ${address.label} is encoded in ${server.encoding}. Create a database with "encoding 'UTF8'".`,
    );
  }
}
