import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownOperation } from './known-operations.ts';
import { TestGateway } from './test-gateway.ts';

const text = 'query Greet($name: String) { hello(name: $name) }';
const graphqlResponse = 'application/graphql-response+json';

describe('a known operation', () => {
  const document = parse(text);
  const documents = new Map([[text, document]]);

  const find = (
    sent: object | string | undefined,
    { valid = [document], ...request }: { valid?: object[]; method?: string; url?: string; headers?: object } = {},
  ) => {
    const headers = { 'content-type': 'application/json', ...request.headers };
    const body = typeof sent === 'object' ? JSON.stringify(sent) : sent;
    const known = { body, documents, valid: new WeakSet(valid) as WeakSet<typeof document> };
    return knownOperation({ method: 'POST', url: '/graphql', ...request, headers }, known);
  };

  it('has the operation, its variables and the media type of the response', () => {
    expect(find({ query: text, variables: { name: 'Ann' }, operationName: 'Greet' })).toEqual({
      document,
      operation: document.definitions[0],
      operationName: 'Greet',
      variableValues: { name: 'Ann' },
      mediaType: 'application/json',
    });
  });

  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    [graphqlResponse, graphqlResponse],
    [`${graphqlResponse}, application/json;q=0.9`, graphqlResponse],
    [`application/json, ${graphqlResponse}`, 'application/json'],
    ['text/event-stream', undefined],
    [`${graphqlResponse}; charset=utf-16`, undefined],
    [`text/html, ${graphqlResponse}`, undefined],
  ])('is answered to a caller who accepts %s as %s', (accept, mediaType) => {
    expect(find({ query: text }, { headers: { accept } })?.mediaType).toBe(mediaType);
  });

  it.each([
    ['of a document that is not valid', { query: text }, { valid: [] }],
    ['of a text that was not sent before', { query: `${text} ` }, {}],
    ['with an unknown name', { query: text, operationName: 'Other' }, {}],
    ['with an empty name', { query: text, operationName: '' }, {}],
    ['with variables in a list', { query: text, variables: [] }, {}],
    ['with extensions', { query: text, extensions: {} }, {}],
    ['with an unknown parameter', { query: text, documentId: 'a' }, {}],
    ['without a query', {}, {}],
    ['in a list', [{ query: text }], {}],
    ['that is not JSON', '{', {}],
    ['that is null', 'null', {}],
    ['without a body', undefined, {}],
    ['by GET', { query: text }, { method: 'GET' }],
    ['with parameters in the address', { query: text }, { url: '/graphql?query={hello}' }],
    ['of another type', { query: text }, { headers: { 'content-type': 'application/graphql' } }],
  ])('is none %s', (_, sent, request) => {
    expect(find(sent, request)).toBe(undefined);
  });
});

/** The parts of a response that do not differ between two requests. */
async function answerTo(address: string, { body, accept }: { body: object; accept: string }) {
  const headers = { 'content-type': 'application/json', accept };
  const response = await fetch(`${address}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  const { 'x-request-id': _, date: __, ...rest } = Object.fromEntries(response.headers);
  // Each internal error has a reference of its own.
  const text = (await response.text()).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<reference>');
  return { status: response.status, headers: rest, text };
}

describe('the answer to a repeated request', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await new TestGateway({ limits: { cost: 3000, responseBytes: 10_000 } }).start();
  });
  afterAll(() => gateway.gateway.close());

  const failures = ['input', 'forbidden', 'unauthenticated', 'coded', 'uncoded', 'unknown'];
  const requests: [string, object][] = [
    ['data', { query: '{ hello viewer }' }],
    ['variables', { query: text, variables: { name: 'Ann' }, operationName: 'Greet' }],
    ['variables that are null', { query: text, variables: null, operationName: null }],
    ['one of several operations', { query: 'query A { hello } query B { viewer }', operationName: 'B' }],
    ['no name for several operations', { query: 'query A { hello } query B { viewer }' }],
    ['an unknown name', { query: 'query A { hello }', operationName: 'B' }],
    ['a mutation', { query: 'mutation { set(to: "x") }' }],
    ['a wrong variable', { query: 'query ($n: Int!) { positive(n: $n) }', variables: { n: 'x' } }],
    ['a missing variable', { query: 'query ($n: Int!) { positive(n: $n) }' }],
    ['a wrong value of a scalar', { query: 'query ($at: Period) { hello(at: $at) }', variables: { at: 'x' } }],
    ['a wrong null', { query: '{ failsStrictly }' }],
    ['a part that fails', { query: '{ hello fails(how: "unknown") }' }],
    [
      'too high a cost',
      { query: '{ a: analysis b: analysis c: analysis d: analysis e: analysis f: analysis g: analysis }' },
    ],
    ['a syntax error', { query: '{ hello' }],
    ['an invalid document', { query: '{ unknown }' }],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
    ...failures.map((how): [string, object] => [`an error: ${how}`, { query: `{ fails(how: "${how}") }` }]),
  ];

  it.each(requests)('is the same as the first: %s', async (_, body) => {
    for (const accept of ['application/json', graphqlResponse, '*/*']) {
      const first = await answerTo(gateway.address, { body, accept });
      expect(first.text).not.toBe('');
      for (let times = 0; times < 3; times++) expect(await answerTo(gateway.address, { body, accept })).toEqual(first);
    }
  });

  it('is the same as the first if it is too large', async () => {
    const body = { query: text, variables: { name: 'x'.repeat(20_000) } };
    const first = await answerTo(gateway.address, { body, accept: graphqlResponse });
    expect(first).toMatchObject({ status: 400, text: expect.stringContaining('RESPONSE_TOO_LARGE') });
    expect(await answerTo(gateway.address, { body, accept: graphqlResponse })).toEqual(first);
  });
});
