import { isAbstractType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { echo, run, schemaOf } from './executor.fixture.ts';
import { createExecutor } from './executor.ts';

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
