import { migrate, openDatabase } from '@collective-impact/store';
import {
  newPrincipal,
  openTestDatabase,
  startPostgresql,
  type TestDatabase,
  type TestDatabaseOptions,
  withoutTimeouts,
} from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGateway, type Gateway } from './gateway.ts';
import type { Answer } from './test-gateway.ts';

const ecosystems = '{ ecosystems { nodes { slug } } }';
const organization = '{ node(id: "organization_01h455vb4pex5vsknk084sn02q") { id } }';
const empty = { data: { ecosystems: { nodes: [] } } };

/** A query without the database. */
const viewer = '{ viewer { kind } }';

describe('a gateway whose database', () => {
  let database: TestDatabase;
  /** Another program that uses the same database. */
  let other: Awaited<ReturnType<typeof openDatabase>>;
  let gateway: Gateway;
  let address: string;
  let logged: Record<string, unknown>[];

  async function start(options: TestDatabaseOptions) {
    database = await openTestDatabase('postgresql', options);
    other = await openDatabase(database.url, withoutTimeouts);
    gateway = createGateway({ database, log: (event) => event.level === 'error' && logged.push(event) });
    address = await gateway.listen({ port: 0, host: '127.0.0.1' });
  }
  beforeEach(() => {
    logged = [];
  });
  afterEach(async () => {
    await gateway.close();
    await other.close();
    await database.close();
  });

  async function ask(query: string, headers: Record<string, string> = {}) {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    const { extensions: _, ...json } = (await response.json()) as Answer & { extensions?: object };
    return { status: response.status, retryAfter: response.headers.get('retry-after'), json };
  }

  /** Runs `work` while a table is locked. Every record is read with the table of the ecosystems. */
  async function whileLocked<T>(table: 'ecosystem' | 'organization', work: () => Promise<T>): Promise<T> {
    return await other.orm.em.fork().transactional(async (em) => {
      await em.execute(`lock table "${table}" in access exclusive mode`);
      return await work();
    });
  }

  const execute = (statement: string): Promise<object[]> => other.orm.em.fork().execute<object[]>(statement);
  const blocked = `select "pid" from pg_stat_activity
    where "datname" = current_database() and "wait_event_type" = 'Lock'`;
  const countBlocked = async () => (await execute(blocked)).length;

  const unavailable = (message: string, retryAfter: string) => ({
    status: 503,
    retryAfter,
    json: expect.objectContaining({
      errors: [expect.objectContaining({ message, extensions: { code: 'UNAVAILABLE' } })],
    }),
  });
  const locked = unavailable('Another change has locked the requested records. Try again in 1 second.', '1');

  it('is locked elsewhere returns 503 after the lock timeout, and answers other queries', async () => {
    await start({ poolSize: 2, lockTimeout: 50 });
    await whileLocked('organization', async () => {
      const waiting = Array.from({ length: 6 }, () => ask(organization));
      expect(await ask(ecosystems)).toMatchObject({ status: 200, json: empty });
      expect(await Promise.all(waiting)).toEqual(Array(6).fill(locked));
    });
    expect((await ask(organization)).json).toEqual({ data: { node: null } });
    expect(logged.map(({ message, sqlState }) => [message, sqlState])).toEqual([
      ['The database is unavailable.', '55P03'],
    ]);
  });

  it('is locked elsewhere returns results of queries while changes wait for the lock', async () => {
    await start({ poolSize: 3 });
    const { key } = await newPrincipal(database, { isOperator: true });
    const change = (slug: string) =>
      ask(`mutation { createEcosystem(input: { slug: "${slug}", name: "A" }) { userErrors { code } } }`, {
        authorization: `Bearer ${key}`,
      });
    const changed = await other.orm.em.fork().transactional(async (em) => {
      await em.execute('lock table "ecosystem" in exclusive mode');
      const waiting = ['a', 'b', 'c', 'd', 'e'].map(change);
      await expect.poll(countBlocked).toBe(2);
      for (let times = 0; times < 3; times++) expect((await ask(ecosystems)).json).toEqual(empty);
      expect(await countBlocked()).toBe(2);
      return waiting;
    });
    const done = { status: 200, json: { data: { createEcosystem: { userErrors: [] } } } };
    for (const each of await Promise.all(changed)) expect(each).toMatchObject(done);
  });

  it('is slow returns 503 after the statement timeout', async () => {
    await start({ statementTimeout: 50 });
    await whileLocked('ecosystem', async () => {
      const slow = unavailable('The database took too long. Try again in 5 seconds.', '5');
      expect(await ask(ecosystems)).toEqual(slow);
      expect(await ask(ecosystems, { accept: 'application/graphql-response+json' })).toEqual(slow);
    });
  });

  it('ends a connection returns 503, and then works again', async () => {
    await start({ poolSize: 1 });
    await whileLocked('ecosystem', async () => {
      const running = ask(ecosystems);
      await expect.poll(countBlocked).toBe(1);
      await execute(`select pg_terminate_backend("pid") from (${blocked}) as "blocked"`);
      expect(await running).toEqual(unavailable('The database cannot be reached. Try again in 5 seconds.', '5'));
    });
    expect((await ask(ecosystems)).json).toEqual(empty);
  });

  it('has no free connection rejects the requests beyond its queue at once', async () => {
    await start({ poolSize: 1, queueSize: 1 });
    const [first, second] = await whileLocked('ecosystem', async () => {
      const running = ask(ecosystems);
      await expect.poll(countBlocked).toBe(1);
      const waiting = ask(ecosystems);
      await expect.poll(() => database.connections()).toEqual({ used: 1, waiting: 1 });
      const full = unavailable('Too many requests wait for the database. Try again in 2 seconds.', '2');
      expect(await ask(ecosystems)).toEqual(full);
      expect((await ask(viewer)).status).toBe(200);
      return [running, waiting];
    });
    expect((await first)?.json).toEqual(empty);
    expect((await second)?.json).toEqual(empty);
    expect(database.connections()).toEqual({ used: 0, waiting: 0 });
  });

  it('has a full disk returns 503 for a change, and saves nothing', async () => {
    await start({});
    await execute(`create function fill() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file "base/5/16384": No space left on device' using errcode = '53100'; end $$`);
    await execute(`create trigger fill before insert on public."ecosystem" for each row execute function fill()`);
    const { key } = await newPrincipal(database, { isOperator: true });
    const created = await ask('mutation { createEcosystem(input: { slug: "a", name: "A" }) { ecosystem { slug } } }', {
      authorization: `Bearer ${key}`,
    });
    expect(created).toEqual(unavailable('The disk of the database is full. Try again in 60 seconds.', '60'));
    expect(JSON.stringify(created)).not.toContain('base/5');
    expect((await ask(ecosystems)).json).toEqual(empty);
  });

  it('has no space for temporary files is not ready, and stays live', async () => {
    await start({});
    expect((await fetch(`${address}/ready`)).status).toBe(200);
    const name = new URL(database.url).pathname.slice(1);
    await execute(`alter database "${name}" set temp_file_limit = '100kB'`);
    await execute(`select pg_terminate_backend("pid") from pg_stat_activity
      where "datname" = current_database() and "pid" <> pg_backend_pid()`);
    const missing = ['The database has no resources left.'];
    await expect.poll(async () => (await fetch(`${address}/ready`)).json()).toEqual({ status: 'not ready', missing });
    expect((await fetch(`${address}/health`)).status).toBe(200);
  });

  it('fails in a compiled query does not run the query again', async () => {
    await start({ poolSize: 2, lockTimeout: 50 });
    const query = `{ ecosystems { nodes { slug } } ${organization.slice(1)}`;
    for (let times = 0; times < 3; times++) expect((await ask(query)).status).toBe(200);
    const statements: string[] = [];
    const stop = database.onStatement(({ sql: text }) => statements.push(text));
    await whileLocked('organization', async () => {
      const { status, json } = await ask(query);
      expect([status, json.data]).toEqual([503, { ...empty.data, node: null }]);
    });
    stop();
    expect(statements).toHaveLength(2);
  });
});

