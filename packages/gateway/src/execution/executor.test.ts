import { createRequire } from 'node:module';
import { type ExecutionResult, parse } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { echo, plain, run, schemaOf } from './executor.fixture.ts';
import { createExecutor } from './executor.ts';

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

  it('is discarded for the least recently used queries if the compiled ones exceed the bytes of the cache', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `query Q${10 + index} { a { n } }`);
    // Two fields of 5,000 bytes, the syntax tree, and the text.
    const bytesOfOne = 2 * 5000 + 1000 + 50 * 21 + 2 * (2 + 21) + 100;
    const executor = createExecutor({ schema: echo, remember: { operations: 1000, bytes: 5 * bytesOfOne } });
    for (const text of texts) for (let time = 0; time < 2; time += 1) await run(echo, { text, executor });
    const newestFirst: string[] = [];
    for (const text of texts.reverse()) newestFirst.push((await run(echo, { text, executor })).ran);
    expect(newestFirst.lastIndexOf('compiled')).toBe(4);
    expect(newestFirst.indexOf('interpreted')).toBe(5);
  });

  it('is not repeated for a query that alone exceeds the bytes of the cache', async () => {
    const executor = createExecutor({ schema: echo, remember: { operations: 100, bytes: 10_000 } });
    for (let time = 0; time < 4; time += 1) await run(echo, { text: '{ a { n } }', executor });
    expect(executor.counts).toMatchObject({ compiled: 1, interpreted: 3 });
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
