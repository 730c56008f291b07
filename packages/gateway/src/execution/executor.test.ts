import { createRequire } from 'node:module';
import {
  buildSchema,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  parse,
} from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { createExecutor, type Executor, type ExecutorOptions } from './executor.ts';

type Resolvers = Record<string, Record<string, GraphQLFieldResolver<never, unknown>>>;

function schemaOf(sdl: string, resolvers: Resolvers = {}): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const [type, fields] of Object.entries(resolvers)) {
    const known = (schema.getType(type) as GraphQLObjectType).getFields();
    for (const [name, resolve] of Object.entries(fields)) Object.assign(known[name] ?? {}, { resolve });
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = ({ kind }: { kind: string }) => kind;
  }
  return schema;
}

/** Runs an operation often enough to be compiled. Returns the result of the last run, and how it ran. */
async function run(
  schema: GraphQLSchema,
  execution: Omit<ExecutionArgs, 'schema' | 'document'> & { text: string; executor?: Executor },
  options: Partial<ExecutorOptions> = {},
): Promise<{ result: ExecutionResult; ran: 'compiled' | 'interpreted' | 'repeated' }> {
  const { text, executor = createExecutor({ schema, compileAt: 1, ...options }), ...rest } = execution;
  const before = { ...executor.counts };
  const result = await executor({ schema, document: parse(text), ...rest });
  const repeated = executor.counts.repeated > before.repeated;
  const compiled = executor.counts.compiled > before.compiled;
  return { result: plain(result), ran: repeated ? 'repeated' : compiled ? 'compiled' : 'interpreted' };
}

function plain(result: ExecutionResult): ExecutionResult {
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}

const echo = schemaOf(
  /* GraphQL */ `
    scalar JSON
    enum Size { SMALL LARGE }
    input Change { name: String size: Size = SMALL note: String }
    input Which @oneOf { id: ID name: String }
    type Query {
      echo(change: Change, text: String, count: Int = 5): JSON
      which(by: Which!): JSON
      a: Box!
      b: Box!
    }
    type Mutation { echo(text: String): JSON }
    type Box { n: Int inner: Box! text(of: String): String }
  `,
  {
    Query: {
      echo: (_, args) => args,
      which: (_, { by }) => by,
      a: () => ({ n: 1, inner: { n: 2, inner: { n: 3 } } }),
      b: () => ({ n: 10, inner: { n: 20, inner: { n: 30 } } }),
    },
    Mutation: { echo: (_, args) => args },
    Box: { text: (_, { of }) => of },
  },
);

describe('the compilation of a query', () => {
  it('happens at its second occurrence', async () => {
    const executor = createExecutor({ schema: echo });
    const text = '{ a { n } }';
    expect((await run(echo, { text, executor })).ran).toBe('interpreted');
    expect((await run(echo, { text, executor })).ran).toBe('compiled');
  });

  it('happens when scheduled, and the current request does not wait for it', async () => {
    const due: (() => void)[] = [];
    const executor = createExecutor({ schema: echo, compileAt: 1, schedule: (compilation) => due.push(compilation) });
    const text = '{ a { n } }';
    expect((await run(echo, { text, executor })).ran).toBe('interpreted');
    expect((await run(echo, { text, executor })).ran).toBe('interpreted');
    expect(due).toHaveLength(1);
    due[0]?.();
    expect((await run(echo, { text, executor })).ran).toBe('compiled');
  });

  it('never happens in interpreted mode, or for a mutation', async () => {
    expect((await run(echo, { text: '{ a { n } }' }, { execution: 'interpreted' })).ran).toBe('interpreted');
    const report = vi.fn();
    expect((await run(echo, { text: 'mutation { echo(text: "x") }' }, { report })).ran).toBe('interpreted');
    expect(report).not.toHaveBeenCalled();
  });

  it('does not happen for introspection', async () => {
    const { result, ran } = await run(echo, { text: '{ __schema { queryType { name } } }' });
    expect(ran).toBe('interpreted');
    expect(result).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } });
  });

  it('does not happen for a query that fragments make very large', async () => {
    const fragments = Array.from(
      { length: 20 },
      (_, i) => `fragment F${i} on Box { x: inner { ...F${i + 1} } y: inner { ...F${i + 1} } }`,
    );
    const text = `query Long($go: Boolean!) { a @include(if: $go) { ...F0 } } ${fragments.join(' ')} fragment F20 on Box { n }`;
    expect((await run(echo, { text, variableValues: { go: false } })).ran).toBe('compiled');
    const executor = createExecutor({ schema: echo, compileAt: 1 });
    const answered = executor({ schema: echo, document: parse('{ a { n } }') });
    expect(answered).toEqual({ data: { a: { n: 1 } } });
    const wide = `{ a { ${Array.from({ length: 60 }, (_, i) => `f${i}: inner { n }`).join(' ')} } }`;
    expect((await run(echo, { text: wide }, { maxFields: 100 })).ran).toBe('interpreted');
    expect((await run(echo, { text: wide }, { maxFields: 200 })).ran).toBe('compiled');
  });

  it('is discarded for the least recently used queries', async () => {
    const executor = createExecutor({ schema: echo, remember: { operations: 2, bytes: 1e9 } });
    const texts = ['{ a { n } }', '{ b { n } }', '{ a { inner { n } } }'];
    for (const text of texts) await run(echo, { text, executor });
    expect((await run(echo, { text: '{ b { n } }', executor })).ran).toBe('compiled');
    expect((await run(echo, { text: '{ a { n } }', executor })).ran).toBe('interpreted');
  });

  it('is discarded if the compiled queries exceed the cache size', async () => {
    const executor = createExecutor({ schema: echo, compileAt: 1, remember: { operations: 100, bytes: 20_000 } });
    expect((await run(echo, { text: '{ a { n } }', executor })).ran).toBe('compiled');
    expect((await run(echo, { text: '{ b { n } }', executor })).ran).toBe('compiled');
    expect((await run(echo, { text: '{ a { inner { n } } b { n } }', executor })).ran).toBe('compiled');
    expect(executor.counts.compiled).toBe(3);
  });
});

