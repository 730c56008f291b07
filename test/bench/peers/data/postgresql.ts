import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import {
  type Account,
  accountForServer,
  binariesOf,
} from '../../../../packages/store/src/testing/postgresql-binaries.ts';

/**
 * All servers share the settings. The planner's are those of PostgreSQL. Nothing waits for the disk, and no vacuum runs during a
 * measurement.
 */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '512MB',
  max_wal_size: '4GB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  log_line_prefix: '',
};

/** A PostgreSQL 15 whose processes this process can observe. */
export interface Postgresql {
  /** The process id of the server. Its connections are its child processes. */
  pid: number;
  /** The address of a database, for the superuser or another role with the same password. */
  url(database: string, role?: string): string;
  /** Calls `listener` with each line that the server logs, until the returned function is called. */
  listen(listener: (line: string) => void): () => void;
  stop(): Promise<void>;
}

/** Starts a server on a folder. Creates its data if the folder has none. Also works as root. */
export async function startPostgresql(folder: string): Promise<Postgresql> {
  const account = await accountForServer();
  await mkdir(folder, { recursive: true });
  if (account.uid !== undefined && account.gid !== undefined) await chown(folder, account.uid, account.gid);
  const { initdb, postgres } = await binariesOf('15', { account, folder });
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  if (!existsSync(data)) await initialize({ initdb, data, passwordFile, account });
  const password = await readFile(passwordFile, 'utf8');
  const port = await freePort();
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(postgres, ['-D', data, '-p', String(port), ...options], {
    ...account,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const { pid } = server;
  if (pid === undefined) throw new Error('PostgreSQL does not start.');
  // If this process ends early. Otherwise `stop` has ended the server.
  process.once('exit', () => server.kill('SIGQUIT'));
  const listeners = new Set<(line: string) => void>();
  await ready(server, listeners);
  return {
    pid,
    url: (database, role = 'postgres') => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      if (server.exitCode !== null) return;
      const exit = once(server, 'exit');
      // Ends the connections and writes a checkpoint, so that the next run can use the folder.
      server.kill('SIGINT');
      await exit;
    },
  };
}

async function initialize(place: { initdb: string; data: string; passwordFile: string; account: Account }) {
  const { initdb, data, passwordFile, account } = place;
  await writeFile(passwordFile, randomUUID(), { mode: 0o644 });
  const identity = ['--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
  const locale = ['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'icu', '--icu-locale', 'en'];
  await promisify(execFile)(initdb, ['--pgdata', data, ...identity, ...locale, '--no-sync'], { ...account, cwd: '/' });
}

/** Resolves when the server accepts connections. Its further lines go to the listeners. */
function ready(server: ChildProcess, listeners: ReadonlySet<(line: string) => void>): Promise<void> {
  if (!server.stderr) throw new Error('PostgreSQL has no standard error.');
  const lines = createInterface(server.stderr);
  const messages: string[] = [];
  return new Promise((resolve, reject) => {
    let isReady = false;
    server.once('exit', () => reject(new Error(`PostgreSQL does not start: ${messages.join('\n')}`)));
    lines.on('line', (line) => {
      if (!isReady) messages.push(line);
      if (!isReady && line.includes('ready to accept connections')) {
        isReady = true;
        resolve();
      }
      for (const listener of listeners) listener(line);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
