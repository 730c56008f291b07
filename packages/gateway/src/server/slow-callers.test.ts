import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type RawConnection, TestGateway, testSchema } from './test-gateway.ts';

/** More than the buffers of a connection can hold, so that most of the response waits for the caller. */
const large = 'x'.repeat(30_000_000);
const asks = 'GET /graphql?query={slow} HTTP/1.1\r\nhost: x\r\n\r\n';

describe('a caller', () => {
  const running: TestGateway[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map(({ gateway }) => gateway.close()));
  });
  async function start(options: ConstructorParameters<typeof TestGateway>[0] = {}) {
    const gateway = await new TestGateway({ schema: testSchema({ slow: () => large }), ...options }).start();
    running.push(gateway);
    return gateway;
  }
  /** Requests the large response, and stops reading once it has begun. */
  async function begin(gateway: TestGateway): Promise<RawConnection> {
    const connection = gateway.connect();
    connection.socket.write(asks);
    await connection.until(/xxx/);
    connection.socket.pause();
    return connection;
  }

  it('that reads slowly receives the complete response of a stopping gateway', async () => {
    const gateway = await start();
    const idle = gateway.connect();
    idle.socket.write('GET /health HTTP/1.1\r\nhost: x\r\n\r\n');
    await idle.until(/live/);
    const connection = await begin(gateway);
    const closed = gateway.gateway.close();
    // In these turns of the event loop, a server without the fix would close the connection.
    for (let turns = 0; turns < 50; turns++) await turn();
    // How much arrived depends on the buffers of the operating system.
    expect(connection.received.length).toBeLessThan(large.length);
    connection.socket.resume();
    await Promise.all([closed, connection.closed(), idle.closed()]);
    const { data } = JSON.parse(connection.received.split('\r\n\r\n')[1] ?? '') as { data: { slow: string } };
    expect(data.slow === large).toBe(true);
    expect(gateway.logged).toEqual([]);
  });

  it('that does not read is cut off', async () => {
    const gateway = await start({ timeouts: { close: 50 } });
    const connection = await begin(gateway);
    await gateway.gateway.close();
    connection.socket.resume();
    await connection.closed();
    expect(gateway.logged).toMatchObject([{ message: 'Running requests were cut off at shutdown.', count: 1 }]);
  });

  it('that disconnects during a request causes no error', async () => {
    const gateway = await start();
    const connection = gateway.connect();
    const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n';
    connection.socket.write(`${head}expect: 100-continue\r\n\r\n`);
    await connection.until(/100 Continue/);
    connection.socket.write('{"query":');
    connection.socket.destroy();
    await gateway.gateway.close();
    expect(gateway.logged).toEqual([]);
  });

  it('that disconnects during a response causes no error', async () => {
    const gateway = await start();
    const connection = await begin(gateway);
    connection.socket.destroy();
    await gateway.gateway.close();
    expect(gateway.logged).toEqual([]);
  });

  it('that disconnects before the response causes no error, and others get responses', async () => {
    const begun = Promise.withResolvers<AbortSignal>();
    const finish = Promise.withResolvers<string>();
    const slow = (_: never, _args: object, { signal }: { signal: AbortSignal }) => {
      begun.resolve(signal);
      return finish.promise;
    };
    const gateway = await start({ schema: testSchema({ slow }) });
    const connection = gateway.connect();
    connection.socket.write(asks);
    const signal = await begun.promise;
    connection.socket.destroy();
    await once(signal, 'abort');
    finish.resolve('too late');
    expect((await gateway.ask({ query: '{ hello }' })).json.data).toEqual({ hello: 'hello you' });
    await gateway.gateway.close();
    expect(gateway.logged).toEqual([]);
  });
});