describe('operations of one document', () => {
  const text = 'query A { a { ...F } } query B { b { n ...F } } fragment F on Box { inner { n } }';

  it('are distinguished by name', async () => {
    const executor = createExecutor({ schema: echo, compileAt: 1 });
    const a = await run(echo, { text, operationName: 'A', executor });
    const b = await run(echo, { text, operationName: 'B', executor });
    expect([a.ran, b.ran]).toEqual(['compiled', 'compiled']);
    expect(a.result).toEqual({ data: { a: { inner: { n: 2 } } } });
    expect(b.result).toEqual({ data: { b: { n: 10, inner: { n: 20 } } } });
  });

  it('are an error of the request if the name is missing or unknown', async () => {
    for (const operationName of [undefined, '', 'C']) {
      const { result } = await run(echo, { text, operationName });
      expect(result).not.toHaveProperty('data');
      expect(result.errors).toHaveLength(1);
    }
  });

  it('do not share the conditions of a fragment', async () => {
    const document = parse(
      'query A($go: Boolean!) { a { ...F @include(if: $go) } b { ...F } } query B { a { ...F } } fragment F on Box { n }',
    );
    const executor = createExecutor({ schema: echo, compileAt: 1 });
    const answer = (operationName: string, go?: boolean) =>
      executor({ schema: echo, document, operationName, variableValues: { go } });
    expect(plain((await answer('A', false)) as ExecutionResult)).toEqual({ data: { a: {}, b: { n: 10 } } });
    expect(plain((await answer('B')) as ExecutionResult)).toEqual({ data: { a: { n: 1 } } });
    expect(plain((await answer('A', true)) as ExecutionResult)).toEqual({ data: { a: { n: 1 }, b: { n: 10 } } });
    expect(executor.counts.compiled).toBe(3);
  });
});

describe('arguments', () => {
  it('are never executed as code', async () => {
    const text = `{ echo(text: "__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d(globalThis.broken=1,0)") }`;
    const { result, ran } = await run(echo, { text });
    expect(ran).toBe('compiled');
    expect(globalThis).not.toHaveProperty('broken');
    expect(result.data?.echo).toEqual({
      text: '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d(globalThis.broken=1,0)',
      count: 5,
    });
  });

  it('are absent in an input object if their variable is absent, and null if it is null', async () => {
    const text = 'query ($name: String, $note: String) { echo(change: { name: $name, note: $note }) }';
    const { result, ran } = await run(echo, { text, variableValues: { note: null } });
    expect(ran).toBe('compiled');
    expect(result).toEqual({ data: { echo: { change: { size: 'SMALL', note: null }, count: 5 } } });
  });

  it('use the default values of variables', async () => {
    const text = 'query ($count: Int = 7, $change: Change = { size: LARGE }) { echo(count: $count, change: $change) }';
    const { result, ran } = await run(echo, { text, variableValues: {} });
    expect(ran).toBe('compiled');
    expect(result).toEqual({ data: { echo: { count: 7, change: { size: 'LARGE' } } } });
  });

  it('are validated for oneOf input types', async () => {
    const text = 'query ($by: Which!) { which(by: $by) }';
    const { result } = await run(echo, { text, variableValues: { by: { id: '1', name: 'x' } } });
    expect(result).not.toHaveProperty('data');
    expect(result.errors?.[0]?.message).toContain('Exactly one key must be specified for OneOf type "Which"');
  });

  it('have the default values of the object type, not of its interface', async () => {
    const schema = schemaOf(
      'type Query { item: Item } interface Item { n(of: Int = 1): Int } type One implements Item { n(of: Int = 2): Int }',
      { Query: { item: () => ({ kind: 'One' }) }, One: { n: (_, { of }) => of } },
    );
    const { result } = await run(schema, { text: '{ item { n } }' });
    expect(result).toEqual({ data: { item: { n: 2 } } });
  });

  it('are separate objects for separate requests', async () => {
    const seen: object[] = [];
    const schema = schemaOf('type Query { f(list: [Int]): Int }', { Query: { f: (_, { list }) => seen.push(list) } });
    const executor = createExecutor({ schema, compileAt: 1 });
    for (let i = 0; i < 2; i++) await run(schema, { text: '{ f(list: [1]) }', executor });
    expect(executor.counts.compiled).toBe(2);
    expect(seen[0]).not.toBe(seen[1]);
  });
});

