// Runs a PostgreSQL server in a temporary folder until the standard input of this program closes. The pipe closes even if
// the tests crash or are killed, so that the server always stops and its folder is removed.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chown, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import {
  type Account,
  accountForServer,
  type Binaries,
  binariesOf,
  type PostgresqlRelease,
} from './postgresql-binaries.ts';
import { temporaryFolders } from './temporary-folders.ts';

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '64MB',
  // The data is temporary and need not survive a crash.
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Space for the log is neither filled with zeros before it is written, nor kept.
  wal_init_zero: 'off',
  wal_recycle: 'off',
  autovacuum: 'off',
  // Only autovacuum reads these counts.
  track_counts: 'off',
  // The folder may be in memory.
  max_wal_size: '256MB',
  // Unusual settings, to test that the store does not depend on the settings of the server.
  timezone: 'Asia/Kathmandu',
  datestyle: 'German',
  intervalstyle: 'iso_8601',
};

const portAttempts = 5;

/** Prints one line with the port, the password and the folder once the server is ready. */
async function run(release: PostgresqlRelease): Promise<void> {
  const ended = once(process.stdin.resume(), 'close');
  const password = randomUUID();
  const { data: folder, programs, remove } = await temporaryFolders();
  let server: ChildProcess | undefined;
  try {
    const account = await accountForServer();
    const { uid, gid } = account;
    if (uid !== undefined && gid !== undefined) {
      for (const place of [folder, programs]) await chown(place, uid, gid);
    }
    const binaries = await binariesOf(release, { account, folder: programs });
    const data = await initializeCluster({ binaries, account, folder, password });
    const started = await start({ binaries, account, folder, data });
    server = started.server;
    process.stdout.write(`${JSON.stringify({ port: started.port, password, folder })}\n`);
    const crashed = once(server, 'exit').then(() => {
      throw new Error('PostgreSQL stopped unexpectedly.');
    });
    await Promise.race([ended, crashed]);
  } finally {
    if (server && server.exitCode === null) {
      const exit = once(server, 'exit');
      server.kill('SIGQUIT');
      await exit;
    }
    await remove();
  }
}

interface Cluster {
  binaries: Binaries;
  account: Account;
  folder: string;
}

async function initializeCluster({
  binaries,
  account,
  folder,
  password,
}: Cluster & { password: string }): Promise<string> {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password);
  await promisify(execFile)(
    binaries.initdb,
    [
      ...['--pgdata', data, '--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
      // English collation, so that tests detect lists that depend on the order of the server.
      ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'icu', '--icu-locale', 'en', '--no-sync'],
    ],
    { ...account, cwd: folder },
  );
  return data;
}

async function start(place: Cluster & { data: string }): Promise<{ server: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const outcome = await startOn(place, port);
    if (typeof outcome !== 'string') return { server: outcome, port };
    // Another program may have taken the port.
    if (attempt === portAttempts || !/could not bind/i.test(outcome)) throw new Error(outcome);
  }
}

/** Returns the server once it is ready, or its messages if it does not start. */
async function startOn({ binaries, account, folder, data }: Cluster & { data: string }, port: number) {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(binaries.postgres, ['-D', data, '-p', String(port), ...options], {
    ...account,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const messages: string[] = [];
  for await (const line of createInterface(server.stderr)) {
    messages.push(line);
    if (line.includes('database system is ready to accept connections')) {
      server.stderr.resume();
      return server;
    }
  }
  return messages.join('\n');
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

await run(process.argv[2] === '18' ? '18' : '15');
