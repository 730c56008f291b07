import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { bodyOf, Connection, requestOf } from './connection.ts';

/** The bodies of the answers to two requests on one connection. */
async function answersOf(listener: RequestListener): Promise<string[]> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const connection = await Connection.open(address);
  try {
    const request = requestOf({ address, body: { query: '{ ü }' }, key: 'made-up' });
    return [bodyOf(await connection.ask(request)), bodyOf(await connection.ask(request))];
  } finally {
    connection.close();
    server.close();
  }
}

const long = 'ä'.repeat(200_000);

describe('a connection of the benchmark', () => {
  it('sends the body and the key', async () => {
    const answers = await answersOf(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      response.end(`${request.headers.authorization} ${Buffer.concat(parts)}`);
    });
    expect(answers).toEqual(Array(2).fill('Bearer made-up {"query":"{ ü }"}'));
  });

  it('reads answers with a length', async () => {
    const answers = await answersOf((_, response) => response.setHeader('content-length', 400_000).end(long));
    expect(answers).toEqual([long, long]);
  });

  it('reads answers in chunks, also if their end arrives in parts', async () => {
    const answers = await answersOf(async (_, response) => {
      response.write('one, ');
      await setTimeout(5);
      response.write(long);
      response.end();
    });
    expect(answers).toEqual(Array(2).fill(`one, ${long}`));
    const parts = await answersOf(async ({ socket }) => {
      for (const part of [
        'HTTP/1.1 200 OK\r\ntransfer-enc',
        'oding: chunked\r\n\r\n3\r\nabc\r\n',
        '0\r',
        '\n\r',
        '\n',
      ]) {
        socket.write(part);
        await setTimeout(5);
      }
    });
    expect(parts).toEqual(['abc', 'abc']);
  });
});