describe('names', () => {
  it('of Object.prototype are ordinary fields', async () => {
    const { result, ran } = await run(echo, { text: '{ a { __proto__: n constructor: n } }' });
    expect(ran).toBe('interpreted');
    expect(JSON.stringify(result)).toBe('{"data":{"a":{"__proto__":1,"constructor":1}}}');
  });

  it('that graphql-jit joins to the same name have separate resolvers', async () => {
    const schema = schemaOf('type Query { foo: Foo foob: Foob } type Foo { bar: Int } type Foob { ar: Int }', {
      Query: { foo: () => ({}), foob: () => ({}) },
      Foo: { bar: () => 1 },
      Foob: { ar: () => 2 },
    });
    expect((await run(schema, { text: '{ foo { bar } foob { ar } }' })).result).toEqual({
      data: { foo: { bar: 1 }, foob: { ar: 2 } },
    });
  });

  it('of positions that graphql-jit joins to the same name have a separate info', async () => {
    const schema = schemaOf('type Query { a: Query b: String a_b: String }', {
      Query: {
        a: () => ({}),
        b: (_, _args, _context, info) => info.fieldName,
        a_b: (_, _a, _c, info) => info.fieldName,
      },
    });
    const { result, ran } = await run(schema, { text: '{ a { b } a_b }' });
    expect(ran).toBe('interpreted');
    expect(result).toEqual({ data: { a: { b: 'b' }, a_b: 'a_b' } });
  });
});

describe('the info of resolvers', () => {
  it('contains the original schema and operation', async () => {
    const infos: unknown[] = [];
    const schema = schemaOf(
      'type Query { list(n: Int = 1): [Item] } interface Item { n: Int } type One implements Item { n: Int }',
      {
        Query: { list: () => [{ kind: 'One', n: 1 }] },
      },
    );
    const item = schema.getType('Item');
    const list = schema.getQueryType()?.getFields().list;
    if (!isAbstractType(item) || !list) throw new Error('the schema has these');
    item.resolveType = (value: { kind: string }, context, info, type) => {
      infos.push([
        info.fieldName,
        String(info.returnType),
        info.parentType === schema.getQueryType(),
        context,
        type === item,
      ]);
      return value.kind;
    };
    list.resolve = (_parent, args, context, info) => {
      infos.push([
        info.fieldName,
        info.schema === schema,
        info.operation.name?.value,
        info.variableValues.x,
        args,
        context,
      ]);
      return [{ kind: 'One', n: 1 }];
    };
    const contextValue = {};
    const text = 'query Named($x: Int) { list(n: $x) { n } }';
    const { ran } = await run(schema, { text, variableValues: { x: 3 }, contextValue });
    expect(ran).toBe('compiled');
    expect(infos).toEqual([
      ['list', true, 'Named', 3, { n: 3 }, contextValue],
      ['list', '[Item]', true, contextValue, true],
    ]);
  });
});

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
});

it('does not change the shared runtime of graphql-jit', () => {
  const { jitRuntime } = createRequire(import.meta.url)('graphql-jit/dist/runtime');
  createExecutor({ schema: echo });
  expect([jitRuntime.handleResolverResult.name, jitRuntime.handleListItemResult.name]).toEqual([
    'handleResolverResult',
    'handleListItemResult',
  ]);
});

it('rejects an operation of another schema', () => {
  const executor = createExecutor({ schema: echo });
  const other = schemaOf('type Query { x: Int }');
  expect(() => executor({ schema: other, document: parse('{ x }') })).toThrow('another schema');
});
