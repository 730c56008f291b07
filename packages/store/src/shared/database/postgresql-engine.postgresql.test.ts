import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostgresqlDatabase } from '../../testing/open-test-database.ts';
import { type DisposableDatabase, withoutTimeouts } from '../../testing/postgresql-databases.ts';
import { type ConnectOptions, connectDatabase } from './connect-database.ts';
import type { Database } from './database.ts';
import { databaseErrorCode } from './database-error.ts';
import { transact } from './transact.ts';

const noSchema = { entities: [], migrations: [] };

let testDatabase: DisposableDatabase;

beforeAll(async () => {
  testDatabase = await createPostgresqlDatabase('EMPTY');
});

afterAll(() => testDatabase.drop());

/** The address of the test's database with one part of it changed. */
function address(change: (url: URL) => void): string {
  const url = new URL(testDatabase.url);
  change(url);
  return url.href;
}

async function withDatabase(options: ConnectOptions & { url?: string }, work: (database: Database) => Promise<void>) {
  const database = await connectDatabase(options.url ?? testDatabase.url, {
    ...withoutTimeouts,
    ...options,
    ...noSchema,
  });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

async function rejectionOf(url: string, options?: ConnectOptions): Promise<string> {
  const outcome = await connectDatabase(url, { ...withoutTimeouts, ...options, ...noSchema }).catch(
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(SetupError);
  const { message } = outcome as SetupError;
  expect(message).not.toContain('\n');
  expect(message).not.toContain(new URL(testDatabase.url).password);
  return message;
}

describe('PostgreSQL connection', () => {
  it('is rejected if the password is wrong', async () => {
    const url = address((url) => {
      url.password = 'se%25cret';
    });
    const message = await rejectionOf(url);
    expect(message).toBe(
      `PostgreSQL at ${new URL(url).host} does not accept the password of user "postgres". Correct it in DATABASE_URL.`,
    );
  });

  it('is rejected if the required password is missing', async () => {
    const message = await rejectionOf(
      address((url) => {
        url.password = '';
      }),
    );
    expect(message).toMatch(/requires the password of user "postgres"\. Add it to DATABASE_URL\.$/);
  });

  it('is rejected if the database does not exist', async () => {
    const message = await rejectionOf(
      address((url) => {
        url.pathname = '/no such';
      }),
    );
    expect(message).toMatch(
      /has no database "no such"\. Create it with "createdb no such", or correct DATABASE_URL\.$/,
    );
  });

  it('is rejected if no server listens at the address', async () => {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    listener.close();
    await once(listener, 'close');
    const message = await rejectionOf(
      address((url) => {
        url.port = String(port);
      }),
    );
    expect(message).toMatch(
      /^PostgreSQL at 127\.0\.0\.1:\d+ cannot be reached \(.*ECONNREFUSED.*\)\. Start it, or correct the host, the port/,
    );
  });

  it('is rejected if the server does not respond', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    try {
      const { port } = silent.address() as AddressInfo;
      const url = address((url) => {
        url.port = String(port);
      });
      expect(await rejectionOf(url, { connectTimeout: 50 })).toMatch(/cannot be reached \(.*timeout.*\)/);
    } finally {
      silent.close();
    }
  });

  it('is rejected if another program listens at the address', async () => {
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    try {
      const { port } = other.address() as AddressInfo;
      const url = address((url) => {
        url.port = String(port);
      });
      expect(await rejectionOf(url)).toMatch(/cannot be reached \(/);
    } finally {
      other.close();
    }
  });

  it('is rejected if TLS is required and the server does not support it', async () => {
    const message = await rejectionOf(`${testDatabase.url}?sslmode=require`);
    expect(message).toMatch(/cannot be reached \(The server does not support SSL connections\)\. .* the options in/);
  });

  it('is rejected if the version of the server is too old', async () => {
    const old = await createPostgresqlDatabase('EMPTY');
    try {
      await withDatabase({ url: old.url }, async (database) => {
        const kysely = database.kysely();
        await sql`create schema old`.execute(kysely);
        await sql`create function old.current_setting(name text) returns text language sql as $$
          select case name when 'server_version_num' then '140012' when 'server_version' then '14.12' end $$`.execute(
          kysely,
        );
        await sql
          .raw(`alter database "${new URL(old.url).pathname.slice(1)}" set search_path = old, pg_catalog`)
          .execute(kysely);
      });
      expect(await rejectionOf(old.url)).toMatch(
        /is version 14\.12\. Use PostgreSQL 15 or later, or pglite:<folder>\.$/,
      );
    } finally {
      await old.drop();
    }
  });

  it('is rejected if the encoding of the database is not UTF-8', async () => {
    const name = `${new URL(testDatabase.url).pathname.slice(1)}_latin`;
    await withDatabase({}, async (database) => {
      await sql
        .raw(`create database "${name}" template template0 encoding 'LATIN1' locale_provider libc locale 'C'`)
        .execute(database.kysely());
      try {
        const url = address((url) => {
          url.pathname = `/${name}`;
        });
        expect(await rejectionOf(url)).toMatch(/is encoded in LATIN1\. Create a database with "encoding 'UTF8'"\.$/);
      } finally {
        await sql.raw(`drop database "${name}"`).execute(database.kysely());
      }
    });
  });
});

describe('connection pool of PostgreSQL', () => {
  it('sets the application name and the timeouts, and respects the pool size', async () => {
    await withDatabase(
      { poolSize: 1, statementTimeout: 1234, lockTimeout: 3456, readLockTimeout: 789, idleTransactionTimeout: 2345 },
      async (database) => {
        const { rows } = await sql`select current_setting('application_name') as "name",
        current_setting('statement_timeout') as "statement",
        current_setting('lock_timeout') as "lock",
        current_setting('idle_in_transaction_session_timeout') as "idle"`.execute(database.kysely());
        expect(rows).toEqual([{ name: 'collective-impact', statement: '1234ms', lock: '789ms', idle: '2345ms' }]);
        const backend = sql`select pg_backend_pid() as "id"`;
        const results = await Promise.all([1, 2, 3, 4].map(() => backend.execute(database.kysely())));
        expect(new Set(results.map(({ rows: [row] }) => JSON.stringify(row))).size).toBe(1);
      },
    );
  });

  it('waits for locks as long in reads, changes and transactions as the options state', async () => {
    const timeouts = { lockTimeout: 3456, readLockTimeout: 789 };
    await withDatabase({ poolSize: 1, ...timeouts }, async (database) => {
      const setting = `current_setting('lock_timeout') as "lock"`;
      await sql`create table "waited" ("lock" text)`.execute(database.kysely());
      const change = sql.raw(`insert into "waited" ("lock") values (current_setting('lock_timeout')) returning "lock"`);
      const read = sql.raw(`select ${setting}`);
      const lockOf = async (statement: typeof read) => (await statement.execute(database.kysely())).rows;
      expect(await lockOf(read)).toEqual([{ lock: '789ms' }]);
      expect(await lockOf(change)).toEqual([{ lock: '3456ms' }]);
      expect(await lockOf(read)).toEqual([{ lock: '789ms' }]);
      const inTransaction = (options: object) =>
        transact({ database, actor: null, ...options }, (em) => em.execute<object[]>(`select ${setting}`));
      expect(await inTransaction({})).toEqual([{ lock: '3456ms' }]);
      expect(await inTransaction({ lockTimeout: 0 })).toEqual([{ lock: '0' }]);
      expect(await lockOf(read)).toEqual([{ lock: '789ms' }]);
      await sql`drop table "waited"`.execute(database.kysely());
    });
  });

  it('cancels a statement that exceeds the timeout', async () => {
    await withDatabase({ statementTimeout: 20 }, async (database) => {
      const outcome = await sql`select pg_sleep(60)`.execute(database.kysely()).catch((error: unknown) => error);
      expect(databaseErrorCode(outcome)).toBe('57014');
    });
  });

  it('applies the options of the address, except the time zone, which is UTC', async () => {
    const url = `${testDatabase.url}?application_name=mine&options=${encodeURIComponent('-c work_mem=1MB -c timezone=Asia/Tokyo')}`;
    await withDatabase({ url }, async (database) => {
      const { rows } = await sql`select current_setting('application_name') as "name",
        current_setting('work_mem') as "memory", current_setting('timezone') as "zone"`.execute(database.kysely());
      expect(rows).toEqual([{ name: 'mine', memory: '1MB', zone: 'UTC' }]);
    });
  });

  it('replaces a lost connection', async () => {
    await withDatabase({ poolSize: 2 }, async (database) => {
      await database.ping();
      await withDatabase({}, async (other) => {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`.execute(other.kysely());
      });
      await expect.poll(() => database.ping().then(() => 'answered', String)).toBe('answered');
    });
  });

  it('rejects statements after it is closed', async () => {
    const database = await connectDatabase(testDatabase.url, { ...withoutTimeouts, ...noSchema });
    await Promise.all([database.close(), database.close()]);
    await expect(database.ping()).rejects.toThrow('The database is closed.');
  });
});
