import { buildSchema, parse } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { TestGateway, testSchema } from '../test-gateway.ts';
import { operationCost } from './operation-cost.ts';

const many = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');

describe('objects of lists without pages', () => {
  const items = (count: number) => Array.from({ length: count }, (_, n) => ({ n, plain: [{ n }, { n }] }));

  const plainList = '{ plain { n } }';

  async function asked(gateway: TestGateway, query: string) {
    const results = [];
    // The second time the query is compiled.
    for (let times = 0; times < 3; times++) results.push((await gateway.ask({ query })).json);
    for (const result of results) expect(result).toEqual(results[0]);
    return results[0];
  }

  it('are counted by the length of the lists', async () => {
    const schema = testSchema({ plain: () => items(100) });
    const gateway = await new TestGateway({ schema, limits: { objects: 300 } }).start();
    expect((await asked(gateway, '{ plain { n plain { n } } }'))?.data?.plain).toHaveLength(100);
    const beyond = await asked(gateway, '{ plain { n plain { n } } again: plain { n } }');
    expect(beyond).toEqual({
      errors: [{ message: expect.stringContaining('300 objects'), extensions: { code: 'REQUEST_TOO_COMPLEX' } }],
    });
    expect(gateway.logged).toEqual([]);
    await gateway.gateway.close();
  });

  it('count with the factor of an analysis, and stop the reading of a query that exceeds the limit', async () => {
    const figures = vi.fn(async () => Array.from({ length: 60 }, () => ({ waits: 'x' })));
    const stop = vi.fn((error: Error) => void error);
    const gateway = await new TestGateway({
      schema: testSchema({ figures }),
      limits: { objects: 300 },
      makeContext: () => ({ read: { stop } }),
    }).start();
    expect((await gateway.ask({ query: '{ figures { waits } }' })).json.data?.figures).toHaveLength(60);
    expect(stop).not.toHaveBeenCalled();
    const { json } = await gateway.ask({ query: '{ figures { waits } again: figures { waits } }' });
    expect(json.errors).toMatchObject([{ extensions: { code: 'REQUEST_TOO_COMPLEX' } }]);
    expect(stop.mock.calls.map(([error]) => error.message)).toEqual([json.errors?.[0]?.message]);
    await gateway.gateway.close();
  });

  it('of many long lists do not block other requests', async () => {
    const answers: string[] = [];
    let health: Promise<number> | undefined;
    const askHealth = async () => {
      const { status } = await fetch(`${gateway.address}/health`);
      answers.push('health');
      return status;
    };
    const plain = async () => {
      health ??= askHealth();
      return items(1000);
    };
    const gateway = await new TestGateway({ schema: testSchema({ plain }) }).start();
    const { json } = await gateway.ask({ query: `{ ${many(50, (at) => `a${at}: plain { n }`)} }` });
    answers.push('query');
    expect([json.data?.a49, await health]).toEqual([expect.objectContaining({ length: 1000 }), 200]);
    expect(answers).toEqual(['health', 'query']);
    await gateway.gateway.close();
  });

  it('are counted for asynchronous lists, and separately for each request', async () => {
    const schema = testSchema({ plain: async () => items(200) });
    const gateway = await new TestGateway({ schema, limits: { objects: 300 } }).start();
    expect((await asked(gateway, plainList))?.data?.plain).toHaveLength(200);
    const several = Array.from({ length: 20 }, (_, at) => `a${at}: plain { n }`).join(' ');
    expect((await asked(gateway, `{ ${several} }`))?.errors).toMatchObject([
      { extensions: { code: 'REQUEST_TOO_COMPLEX' } },
    ]);
    expect((await asked(gateway, plainList))?.data?.plain).toHaveLength(200);
    await gateway.gateway.close();
  });

  it('are counted once if a query is run again by the interpreter', async () => {
    const schema = testSchema({ plain: () => items(200) });
    const gateway = await new TestGateway({ schema, limits: { objects: 300 } }).start();
    const result = await asked(gateway, '{ plain { n } fails(how: "input") }');
    expect(result?.data?.plain).toHaveLength(200);
    expect(result?.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    await gateway.gateway.close();
  });
});

describe('objects', () => {
  it('of a list by ids are counted by the number of ids', () => {
    const schema = buildSchema(
      'type Query { nodes(ids: [ID!]!): [Item] } type Item { nodes(ids: [ID!]!): [Item] n: Int }',
    );
    const document = parse('query ($ids: [ID!]!) { nodes(ids: $ids) { nodes(ids: ["a"]) { n } } }');
    const ids = Array.from({ length: 100 }, (_, at) => String(at));
    expect(operationCost({ schema, document, variableValues: { ids } })).toBe(100 + 100 * 10);
  });

  it('are counted by length in lists without pages, and once in a connection', async () => {
    const gateway = await new TestGateway({ limits: { cost: 1 + 10 + 10 + 200 + 200 } }).start();
    // `plain` has 10 items, each with a connection of 20 nodes by default.
    const { json } = await gateway.ask({ query: '{ plain { list { nodes { n } } } }' });
    expect(json.errors?.[0]?.extensions.code).not.toBe('REQUEST_TOO_COMPLEX');
    const more = await gateway.ask({ query: '{ plain { list { nodes { n } edges { node { n } } } } }' });
    expect(more.json.errors?.[0]?.extensions.code).toBe('REQUEST_TOO_COMPLEX');
    await gateway.gateway.close();
  });
});
