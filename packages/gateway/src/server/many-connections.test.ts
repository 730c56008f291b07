import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { running, start } from './gateway-server.fixture.ts';
import { testSchema } from './test-gateway.ts';

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ gateway }) => gateway.close()));
});

const asksHealth = 'GET /health HTTP/1.1\r\nhost: x\r\n\r\n';

describe('connections without a complete request', () => {
  it.each([
    ['without any data', ''],
    ['without the end of the headers', 'POST /graphql HTTP/1.1\r\nhost: x\r\n'],
    ['without the end of the body', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{'],
  ])('%s do not delay other callers, and are closed', async (_, sent) => {
    const gateway = await start({ timeouts: { headers: 500, request: 500 } });
    const connections = Array.from({ length: 100 }, () => gateway.connect());
    await Promise.all(connections.map(({ socket }) => once(socket, 'connect')));
    for (const { socket } of connections) socket.write(sent);
    // Asked again where this process was too slow for the limit itself.
    await expect.poll(async () => (await gateway.ask({ query: '{ hello }' })).status).toBe(200);
    await Promise.all(connections.map((connection) => connection.closed()));
    // A caller that was still sending can lose the response.
    const statuses = new Set(connections.map(({ received }) => received.slice(0, 12)).filter((text) => text !== ''));
    expect([...statuses]).toEqual(['HTTP/1.1 408']);
    expect(gateway.logged).toEqual([]);
  });

  it('are rejected if their headers are too large', async () => {
    const gateway = await start();
    const connection = gateway.connect();
    connection.socket.write(`GET /health HTTP/1.1\r\nhost: x\r\nlong: ${'x'.repeat(20_000)}\r\n\r\n`);
    await connection.closed();
    expect(connection.received).toMatch(/^HTTP\/1.1 431 /);
  });
});

it('a connection is closed if the caller does not read the response', async () => {
  const gateway = await start({
    schema: testSchema({ slow: () => 'x'.repeat(30_000_000) }),
    timeouts: { silence: 1000 },
  });
  const connection = gateway.connect();
  await once(connection.socket, 'connect');
  connection.socket.pause();
  connection.socket.write('GET /graphql?query={slow} HTTP/1.1\r\nhost: x\r\n\r\n');
  await expect.poll(() => gateway.requests).toMatchObject([{ status: 499 }]);
  connection.socket.destroy();
});

it('a connection is rejected if too many are open, and the log names the limit', async () => {
  const gateway = await start({ maxConnections: 2 });
  const [first, second] = [gateway.connect(), gateway.connect()];
  for (const connection of [first, second]) {
    connection.socket.write(asksHealth);
    await connection.until(/live/);
  }
  const third = gateway.connect();
  await third.closed();
  expect(third.received).toBe('');
  const message = 'A connection was rejected, because too many are open. LIMIT_CONNECTIONS sets how many can be open.';
  expect(gateway.logged).toEqual([{ level: 'error', message, limit: 2 }]);
  first.socket.destroy();
  const isServed = async () => {
    const next = gateway.connect();
    next.socket.write(asksHealth);
    return await next.until(/live/).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(isServed).toBe(true);
});
