import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createPostgresqlDatabase } from '../../testing/open-test-database.ts';
import { withoutTimeouts } from '../../testing/postgresql-databases.ts';
import { connectDatabase } from './connect-database.ts';

/** Forwards connections to the address, but never tells a client that the server has closed its connection. */
async function withoutEnds({ hostname, port }: URL) {
  const proxy = createServer({ allowHalfOpen: true }, (client) => {
    const server = connect({ host: hostname, port: Number(port) });
    client.pipe(server);
    server.pipe(client, { end: false });
    // A client that still writes to a closed connection gets no answer.
    server.on('error', () => undefined);
    client.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return { port: (proxy.address() as AddressInfo).port, close: () => proxy.close() };
}

it('a connection whose session the server has ended is not used again, also if its socket is still open', async () => {
  const { url, drop } = await createPostgresqlDatabase('EMPTY');
  const proxy = await withoutEnds(new URL(url));
  try {
    const address = new URL(url);
    address.hostname = '127.0.0.1';
    address.port = String(proxy.port);
    const options = { ...withoutTimeouts, poolSize: 1, entities: [], migrations: [] };
    const database = await connectDatabase(address.href, options);
    try {
      const session = async () => (await sql`select pg_backend_pid() as "pid"`.execute(database.kysely())).rows;
      const before = await session();
      const ending = sql`select pg_terminate_backend(pg_backend_pid())`.execute(database.kysely());
      await expect(ending).rejects.toMatchObject({ code: '57P01' });
      const after = await session();
      expect(after).toHaveLength(1);
      expect(after).not.toEqual(before);
    } finally {
      await database.close();
    }
  } finally {
    proxy.close();
    await drop();
  }
});
