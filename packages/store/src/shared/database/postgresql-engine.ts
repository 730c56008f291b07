import { Socket } from 'node:net';
import { SetupError } from '@collective-impact/sdk';
import { PostgreSqlConnection, PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { DatabaseAddress } from './database-address.ts';
import type { Engine, RunQuery } from './engine.ts';
import { ObservedDriver } from './observed-driver.ts';
import type { StatementLog } from './statement-log.ts';
import { ValueTypes } from './value-parsers.ts';

type ServerAddress = Extract<DatabaseAddress, { engine: 'postgresql' }>;
type PoolConfig = Parameters<PostgreSqlConnection['createKyselyDialect']>[0];

/** How to work with a PostgreSQL server; times are in milliseconds. */
export interface ServerOptions {
  /** How many connections this process opens at most; 10 unless said. */
  poolSize?: number;
  /** How long to wait for a connection; 5 seconds unless said. */
  connectTimeout?: number;
  /** After how long the server stops a statement; 30 seconds unless said. */
  statementTimeout?: number;
  /** After how long the server ends a transaction in which nothing happens; a minute unless said. */
  idleTransactionTimeout?: number;
  /** The name that the server shows for this process's connections. */
  applicationName?: string;
}

const oldestVersion = 15;

/** Settings that the meaning of answers depends on, whatever the server, the database or the user is set to. */
const sessionSettings = ['timezone=UTC', 'datestyle=ISO', 'intervalstyle=postgres', 'bytea_output=hex'];

/** Prepares the connections to a PostgreSQL server; none is made yet. */
export function openPostgresql(opened: {
  address: ServerAddress;
  options: ServerOptions;
  statements: StatementLog;
}): Engine {
  const { address, statements } = opened;
  const sockets = new Set<Socket>();
  const poolConfig = { ...poolConfigOf(address, opened.options), stream: () => tracked(sockets) };
  let isClosed = false;

  class Connection extends PostgreSqlConnection {
    override createKyselyDialect() {
      if (isClosed) throw new Error('The database is closed.');
      const dialect = super.createKyselyDialect(poolConfig);
      const createDriver = dialect.createDriver.bind(dialect);
      dialect.createDriver = () => new ObservedDriver(createDriver(), statements);
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
    verify: (run) => verifyServer(address, run),
    announce: async () => undefined,
    lost: new Promise(() => undefined),
    async close() {
      isClosed = true;
      // A connection that failed half way, for want of a password say, is one that the pool has forgotten.
      for (const socket of sockets) socket.end();
    },
  };
}

function tracked(sockets: Set<Socket>): Socket {
  const socket = new Socket();
  sockets.add(socket);
  return socket.once('close', () => sockets.delete(socket));
}

function poolConfigOf(address: ServerAddress, options: ServerOptions): PoolConfig {
  const url = new URL(address.url);
  const settings = sessionSettings.map((setting) => `-c ${setting}`).join(' ');
  const asked = url.searchParams.get('options');
  // What the URL says wins over the rest of the configuration, so what both say goes into the URL.
  url.searchParams.set('options', asked ? `${asked} ${settings}` : settings);
  return {
    connectionString: url.href,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: options.connectTimeout ?? 5_000,
    statement_timeout: options.statementTimeout ?? 30_000,
    idle_in_transaction_session_timeout: options.idleTransactionTimeout ?? 60_000,
    application_name: url.searchParams.get('application_name') ?? options.applicationName ?? 'collective-impact',
    keepAlive: true,
    types: new ValueTypes(),
  };
}

async function verifyServer(address: ServerAddress, run: RunQuery): Promise<void> {
  const [server] = await run<{ number: number; version: string; encoding: string }>(
    `select current_setting('server_version_num')::int as "number", current_setting('server_version') as "version", current_setting('server_encoding') as "encoding"`,
  );
  if (!server) throw new Error('The server did not report its version.');
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
