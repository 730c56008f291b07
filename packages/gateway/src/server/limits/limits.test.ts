import { readFileSync } from 'node:fs';
import { getIntrospectionQuery, isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSchema } from '../../schema.ts';
import { TestGateway, testSchema } from '../test-gateway.ts';
import { charactersOf } from './answer-size.ts';
import { weightOf } from './field-weight.ts';
import { defaultLimits, type RequestLimits } from './limits.ts';
import { operationCost } from './operation-cost.ts';

const many = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');

const nested = (levels: number): string => `${'{ deep '.repeat(levels - 1)}{ hello }${' }'.repeat(levels - 1)}`;

/** The limit, a request within it, a request beyond it, and a part of the message. */
const cases: [keyof RequestLimits, string, string, string][] = [
  [
    'tokens',
    `{ ${many(9, () => '__typename')} }`,
    `{ ${many(defaultLimits.tokens, () => '__typename')} }`,
    '10,000 tokens',
  ],
  ['depth', nested(defaultLimits.depth), nested(defaultLimits.depth + 1), '20 levels'],
  ['rootFields', `{ ${many(50, () => 'hello')} }`, `{ ${many(51, () => 'hello')} }`, '50 root fields'],
  [
    'aliases',
    `{ plain { ${many(100, (i) => `a${i}: n`)} } }`,
    `{ plain { ${many(101, (i) => `a${i}: n`)} } }`,
    '100 aliases',
  ],
  [
    'directives',
    `{ plain { ${many(200, () => 'n @skip(if: true)')} } }`,
    `{ plain { ${many(201, () => 'n @skip(if: true)')} } }`,
    '200 directives',
  ],
  [
    'fields',
    '{ deep { ...A1 } } fragment A1 on Query { ...A2 ...A2 } fragment A2 on Query { hello hello }',
    `{ deep { ...A1 } } ${many(14, (i) => `fragment A${i + 1} on Query { ...A${i + 2} ...A${i + 2} }`)} fragment A15 on Query { hello }`,
    '10,000 fields',
  ],
  [
    'cost',
    '{ list(first: 100) { nodes { list(first: 49) { nodes { list(first: 9) { nodes { n } } } } } } }',
    '{ list(first: 100) { nodes { list(first: 49) { nodes { list(first: 50) { nodes { n } } } } } } }',
    'costs 500,000, and the limit is 100,000',
  ],
];

