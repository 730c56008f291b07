import { type GraphQLObjectType, isAbstractType, parse } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { plain, type Resolvers, run, schemaOf } from './executor.fixture.ts';
import { createExecutor } from './executor.ts';

describe('cases that graphql-jit handles incorrectly', () => {
  const sdl = `
    scalar Odd
    type Query { thing: Thing things: [Thing!] box: Box boxes: BoxConnection odd: Odd! late: Late }
    union Thing = Box
    type Box { n: Int! self: Box odd: Odd! }
    type BoxConnection { nodes: [Box!]! totalCount: Int! }
    type Late { snap: Int }
  `;

  it('awaits an asynchronous type resolver', async () => {
    const schema = schemaOf(sdl, { Query: { thing: () => ({ n: 1 }) } });
    const thing = schema.getType('Thing');
    if (isAbstractType(thing)) thing.resolveType = async () => 'Box';
    const { result, ran } = await run(schema, { text: '{ thing { ... on Box { n } } }' });
    expect(ran).toBe('repeated');
    expect(result).toEqual({ data: { thing: { n: 1 } } });
  });

  it('reports the error of a type resolver at its field', async () => {
    const schema = schemaOf(sdl, { Query: { thing: async () => ({ n: 1 }) } });
    const thing = schema.getType('Thing');
    if (isAbstractType(thing)) {
      thing.resolveType = () => {
        throw new Error('which?');
      };
    }
    const { result } = await run(schema, { text: '{ thing { ... on Box { n } } }' });
    expect(result).toMatchObject({ data: { thing: null }, errors: [{ message: 'which?', path: ['thing'] }] });
  });

  it('passes the context to isTypeOf', async () => {
    const schema = schemaOf(sdl, { Query: { box: () => ({ n: 1 }) } });
    const box = schema.getType('Box') as GraphQLObjectType;
    const isTypeOf = vi.fn(() => true);
    box.isTypeOf = isTypeOf;
    const { ran } = await run(schema, { text: '{ box { n } }', contextValue: 'context' });
    expect(ran).toBe('interpreted');
    expect(isTypeOf).toHaveBeenCalledWith({ n: 1 }, 'context', expect.objectContaining({ fieldName: 'box' }));
  });

  it('awaits properties that are promises, and calls those that are functions', async () => {
    const row = { n: 1, self: Promise.resolve({ n: 2, self: () => ({ n: 3 }) }) };
    const schema = schemaOf(sdl, { Query: { box: () => row } });
    const { result } = await run(schema, { text: '{ box { n self { n self { n } } } }' });
    expect(result).toEqual({ data: { box: { n: 1, self: { n: 2, self: { n: 3 } } } } });
  });

  it('handles the rejection of a property that is a promise', async () => {
    const row = {
      n: 1,
      get self() {
        return Promise.reject(new Error('lost'));
      },
    };
    const schema = schemaOf(sdl, { Query: { box: () => row } });
    const { result } = await run(schema, { text: '{ box { n self { n } } }' });
    expect(result).toMatchObject({ data: { box: { n: 1, self: null } }, errors: [{ message: 'lost' }] });
  });

  it('reads each property of a connection once, and awaits it', async () => {
    const totalCount = vi.fn(async () => 2);
    const nodes = vi.fn(() => [{ n: 1 }, { n: 2 }]);
    class Boxes {
      get totalCount() {
        return totalCount();
      }
      get nodes() {
        return nodes();
      }
    }
    const schema = schemaOf(sdl, { Query: { boxes: () => new Boxes() } });
    const { result, ran } = await run(schema, { text: '{ boxes { totalCount nodes { n } } }' });
    expect(ran).toBe('compiled');
    expect(result).toEqual({ data: { boxes: { totalCount: 2, nodes: [{ n: 1 }, { n: 2 }] } } });
    expect(totalCount).toHaveBeenCalledTimes(1);
    expect(nodes).toHaveBeenCalledTimes(1);
  });

  it('reports an error for a scalar that is serialized as null', async () => {
    const schema = schemaOf(sdl, { Query: { odd: () => 1 } });
    Object.assign(schema.getType('Odd') ?? {}, { serialize: () => null });
    const { result } = await run(schema, { text: '{ odd }' });
    expect(result.data).toBeNull();
    expect(result.errors).toHaveLength(1);
  });

  it('reports the error of a getter below a promise', async () => {
    const row = {
      get snap() {
        throw new Error('snap');
      },
    };
    const schema = schemaOf(sdl, { Query: { late: async () => row } });
    const { result } = await run(schema, { text: '{ late { snap } }' });
    expect(result).toMatchObject({ data: { late: { snap: null } }, errors: [{ message: 'snap' }] });
  });

  it('reports the error of a getter while other fields are pending', async () => {
    const row = {
      get snap() {
        throw new Error('snap');
      },
    };
    const schema = schemaOf(sdl, { Query: { box: async () => ({ n: 1 }), late: () => row } });
    const { result } = await run(schema, { text: '{ box { n } late { snap } }' });
    expect(result).toMatchObject({ data: { box: { n: 1 }, late: { snap: null } } });
  });

  it('interprets and reports a query that fails only when compiled', async () => {
    const report = vi.fn();
    const schema = schemaOf(sdl, { Query: { box: () => ({ n: () => 1 }) } });
    const executor = createExecutor({ schema, compileAt: 1, report });
    const runs: string[] = [];
    for (let i = 0; i < 4; i++) runs.push((await run(schema, { text: 'query Odd { box { n } }', executor })).ran);
    expect(runs).toEqual(['repeated', 'repeated', 'repeated', 'interpreted']);
    expect(report).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ message: expect.stringContaining('Odd') }),
    );
  });
});

