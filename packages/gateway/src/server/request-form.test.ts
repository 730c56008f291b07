import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, RawConnection, TestGateway } from './test-gateway.ts';

const query = JSON.stringify({ query: '{ hello }' });
const nested = (count: number): string => '['.repeat(count) + ']'.repeat(count);

describe('a request', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await new TestGateway().start();
  });
  afterEach(() => expect(gateway.logged).toEqual([]));
  afterAll(() => gateway.gateway.close());

  const send = async (init: RequestInit, path = '/graphql') => {
    const accept = 'application/graphql-response+json';
    const headers = { 'content-type': 'application/json', accept, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${gateway.address}${path}`, { method: 'POST', ...init, headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: text && (JSON.parse(text) as Answer) };
  };

  it.each(['OPTIONS', 'PUT', 'DELETE', 'PATCH'])(
    'with method %s is rejected with the allowed methods',
    async (method) => {
      for (const body of [undefined, query]) {
        const { status, headers, json } = await send({ method, body });
        expect([status, headers.get('allow')]).toEqual([405, 'GET, POST']);
        expect(json).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'METHOD_NOT_ALLOWED' } }] });
      }
    },
  );

  it('with method HEAD is rejected with the allowed methods and without a body', async () => {
    const { status, headers, text } = await send({ method: 'HEAD' }, '/graphql?query={hello}');
    expect([status, headers.get('allow'), text]).toEqual([405, 'GET, POST', '']);
  });

  it.each([
    ['a byte order mark', 'application/json', `\ufeff${query}`],
    ['capital letters in its type', 'Application/JSON', query],
    ['a charset in quotes', 'application/json ; charset="UTF-8"', query],
  ])('with %s is accepted', async (_, type, body) => {
    const { status, json } = await send({ body, headers: { 'content-type': type } });
    const extensions = { cost: { requested: 0, limit: 100_000 } };
    expect([status, json]).toEqual([200, { data: { hello: 'hello you' }, extensions }]);
  });

  it.each([
    ['in UTF-16', { 'content-type': 'application/json; charset=utf-16' }, Buffer.from(query, 'utf16le'), 'UTF-8'],
    ['that is declared as UTF-16', { 'content-type': 'application/json; charset=utf-16' }, query, 'UTF-8'],
    ['that is compressed', { 'content-encoding': 'gzip' }, gzipSync(query), 'Content-Encoding'],
    ['without a type', { 'content-type': '' }, query, 'application/json'],
  ])('with a body %s is rejected with the supported form', async (_, headers, body, words) => {
    const { status, json } = await send({ body, headers });
    expect(status).toBe(415);
    expect(json).toEqual({
      errors: [{ message: expect.stringContaining(words), extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }],
    });
  });

  it('whose response the caller does not accept is not executed', async () => {
    const { status, json } = await send({ body: query, headers: { accept: 'image/png' } });
    expect(status).toBe(406);
    expect(json).toMatchObject({ errors: [{ extensions: { code: 'NOT_ACCEPTABLE' } }] });
  });

  it.each([
    ['no body', '', 'BAD_REQUEST'],
    ['a blank body', '  ', 'BAD_REQUEST'],
    ['half a body', '{"query":', 'BAD_REQUEST'],
    ['a text', '"{ hello }"', 'BAD_REQUEST'],
    ['null', 'null', 'BAD_REQUEST'],
    ['a list', `[${query}]`, 'BAD_REQUEST'],
    ['an empty list', '[]', 'BAD_REQUEST'],
    ['no query', '{}', 'BAD_REQUEST'],
    ['a number for a query', '{"query":5}', 'BAD_REQUEST'],
    ['an empty query', '{"query":""}', 'GRAPHQL_PARSE_FAILED'],
    ['another parameter', '{"query":"{hello}","also":1}', 'BAD_REQUEST'],
    ['a list of variables', '{"query":"{hello}","variables":[]}', 'BAD_REQUEST'],
    ['a text for variables', '{"query":"{hello}","variables":"x"}', 'BAD_REQUEST'],
    ['a number for variables', '{"query":"{hello}","variables":5}', 'BAD_REQUEST'],
    ['the name of no operation', '{"query":"query A {hello}","operationName":"B"}', 'OPERATION_RESOLUTION_FAILURE'],
    ['a number for a name', '{"query":"query A {hello}","operationName":5}', 'OPERATION_RESOLUTION_FAILURE'],
    ['no choice of two operations', '{"query":"query A {hello} query B {hello}"}', 'OPERATION_RESOLUTION_FAILURE'],
    ['a huge number in its text', `{"query":"{positive(n:${'9'.repeat(1000)})}"}`, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a huge number in a variable',
      `{"query":"query ($n: Int!) {positive(n:$n)}","variables":{"n":${'9'.repeat(1000)}}}`,
      'BAD_USER_INPUT',
    ],
    [
      'a deep list in a variable',
      `{"query":"query ($n: Int!) {positive(n:$n)}","variables":{"n":${nested(10_000)}}}`,
      'BAD_USER_INPUT',
    ],
    [
      'a deep list for a scalar of ours',
      `{"query":"query ($at: Period) {hello(at:$at)}","variables":{"at":${nested(100_000)}}}`,
      'BAD_USER_INPUT',
    ],
  ])('with %s is rejected as an error of the caller', async (_, body, code) => {
    const { status, json, text } = await send({ body });
    expect(status).toBe(400);
    expect(json).toMatchObject({ errors: [{ message: expect.any(String), extensions: { code } }] });
    expect(text).not.toMatch(/originalError|aborted/i);
  });

  it('with a deeply nested list is rejected', async () => {
    for (const depth of [4900, 10_000]) {
      const { status, json } = await send({ body: JSON.stringify({ query: `{ hello(name: ${nested(depth)}) }` }) });
      expect(status).toBe(400);
      expect(json).toMatchObject({
        errors: [{ extensions: { code: expect.stringMatching(/REQUEST_TOO_COMPLEX|PARSE_FAILED/) } }],
      });
    }
  });

  it('with very many faults returns the first ones', async () => {
    const unknown = Array.from({ length: 150 }, (_, at) => `x${at}`).join(' ');
    const names = Array.from({ length: 60 }, (_, at) => `$x${at}: Int!`).join(' ');
    const used = Array.from({ length: 60 }, (_, at) => `x${at}: positive(n: $x${at})`).join(' ');
    for (const text of [`{ deep { ${unknown} } }`, `query (${names}) { deep { ${used} } }`]) {
      const result = await send({ body: JSON.stringify({ query: text }) });
      expect(result.status).toBe(400);
      expect((result.json as Answer).errors?.at(-1)?.message).toBe(
        'There are too many errors. The others are not listed.',
      );
      expect(result.text).not.toMatch(/aborted/i);
    }
  });

  it('in a URL is rejected if its variables are not a JSON object', async () => {
    for (const variables of ['{', '[1]', '"x"']) {
      const { status, json } = await send({ method: 'GET' }, `/graphql?query={hello}&variables=${variables}`);
      expect(status).toBe(400);
      expect(json).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    }
  });

  it.each([
    ['a host that is none', 'GET /graphql?query={hello} HTTP/1.1\r\nhost: ][', 200],
    ['a host that is none, for the page', 'GET /graphql HTTP/1.1\r\naccept: text/html\r\nhost: ][', 200],
    ['a whole address', 'GET http://example.org/graphql?query={hello} HTTP/1.1\r\nhost: x', 200],
    ['a whole address of a host that is none', 'GET http://][/health HTTP/1.1\r\nhost: x', 200],
    ['a whole address without a path', 'GET http://example.org HTTP/1.1\r\nhost: x', 200],
    ['two slashes', 'GET // HTTP/1.1\r\nhost: x', 404],
    ['two slashes before the path', 'GET //graphql?query={hello} HTTP/1.1\r\nhost: x', 404],
    ['a sign that encodes nothing', 'GET /%ZZ HTTP/1.1\r\nhost: x', 404],
    ['a star', 'OPTIONS * HTTP/1.1\r\nhost: x', 404],
    ['no host', 'GET /graphql?query={hello} HTTP/1.1', 400],
  ])('with %s gets a response', async (_, head, status) => {
    const connection = new RawConnection(Number(new URL(gateway.address).port));
    connection.socket.write(`${head}\r\nconnection: close\r\n\r\n`);
    await connection.closed();
    expect(connection.received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await send({ body: query })).status).toBe(200);
  });
});
