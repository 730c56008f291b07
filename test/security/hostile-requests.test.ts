import { once } from 'node:events';
import { connect } from 'node:net';
import { createGateway, type Gateway } from '@collective-impact/gateway';
import { engines, newPrincipal, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlTexts } from './hostile/hostile-fields.ts';

interface Answer {
  status: number;
  codes: string[];
  data: Record<string, unknown> | null | undefined;
  text: string;
}

const repeated = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');

describe.each(engines)('a gateway on %s', (engine) => {
  let database: TestDatabase;
  let gateway: Gateway;
  let address: string;
  const errors: Record<string, unknown>[] = [];

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    const log = (event: { level: string }) => event.level === 'error' && errors.push(event);
    gateway = createGateway({ database, log });
    address = await gateway.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await gateway.close();
    await database.close();
  });

  async function send(init: RequestInit, path = '/graphql'): Promise<Answer> {
    const response = await fetch(`${address}${path}`, init);
    const text = await response.text();
    const { data, errors: found = [] } = JSON.parse(text) as {
      data?: Record<string, unknown> | null;
      errors?: { extensions: { code: string } }[];
    };
    return { status: response.status, codes: found.map(({ extensions }) => extensions.code), data, text };
  }
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    send({
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const ask = (query: string, variables?: object) => post({ query, variables });

  /** A flood is answered with an error of the caller, and the gateway goes on. */
  async function expectRejected(answer: Answer, code: string) {
    expect([...new Set(answer.codes)]).toEqual([code]);
    expect(answer.data).toBeUndefined();
    expect((await ask('{ viewer { kind } }')).data).toEqual({ viewer: { kind: 'ANONYMOUS' } });
    expect(errors).toEqual([]);
  }

  it.each([
    ['aliases', `{ ${repeated(101, (i) => `a${i}: viewer { kind }`)} }`],
    [
      'aliases of an analysis',
      `{ ecosystem(slug: "a") { indicators { nodes { ${repeated(20, (i) => `a${i}: rollUp(over: [ORGANIZATIONS]) { value }`)} } } } }`,
    ],
    [
      'depth',
      `{ ecosystems { nodes { ${'organizations { nodes { ecosystem { '.repeat(8)}slug${' } } }'.repeat(8)} } } }`,
    ],
    [
      'fragments',
      `{ ...F0 } ${repeated(20, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F20 on Query { viewer { kind } }`,
    ],
    ['directives', `{ viewer { ${repeated(201, () => 'kind @include(if: true)')} } }`],
    ['duplicated fields', `{ viewer { ${'kind '.repeat(10_001)} } }`],
    ['root fields', `{ ${repeated(51, () => 'viewer { kind }')} }`],
    [
      'nested pages',
      '{ ecosystems(first: 100) { nodes { organizations(first: 100) { nodes { ecosystem { organizations(first: 100) { nodes { name } } } } } } } }',
    ],
    ['brackets', `{ node(id: ${'['.repeat(50_000)}`],
  ])('rejects a flood of %s', async (_, query) => {
    await expectRejected(await ask(query), 'REQUEST_TOO_COMPLEX');
  });

  const long = 'x'.repeat(500_000);
  const unknownFields = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`field${i}`, 1]));
  const create = 'mutation ($i: CreateEcosystemInput!) { createEcosystem(input: $i) { ecosystem { id } } }';

  it.each<[string, string, object, number, string]>([
    [
      'a value',
      create,
      { i: { slug: 'a', name: long, ...unknownFields } },
      51,
      'Field "field0" is not defined by type "CreateEcosystemInput".',
    ],
    [
      'a name of an operation',
      `query ${long} { ${repeated(40, (i) => `n${i}: node(id: $a${i}) { id }`)} }`,
      {},
      40,
      'Variable "$a0"',
    ],
    ['a name of a field', `{ ${long} }`, {}, 1, 'Cannot query field'],
  ])('does not repeat %s in every error', async (_, query, variables, errors, message) => {
    const answer = await ask(query, variables);
    expect(answer.codes).toHaveLength(errors);
    expect(answer.text).toContain(JSON.stringify(message).slice(1, -1));
    expect(answer.text.length).toBeLessThan(100_000);
  });

  it('rejects a batch', async () => {
    const query = '{ viewer { kind } }';
    await expectRejected(await post(Array.from({ length: 100 }, () => ({ query }))), 'BAD_REQUEST');
  });

  it('rejects a body that is too large, packed, or not JSON', async () => {
    const large = await post({ query: '{ viewer { kind } }', variables: { x: 'x'.repeat(1_000_000) } });
    await expectRejected(large, 'BODY_TOO_LARGE');
    expect(large.status).toBe(413);
    await expectRejected(await post('{}', { 'content-encoding': 'gzip' }), 'UNSUPPORTED_MEDIA_TYPE');
    await expectRejected(await post('{'), 'BAD_REQUEST');
    await expectRejected(await post('query=x', { 'content-type': 'text/plain' }), 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('cuts off a body without an end', async () => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    let received = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
    });
    socket.on('error', () => socket.destroy());
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    const closed = once(socket, 'close');
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    // Continues as fast as the gateway reads, until it responds: a reset connection loses what was not read.
    const send = () => {
      if (received === '' && !socket.destroyed) socket.write(chunk, () => setImmediate(send));
    };
    send();
    await closed;
    expect(received).toContain('BODY_TOO_LARGE');
  });

  it('rejects a mutation with GET, also with a key', async () => {
    const query = encodeURIComponent(
      'mutation { createEcosystem(input: { slug: "a", name: "A" }) { ecosystem { slug } } }',
    );
    const { key } = await newPrincipal(database, { isOperator: true });
    const answer = await send({ headers: { authorization: `Bearer ${key}` } }, `/graphql?query=${query}`);
    expect([answer.status, answer.data]).toEqual([405, undefined]);
    expect((await ask('{ ecosystems { nodes { slug } } }')).data).toEqual({ ecosystems: { nodes: [] } });
  });

  it.each(['x', 'bm90IGEgY3Vyc29y', '"', "' or 1=1 --", 'W10=', '\u0000', 'eyJ9', '😀'])(
    'rejects the forged cursor %j',
    async (after) => {
      const answer = await ask('query ($after: String) { ecosystems(after: $after) { nodes { slug } } }', { after });
      expect([answer.status, answer.codes]).toEqual([200, ['BAD_USER_INPUT']]);
      expect(errors).toEqual([]);
    },
  );

  it.each([...sqlTexts, 'x'.repeat(100_000)])('finds nothing for SQL in a text', async (slug) => {
    const query = 'query ($slug: String!) { ecosystem(slug: $slug) { slug } ecosystems { nodes { slug } } }';
    const answer = await ask(query, { slug });
    expect([answer.status, answer.data, answer.codes]).toEqual([
      200,
      { ecosystem: null, ecosystems: { nodes: [] } },
      [],
    ]);
    expect(errors).toEqual([]);
  });

  it.each([
    'organization_',
    'organization_zzzzzzzzzzzzzzzzzzzzzzzzzz',
    '1',
    "x' or 1=1",
    'nothing_01h455vb4pex5vsknk084sn02q',
  ])('rejects the forged id %j', async (id) => {
    const answer = await ask('query ($id: ID!) { node(id: $id) { id } }', { id });
    expect(answer.codes).toEqual(['BAD_USER_INPUT']);
    expect(errors).toEqual([]);
  });
});
