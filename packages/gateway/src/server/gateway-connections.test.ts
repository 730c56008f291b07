import { afterEach, describe, expect, it } from 'vitest';
import { running, start } from './gateway-server.fixture.ts';
import { defaultLimits } from './limits/limits.ts';
import { RawConnection, TestGateway, testSchema } from './test-gateway.ts';

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ gateway }) => gateway.close()));
});

describe('bodies', () => {
  const tooLarge = {
    errors: [{ message: expect.stringContaining('1,000,000'), extensions: { code: 'BODY_TOO_LARGE' } }],
  };

  const jsonOf = (received: string) => JSON.parse(received.slice(received.indexOf('\r\n\r\n') + 4)) as unknown;

  it('are accepted up to a million bytes', async () => {
    const gateway = await start();
    const query = '{ hello }';
    const filled = query.padEnd(defaultLimits.requestBytes - JSON.stringify({ query: '' }).length);
    expect((await gateway.ask({ query: filled })).status).toBe(200);
    expect((await gateway.ask({ query: `${filled} ` })).status).toBe(413);
  });

  it('are rejected by their declared length before they are received', async () => {
    const gateway = await start();
    const connection = gateway.connect();
    connection.socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000001\r\n\r\n',
    );
    await connection.until(/\}$/);
    expect(connection.received).toMatch(/^HTTP\/1.1 413 /);
    expect(jsonOf(connection.received)).toEqual(tooLarge);
    connection.socket.destroy();
  });

  it('that never end are cut off, and the server continues', async () => {
    const gateway = await start();
    const connection = gateway.connect();
    connection.socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    const pour = () => {
      while (!connection.socket.destroyed && connection.socket.write(chunk));
    };
    connection.socket.on('drain', pour);
    pour();
    await connection.until(/\}$/);
    expect(connection.received).toMatch(/^HTTP\/1.1 413 /);
    expect(jsonOf(connection.received)).toEqual(tooLarge);
    await connection.closed();
    expect((await gateway.ask({ query: '{ hello }' })).status).toBe(200);
  });

  it.each([
    ['no JSON', 'application/json', '{', 400],
    ['nothing', 'application/json', '', 400],
    [
      'bytes that are no UTF-8',
      'application/json',
      Buffer.from('{"query":"{ hello(name: \\"\xff\\") }"}', 'latin1'),
      400,
    ],
    ['another type', 'text/plain', '{"query":"{ hello }"}', 415],
    ['files', 'multipart/form-data; boundary=x', '--x--', 415],
  ])('of %s are rejected', async (_, type, body, status) => {
    const gateway = await start();
    const response = await fetch(`${gateway.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
  });
});

describe('slow callers', () => {
  it('are disconnected if they do not complete the headers', async () => {
    const gateway = await start({ timeouts: { headers: 100, request: 60_000 } });
    const connection = gateway.connect();
    connection.socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\n');
    await connection.closed();
    expect(connection.received).toMatch(/^HTTP\/1.1 408 /);
  });

  it('are disconnected if they do not complete the body', async () => {
    const gateway = await start({ timeouts: { headers: 100, request: 200 } });
    const connection = gateway.connect();
    connection.socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    );
    await connection.closed();
    expect(connection.received).toMatch(/^HTTP\/1.1 408 /);
    expect(gateway.logged).toEqual([]);
    // Asked again where this process was too slow for the limit itself.
    await expect.poll(async () => (await gateway.ask({ query: '{ hello }' })).status).toBe(200);
  });
});

describe('closing', () => {
  function slowSchema() {
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<string>();
    const schema = testSchema({
      slow: () => {
        begun.resolve();
        return finish.promise;
      },
    });
    return { schema, begun: begun.promise, finish: finish.resolve };
  }

  it('completes running requests, rejects new ones, and closes connections', async () => {
    const { schema, begun, finish } = slowSchema();
    const { gateway, address } = await new TestGateway({ schema }).start();
    const pending = fetch(`${address}/graphql?query={slow}`);
    await begun;
    const closed = gateway.close();
    await expect(fetch(`${address}/health`)).rejects.toThrow();
    finish('at last');
    const response = await pending;
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.json()).toMatchObject({ data: { slow: 'at last' } });
    await closed;
  });

  it('does not wait for idle connections', async () => {
    const { gateway, address } = await new TestGateway().start();
    const connection = new RawConnection(Number(new URL(address).port));
    connection.socket.write('GET /health HTTP/1.1\r\nhost: x\r\n\r\n');
    await connection.until(/live/);
    await Promise.all([gateway.close(), connection.closed()]);
  });

  it('does not wait for connections that become idle', async () => {
    const test = await new TestGateway().start();
    const connection = test.connect();
    const head =
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000001\r\n\r\n';
    connection.socket.write(head);
    await connection.until(/BODY_TOO_LARGE/);
    const closed = test.gateway.close();
    connection.socket.write(' '.repeat(1_000_001));
    await Promise.all([closed, connection.closed()]);
    expect(test.logged).toEqual([]);
  });

  it('cuts off requests that take too long, and logs it', async () => {
    const { schema, begun } = slowSchema();
    const test = await new TestGateway({ schema, timeouts: { close: 50 } }).start();
    const response = fetch(`${test.address}/graphql?query={slow}`).catch((error: unknown) => error);
    await begun;
    await test.gateway.close();
    expect(await response).toBeInstanceOf(TypeError);
    expect(test.logged).toMatchObject([{ message: 'Running requests were cut off at shutdown.', count: 1 }]);
  });

  it('can happen twice, or before the first request', async () => {
    const { gateway } = await new TestGateway().start();
    await Promise.all([gateway.close(), gateway.close()]);
    await new TestGateway().gateway.close();
  });
});
