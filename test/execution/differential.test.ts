import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { Differential } from '../support/differential.ts';
import { operationsOf } from '../support/generate-operations.ts';
import { oddFields, richSchema, richValues } from '../support/rich-schema.ts';

const schema = richSchema();

/** Operations with cases that an executor can handle incorrectly: a name, the query, its variables. */
const table: [string, string, Record<string, unknown>?][] = [
  ['a field', '{ color }'],
  ['enum values, written and by variable', 'query ($c: Color) { a: color(of: BLUE) b: color(of: $c) }', { c: 'GREEN' }],
  ['a default that is an enum value', 'query ($c: Color = BLUE) { color(of: $c) }'],
  ['a null variable for an argument with a default', 'query ($c: Color) { color(of: $c) }', { c: null }],
  ['a variable of the wrong type', 'query ($c: Color) { color(of: $c) }', { c: 'red' }],
  ['a required variable that is absent', 'query ($id: ID!) { node(id: $id) { id } }'],
  ['a null for a variable with a default', 'query ($n: Int = 2) { person(n: $n) { id } }', { n: null }],
  ['input objects with defaults', '{ echo(filter: { must: 1 }) }'],
  ['nested input objects', '{ echo(filter: { must: 1, inner: { must: 2, tags: "y", color: null } }) }'],
  [
    'variables inside input objects',
    'query ($m: Int!, $t: String!) { echo(filter: { must: $m, tags: [$t, "b"] }) }',
    { m: 4, t: 'a' },
  ],
  ['absent variables inside input objects', 'query ($m: Int) { echo(filter: { must: 1, min: $m }) }'],
  ['an absent variable in a list', 'query ($n: Int) { echo(list: [[1, $n]]) }'],
  ['one value for a list of lists', '{ echo(list: 3) }'],
  ['a oneOf input', 'query ($by: Choice!) { choose(by: $by) }', { by: { byColor: 'BLUE' } }],
  ['a oneOf input with two fields', 'query ($by: Choice!) { choose(by: $by) }', { by: { byId: '1', byName: 'x' } }],
  ['a oneOf input with a null field', 'query ($by: Choice!) { choose(by: $by) }', { by: { byId: null } }],
  ['a custom scalar', 'query ($d: Day) { a: day(on: $d) b: day(on: "2026-01-01") }', { d: '2026-02-02' }],
  [
    'an interface',
    '{ node(id: "1") { __typename id ... on Named { name(upper: true) } ... on Place { address { lines } } } }',
  ],
  ['a union', '{ things(first: 5) { __typename ... on Person { age } ... on Group { age } ... on Node { id } } }'],
  ['a type that does not exist', '{ unknownThing { __typename } }'],
  ['nested lists', '{ matrix(rows: 1) }'],
  ['a null in a nested list', '{ matrix(rows: 3) }'],
  ['a value that is not a list', '{ noList }'],
  ['items that are promises', '{ promisedItems(first: 4) { id } }'],
  ['a field twice', '{ person { id friends { id } } person { age friends { age } } }'],
  [
    'a fragment used twice, excluded once',
    'query ($go: Boolean!) { ...F @include(if: $go) ...F } fragment F on Query { color }',
    { go: false },
  ],
  [
    'a fragment in two places, excluded in one',
    'query ($go: Boolean!) { a: person { ...F @skip(if: $go) } b: person { ...F } } fragment F on Person { id group { id } }',
    { go: true },
  ],
  [
    'fields below a repeated field, excluded once',
    'query ($go: Boolean!) { person @include(if: $go) { ... { id } } person { age } }',
    { go: false },
  ],
  ['all fields excluded', '{ person { id @skip(if: true) } }'],
  ['contradicting conditions', '{ color @include(if: true) @skip(if: true) }'],
  ['a condition by default', 'query ($go: Boolean! = false) { color @include(if: $go) colors }'],
  [
    'the order of fields with an excluded one',
    'query ($go: Boolean!) { color @include(if: $go) colors color }',
    { go: false },
  ],
  ['the alias __proto__', '{ person { __proto__: id } }'],
  ['a property that is a function', '{ person { lazy { id lazyName(suffix: "?") } } }'],
  ['a property that is a promise', '{ person { promised { id promisedAge } } }'],
  ['a connection', '{ everyone(first: 3) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }'],
  ['a synchronous error', '{ person(n: 2) { id throws } }'],
  ['an asynchronous error in a non-null field', '{ person(n: 2) { id throwsLater } }'],
  ['two errors in non-null fields', '{ person(n: 2) { nothing throwsLater throws } }'],
  [
    'an error that reaches the root',
    '{ everyone { nodes { nothing } } strictThings { ... on Person { throwsLater } } absentDay }',
  ],
  ['an error below an error', '{ person(n: 3) { throwsStrictly { throwsLater } deep { throws nothing } } }'],
  ['errors as values', '{ person(n: 2) { errorValue } b: person(n: 3) { errorValue } }'],
  ['nulls in lists', '{ person(n: 2) { sparse sometimes { id } } }'],
  ['accessors that throw', '{ person { getterThrows id } b: person { getterThrowsDeep { snap } } }'],
  ['values that cannot be serialized', '{ brokenDay }'],
  ['no operation', 'fragment F on Query { color }'],
  ['introspection', '{ __type(name: "Color") { enumValues { name } } color }'],
];

describe('single operations', () => {
  it.each(table)('%s', async (_, document, variables = {}) => {
    const { interpreted, compiled } = await new Differential({ schema }).compare({ document, variables });
    expect(compiled).toEqual(interpreted);
  });

  it('are valid', () => {
    const invalid = table.filter(([, document]) => validate(schema, parse(document)).length > 0);
    expect(invalid.map(([name]) => name)).toEqual(['no operation']);
  });
});

/** Operations with any fields, and operations whose fields contain values as readers return them. */
const arbitraryOperations = operationsOf({ schema, values: richValues });
const ordinaryOperations = operationsOf({
  schema,
  values: richValues,
  includeField: (coordinate) => !oddFields.has(coordinate),
});

describe('generated operations', () => {
  const runs = process.env.TEST_LONG ? 3000 : 150;

  it.each([
    ['any fields', arbitraryOperations],
    ['fields with values as readers return them', ordinaryOperations],
  ])('of %s return the same results and errors compiled and interpreted', async (_, operations) => {
    const differential = new Differential({ schema });
    await fc.assert(
      fc.asyncProperty(operations, async (operation) => {
        const { interpreted, compiled } = await differential.compare(operation);
        expect(compiled).toEqual(interpreted);
      }),
      { numRuns: runs },
    );
  });

  it.each([
    ['any fields', arbitraryOperations, { compiled: 49, interpreted: 51, repeated: 51 }],
    ['fields with values as readers return them', ordinaryOperations, { compiled: 86, interpreted: 14, repeated: 14 }],
  ])('of %s run compiled, and are interpreted only if a compiled query fails', async (_, operations, counts) => {
    const differential = new Differential({ schema });
    for (const operation of fc.sample(operations, { seed: 1, numRuns: 100 })) await differential.compare(operation);
    expect(differential.counts).toEqual(counts);
  });
});
