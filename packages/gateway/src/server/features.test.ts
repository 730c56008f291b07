import { SetupError } from '@collective-impact/sdk';
import { getIntrospectionQuery } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { TestGateway, testKey } from './test-gateway.ts';

const running: TestGateway[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ gateway }) => gateway.close()));
});

async function start(options: ConstructorParameters<typeof TestGateway>[0] = {}): Promise<TestGateway> {
  const gateway = await new TestGateway(options).start();
  running.push(gateway);
  return gateway;
}

describe('pages of other origins', () => {
  const listed = 'https://data.example';
  const other = 'https://other.example';
  const headersOf = async (gateway: TestGateway, init: RequestInit) => {
    const { status, headers } = await fetch(`${gateway.address}/graphql?query={hello}`, init);
    return {
      status,
      origin: headers.get('access-control-allow-origin'),
      headers: headers.get('access-control-allow-headers'),
      policy: headers.get('cross-origin-resource-policy'),
    };
  };
  const preflight = (origin: string) => ({
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST' },
  });

  it('get no permission by default', async () => {
    const gateway = await start();
    const closed = { origin: null, headers: null, policy: 'same-origin' };
    expect(await headersOf(gateway, { headers: { origin: listed } })).toEqual({ status: 200, ...closed });
    expect(await headersOf(gateway, preflight(listed))).toEqual({ status: 405, ...closed });
  });

  it('of a listed origin can read, and send a key', async () => {
    const gateway = await start({ origins: [listed] });
    const policy = 'cross-origin';
    const answer = { status: 200, origin: listed, headers: null, policy };
    expect(await headersOf(gateway, { headers: { origin: listed } })).toEqual(answer);
    const allowed = { status: 204, origin: listed, headers: 'authorization, content-type', policy };
    expect(await headersOf(gateway, preflight(listed))).toEqual(allowed);
    expect(await headersOf(gateway, preflight(other))).toMatchObject({ status: 405, origin: null });
    expect(await headersOf(gateway, { headers: { origin: 'null' } })).toMatchObject({ origin: null });
  });

  it('of any origin can read with "*", but not send a key unless they are listed', async () => {
    const gateway = await start({ origins: ['*', listed] });
    expect(await headersOf(gateway, { headers: { origin: other } })).toMatchObject({ status: 200, origin: '*' });
    expect(await headersOf(gateway, preflight(other))).toMatchObject({ origin: '*', headers: 'content-type' });
    expect(await headersOf(gateway, preflight(listed))).toMatchObject({
      origin: listed,
      headers: 'authorization, content-type',
    });
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
    'cannot send a form of type %s',
    async (type) => {
      const gateway = await start({ origins: ['*'] });
      const body = 'query=mutation { set(to: "x") }';
      const init = { method: 'POST', body, headers: { 'content-type': type, origin: other } };
      const response = await fetch(`${gateway.address}/graphql`, init);
      expect([response.status, await response.json()]).toMatchObject([
        415,
        { errors: [{ extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }] },
      ]);
    },
  );
});

describe('introspection', () => {
  it('can be switched off, with the names that errors suggest', async () => {
    const gateway = await start({ introspection: false });
    const { json } = await gateway.ask({ query: getIntrospectionQuery() });
    expect(json.data).toBeUndefined();
    expect(json.errors?.[0]?.extensions.code).toBe('INTROSPECTION_DISABLED');
    expect((await gateway.ask({ query: '{ __typename }' })).json.data).toEqual({ __typename: 'Query' });
    const unknown = await gateway.ask({ query: '{ helo }' });
    expect(unknown.json.errors?.[0]?.message).toBe('Cannot query field "helo" on type "Query".');
  });
});

describe('GraphiQL', () => {
  it('can be switched off', async () => {
    const gateway = await start({ graphiql: false });
    const page = { headers: { accept: 'text/html' } };
    expect((await fetch(`${gateway.address}/graphql`, page)).status).toBe(406);
    expect((await fetch(`${gateway.address}/graphql/assets/x/start.js`, page)).status).toBe(404);
  });
});

describe('persisted documents', () => {
  const documents = new Map([['greeting', 'query Greeting($name: String) { hello(name: $name) }']]);

  it('run by their id, beside other documents', async () => {
    const gateway = await start({ documents: { documents, only: false } });
    const byId = { documentId: 'greeting', variables: { name: 'you' } };
    expect((await gateway.ask(byId)).json).toEqual({ data: { hello: 'hello you' } });
    const byHash = { extensions: { persistedQuery: { version: 1, sha256Hash: 'greeting' } } };
    expect((await gateway.ask(byHash)).json.data).toEqual({ hello: 'hello you' });
    expect((await gateway.ask({ query: '{ hello }' })).json.data).toEqual({ hello: 'hello you' });
    const unknown = await gateway.ask({ documentId: 'nothing' });
    expect(unknown.json.errors?.[0]?.extensions).toEqual({ code: 'PERSISTED_DOCUMENT_NOT_FOUND' });
  });

  it('can be the only ones', async () => {
    const gateway = await start({ documents: { documents, only: true } });
    expect((await gateway.ask({ documentId: 'greeting' })).json.data).toEqual({ hello: 'hello you' });
    for (const body of [{ query: '{ hello }' }, { query: '{ hello }', documentId: 'greeting' }]) {
      expect((await gateway.ask(body)).json.errors?.[0]?.extensions).toEqual({ code: 'PERSISTED_DOCUMENTS_ONLY' });
    }
  });

  it('run by an id in the address, except mutations', async () => {
    const withChange = new Map([...documents, ['change', 'mutation { set(to: "x") }']]);
    const gateway = await start({ documents: { documents: withChange, only: true } });
    const get = async (parameters: Record<string, string>) => {
      const response = await fetch(`${gateway.address}/graphql?${new URLSearchParams(parameters)}`);
      const json = (await response.json()) as { data?: unknown; errors?: { message: string }[] };
      return { status: response.status, data: json.data, messages: json.errors?.map(({ message }) => message) };
    };
    expect(await get({ documentId: 'greeting', variables: '{"name":"you"}' })).toEqual({
      status: 200,
      data: { hello: 'hello you' },
    });
    expect((await get({ documentId: 'nothing' })).messages).toEqual([
      'There is no persisted document with the id "nothing". Check the id, or ask the operator to add the document.',
    ]);
    expect(await get({ documentId: 'change' })).toEqual({
      status: 405,
      messages: ['Can only perform a mutation operation from a POST request.'],
    });
  });

  it('must fit the schema when the gateway starts', () => {
    const wrong = new Map([
      ['one', '{ nothing }'],
      ['two', '{'],
    ]);
    expect(() => new TestGateway({ documents: { documents: wrong, only: false } })).toThrow(
      new SetupError(
        'Persisted documents are not valid. one: Cannot query field "nothing" on type "Query". two: Syntax Error: Expected Name, found <EOF>.',
      ),
    );
  });
});

describe('the log of a request', () => {
  it('has its operation, viewer, status, cost and duration, and nothing that the caller keeps secret', async () => {
    const gateway = await start();
    const query = 'query Greeting($name: String) { hello(name: $name) }';
    const { headers } = await gateway.ask(
      { query, variables: { name: 'a secret name' } },
      { authorization: `Bearer ${testKey}`, 'x-request-id': 'from-a-proxy' },
    );
    expect(headers.get('x-request-id')).toBe('from-a-proxy');
    await expect.poll(() => gateway.requests).toHaveLength(1);
    expect(gateway.requests).toEqual([
      {
        level: 'info',
        message: 'Request.',
        requestId: 'from-a-proxy',
        viewer: 'PRINCIPAL',
        operation: 'query',
        operationName: 'Greeting',
        cost: 0,
        status: 200,
        milliseconds: expect.any(Number),
      },
    ]);
  });

  it('has the beginning of a long name of an operation', async () => {
    const gateway = await start();
    await gateway.ask({ query: `query ${'a'.repeat(5000)} { hello }` });
    await expect.poll(() => gateway.requests).toHaveLength(1);
    expect(gateway.requests[0]?.operationName).toBe('a'.repeat(100));
  });

  it('has the codes of its errors, also if it was rejected before it was executed', async () => {
    const gateway = await start();
    await gateway.ask({ query: '{ fails(how: "input") }' });
    await gateway.ask({ query: '{ hello }' }, { authorization: 'Bearer wrong', 'x-request-id': 'a b\tc' });
    await expect.poll(() => gateway.requests).toHaveLength(2);
    expect(gateway.requests.map(({ codes, viewer }) => [codes, viewer])).toEqual([
      [['BAD_USER_INPUT'], 'ANONYMOUS'],
      [['UNAUTHENTICATED'], undefined],
    ]);
    expect(gateway.requests[1]?.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('metrics', () => {
  const metricsKey = 'a-key-for-the-metrics';

  it('do not exist without a key', async () => {
    const gateway = await start();
    expect((await fetch(`${gateway.address}/metrics`)).status).toBe(404);
  });

  it('count requests, errors and connections, for callers with the key', async () => {
    const gateway = await start({ metricsKey, connections: () => ({ used: 3, waiting: 1 }) });
    await gateway.ask({ query: '{ hello }' });
    await gateway.ask({ query: '{ fails(how: "input") again: fails(how: "input") }' });
    await expect.poll(() => gateway.requests).toHaveLength(2);
    for (const authorization of [undefined, 'Bearer wrong', `Bearer ${testKey}`]) {
      const headers = authorization === undefined ? undefined : { authorization };
      expect((await fetch(`${gateway.address}/metrics`, { headers })).status).toBe(401);
    }
    const response = await fetch(`${gateway.address}/metrics`, { headers: { authorization: `Bearer ${metricsKey}` } });
    const text = await response.text();
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    for (const line of [
      'collective_impact_requests_total{operation="query",status="200"} 2',
      'collective_impact_errors_total{code="BAD_USER_INPUT"} 1',
      'collective_impact_request_duration_seconds_count{operation="query"} 2',
      'collective_impact_database_connections{state="used"} 3',
      'collective_impact_database_connections{state="waiting"} 1',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
  });
});