it('a gateway whose database server stops is live, not ready, and returns 503', async () => {
  const server = await startPostgresql('15');
  const database = await openDatabase(server.url('postgres'), withoutTimeouts);
  await migrate(database);
  const logged: Record<string, unknown>[] = [];
  const gateway = createGateway({ database, log: (event) => event.level === 'error' && logged.push(event) });
  try {
    const address = await gateway.listen({ port: 0, host: '127.0.0.1' });
    const ask = (query: string) => fetch(`${address}/graphql?query=${encodeURIComponent(query)}`);
    expect((await ask(ecosystems)).status).toBe(200);
    await server.stop();
    for (let times = 0; times < 3; times++) {
      const response = await ask(ecosystems);
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    }
    const ready = await fetch(`${address}/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not ready', missing: ['The database cannot be reached.'] },
    ]);
    expect((await fetch(`${address}/health`)).status).toBe(200);
    expect((await ask(viewer)).status).toBe(200);
    // One line for each kind of failure, also of the checks that a load balancer repeats.
    for (let times = 0; times < 3; times++) await fetch(`${address}/ready`);
    expect(new Set(logged.map(({ message }) => message))).toEqual(new Set(['The database is unavailable.']));
    expect(new Set(logged.map(({ sqlState }) => sqlState)).size).toBe(logged.length);
  } finally {
    await gateway.close();
    await database.close();
    await server.stop();
  }
});