describe('requests', () => {
  beforeAll(async () => {
    gateway = await new TestGateway().start();
  });

  afterAll(() => gateway.gateway.close());

  let gateway: TestGateway;

  const refusals = async (query: string, variables?: object) =>
    ((await gateway.ask({ query, variables })).json.errors ?? []).filter(
      ({ extensions }) => extensions.code === 'REQUEST_TOO_COMPLEX',
    );

  it.each(cases)('have a limit of %s', async (_, within, beyond, words) => {
    expect(await refusals(within)).toEqual([]);
    const [refusal, ...others] = await refusals(beyond);
    expect(others).toEqual([]);
    expect(refusal?.message).toContain(words);
    expect((await gateway.ask({ query: '{ hello }' })).json.data).toEqual({ hello: 'hello you' });
  });

  it('with the introspection query of tools are within the limits', async () => {
    expect((await gateway.ask({ query: getIntrospectionQuery() })).json.data).toHaveProperty('__schema');
  });

  it('with cycles of fragments are rejected by validation', async () => {
    const { json } = await gateway.ask({ query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }' });
    expect(json.errors?.[0]?.message).toContain('Cannot spread fragment "A" within itself');
  });

  it('that are nested too deeply to parse are rejected as an error of the caller', async () => {
    const { json } = await gateway.ask({ query: '{ hello(name: '.padEnd(9000, '[') });
    expect(json.errors).toEqual([
      {
        message: 'The request is nested too deeply. Use fewer levels.',
        extensions: { code: 'REQUEST_TOO_COMPLEX' },
      },
    ]);
  });

  it('can set page sizes by variables', async () => {
    const query =
      'query ($a: Int, $b: Int = 100) { list(first: $a) { nodes { list(last: $b) { nodes { list(first: $a) { nodes { n } } } } } } }';
    expect(await refusals(query, { a: 10 })).toEqual([]);
    expect(await refusals(query, { a: 100 })).toHaveLength(1);
    expect(await refusals(query, { a: 100, b: 4 })).toEqual([]);
  });
});

describe('the cost of an operation', () => {
  const cost = (query: string, variableValues: Record<string, unknown> = {}) =>
    operationCost({ schema: testSchema(), document: parse(query), variableValues });

  it.each([
    ['a field without objects', '{ hello }', 0],
    ['an analysis', '{ analysis }', 500],
    ['an analysis under aliases', '{ a: analysis b: analysis }', 1000],
    ['an analysis in a fragment', '{ ...A } fragment A on Query { analysis }', 500],
    ['each figure of an analysis', '{ figures { waits } }', 500 + 5 * 100 + 100],
    ['one figure for each period without categories', '{ figures(by: []) { waits } }', 500 + 5 * 10 + 10],
    ['figures by category', '{ figures(by: ["a"], periods: ["2024", "2025"]) { waits } }', 500 + 5 * 20 + 20],
    ['at least one period', '{ figures(by: [], periods: []) { waits } }', 500 + 5 + 1],
    ['figures that are not by category', '{ comparisons(periods: ["2025"]) { waits } }', 500 + 50 + 1],
    ['an analysis of the objects of a page', '{ list(first: 3) { nodes { analysis { n } } } }', 3 + 3 + 3 * 50 + 3],
    ['an analysis of the objects of a list', '{ plain { analysis { n } } }', 10 + 10 * 50 + 10],
  ])('includes the weight of each field: %s', (_, query, expected) => {
    expect(cost(query)).toBe(expected);
  });

  it('does not exceed what a number can state exactly', () => {
    const levels = Array.from({ length: 15 }, () => 'list(first: 100) { nodes {').join(' ');
    expect(cost(`{ ${levels} n ${'} }'.repeat(15)} }`)).toBe(1e15);
  });

  it('is returned with the response, whether it is accepted or rejected', async () => {
    const execute = vi.fn(() => 1);
    const schema = testSchema({ analysis: execute });
    const gateway = await new TestGateway({ schema, limits: { cost: 1000 } }).start();
    const accepted = await gateway.ask({ query: '{ a: analysis b: analysis }' });
    expect(accepted.json).toEqual({ data: { a: 1, b: 1 } });
    expect(accepted.extensions).toEqual({ cost: { requested: 1000, limit: 1000 } });
    execute.mockClear();
    const rejected = await gateway.ask({ query: '{ a: analysis b: analysis c: analysis }' });
    expect(rejected.json).toEqual({
      errors: [
        {
          message:
            'The request costs 1,500, and the limit is 1,000. Request smaller pages, fewer nested lists, or fewer analyses.',
          extensions: { code: 'REQUEST_TOO_COMPLEX' },
        },
      ],
    });
    expect(rejected.extensions).toEqual({ cost: { requested: 1500, limit: 1000 } });
    expect(execute).not.toHaveBeenCalled();
    await gateway.gateway.close();
  });

  it('of the analyses of each indicator of a page is beyond the limit, and of a dashboard within it', () => {
    const schema = createSchema();
    const indicators = (inner: string) => `{ ecosystem(slug: "uk-youth") { indicators { nodes { ${inner} } } } }`;
    const ofQuery = (query: string) => operationCost({ schema, document: parse(query) });
    const flood = indicators(many(20, (i) => `a${i}: rollUp(over: [ORGANIZATIONS]) { period value }`));
    expect(ofQuery(flood)).toBe(1 + 20 + 20 + 400 * (1000 + 100));
    const dashboard = indicators('name series { period value } rollUp(over: [ORGANIZATIONS]) { period value }');
    expect(ofQuery(dashboard)).toBe(1 + 20 + 20 + 40 * (1000 + 100));
    expect([flood, dashboard].map((query) => ofQuery(query) > defaultLimits.cost)).toEqual([true, false]);
    const aliases = indicators(many(95, (i) => `a${i}: series { period }`)).replace(
      'indicators',
      'indicators(first: 1)',
    );
    expect(ofQuery(aliases)).toBe(1 + 1 + 1 + 95 * (1000 + 100));
  });

  it('is documented for each field that has a weight', () => {
    const guide = readFileSync(new URL('../../../../../docs/guides/run-a-gateway.md', import.meta.url), 'utf8');
    const row = /^\| (`[A-Z][A-Za-z]+\.[^|]+) \| ([\d,]+?)(?:, and (\d+) for each [a-z]+)? \|$/gm;
    const documented = [...guide.matchAll(row)].flatMap(([, fields = '', weight = '', entry = '0']) =>
      fields.split(', ').map((field) => `${field.replaceAll('`', '')} ${weight.replaceAll(',', '')} ${entry}`),
    );
    const schema = createSchema();
    const declared = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields())
          .map((field) => ({ name: `${type.name}.${field.name}`, ...weightOf(schema, field) }))
          .filter(({ weight }) => weight > 0)
          .map(({ name, weight, entry }) => `${name} ${weight} ${entry}`),
      );
    expect(documented.sort()).toEqual(declared.sort());
  });
});

describe('responses', () => {
  const accept = 'application/graphql-response+json';

  const limits = { responseBytes: 10_000 };

  const around = { data: { slow: '' }, extensions: { cost: { requested: 0, limit: defaultLimits.cost } } };

  const room = 10_000 - JSON.stringify(around).length;

  const refusal = {
    errors: [
      {
        message: 'The response exceeds 10,000 bytes. Request fewer records or fields. Changes by mutations are saved.',
        extensions: { code: 'RESPONSE_TOO_LARGE' },
      },
    ],
  };

  it.each([
    ['characters of one byte', 'x', room],
    ['characters of three bytes', '\u20ac', Math.floor(room / 3)],
    ['escaped characters', '\n', Math.floor(room / 2)],
  ])('have a limit of bytes, with %s', async (_, sign, most) => {
    let count = most;
    const gateway = await new TestGateway({ schema: testSchema({ slow: () => sign.repeat(count) }), limits }).start();
    expect((await gateway.ask({ query: '{ slow }' })).json).toEqual({ data: { slow: sign.repeat(most) } });
    count = most + 1;
    for (const [headers, status] of [
      [{}, 200],
      [{ accept }, 400],
    ] as const) {
      const beyond = await gateway.ask({ query: '{ slow }' }, headers);
      expect([beyond.status, beyond.json]).toEqual([status, refusal]);
    }
    await gateway.gateway.close();
  });

  it('that repeat a text by aliases are rejected before they are serialized', async () => {
    const text = 'x'.repeat(1000);
    const gateway = await new TestGateway({ schema: testSchema({ slow: () => text }), limits }).start();
    const aliases = many(20, (at) => `a${at}: slow`);
    expect((await gateway.ask({ query: `{ ${aliases} }` })).json).toEqual(refusal);
    await gateway.gateway.close();
  });

  it('are never estimated larger than they are', () => {
    // The estimate leaves out escapes, all but one character of other scalars, and the ends of lists.
    const estimates = [null, [], {}, [[]], [{}], { a: [] }, { a: 1, b: 'c' }, ['a', { b: [null, true] }], 1.5, 'é'].map(
      (value) => [JSON.stringify(value), charactersOf(value, 1000)],
    );
    expect(estimates).toEqual([
      ['null', 1],
      ['[]', 1],
      ['{}', 1],
      ['[[]]', 3],
      ['[{}]', 3],
      ['{"a":[]}', 7],
      ['{"a":1,"b":"c"}', 15],
      ['["a",{"b":[null,true]}]', 17],
      ['1.5', 1],
      ['"é"', 3],
    ]);
    expect(charactersOf({ a: 'b', c: ['d', 'e'] }, 1000)).toBe('{"a":"b","c":["d","e"]}'.length);
    expect(charactersOf(['x'.repeat(10), 'y'], 5)).toBe('["xxxxxxxxxx",'.length);
  });
});