describe('a query whose resolver fails', () => {
  const sdl = `
    type Query { field: Int strict: Int! list: [Box] box: Box boxes: [Box!] }
    type Box { n: Int strict: Int! }
  `;

  const failure = new Error('the database is down');

  const boxes = { boxes: () => [{}, {}, {}] };

  const strict = { boxes: null };

  function fail(): never {
    throw failure;
  }

  function later(): Promise<never> {
    return Promise.reject(failure);
  }

  function counting(resolvers: Resolvers, called: (name: string) => void): Resolvers {
    const wrapped = Object.entries(resolvers).map(([type, fields]) => {
      const counted = Object.entries(fields).map(([name, resolve]) => {
        const count: typeof resolve = (...received) => {
          called(name);
          return resolve(...received);
        };
        return [name, count];
      });
      return [type, Object.fromEntries(counted)];
    });
    return Object.fromEntries(wrapped);
  }

  it.each<[string, Resolvers, string, unknown]>([
    ['throws', { Query: { field: () => fail() } }, '{ field }', { field: null }],
    ['rejects', { Query: { field: async () => fail() } }, '{ field }', { field: null }],
    ['returns an Error', { Query: { field: () => failure } }, '{ field }', { field: null }],
    ['rejects a field that is not nullable', { Query: { strict: async () => fail() } }, '{ strict }', null],
    ['rejects an object', { Query: { box: async () => fail() } }, '{ box { n } }', { box: null }],
    ['rejects a list', { Query: { list: async () => fail() } }, '{ list { n } }', { list: null }],
    ['rejects an item', { Query: { list: () => [{ n: 1 }, later()] } }, '{ list { n } }', { list: [{ n: 1 }, null] }],
    ['returns an Error as an item', { Query: { list: () => [failure] } }, '{ list { n } }', { list: [null] }],
    ['rejects below a list', { Query: boxes, Box: { strict: async () => fail() } }, '{ boxes { strict } }', strict],
  ])('runs once if it %s', async (_, resolvers, text, data) => {
    const called = vi.fn();
    const schema = schemaOf(sdl, counting(resolvers, called));
    const { result, ran } = await run(schema, { text });
    expect(ran).toBe('compiled');
    expect(result).toMatchObject({ data, errors: [{ message: 'the database is down' }] });
    const only = Object.keys(resolvers.Box ?? resolvers.Query ?? {})[0];
    expect(called.mock.calls.filter(([name]) => name === only)).toHaveLength(resolvers.Box ? 3 : 1);
    const interpreted = createExecutor({ schema, execution: 'interpreted' });
    expect(plain(await interpreted({ schema, document: parse(text) }))).toEqual(result);
  });

  it('keeps its original error, its path and its place in the document', async () => {
    const schema = schemaOf(sdl, { Query: { boxes: () => [{}] }, Box: { n: () => fail() } });
    const document = parse('{ boxes {\n  other: n\n} }');
    const executor = createExecutor({ schema, compileAt: 1 });
    const [error] = (await executor({ schema, document })).errors ?? [];
    expect(error).toMatchObject({ path: ['boxes', 0, 'other'], locations: [{ line: 2, column: 3 }] });
    expect(error?.originalError).toBe(failure);
    expect(executor.counts).toEqual({ compiled: 1, interpreted: 0, repeated: 0 });
  });
});
