import { anonymous, operator } from '@collective-impact/sdk';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { graphql, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from '../shared/context.ts';
import { exampleFor, exampleQuery, listEcosystems } from './example-query.ts';

const schema = createSchema();
const indicator = (code: string, releases: number) => ({ code, releases: { totalCount: releases } });
const ecosystem = (slug: string, ...nodes: ReturnType<typeof indicator>[]) => ({ slug, indicators: { nodes } });

describe('the example query', () => {
  it.each([
    ['no ecosystem', [], listEcosystems],
    ['ecosystems without indicators', [ecosystem('a'), ecosystem('b')], 'ecosystem(slug: "a")'],
    ['indicators without releases', [ecosystem('a', indicator('x', 0))], 'ecosystem(slug: "a")'],
    [
      'releases',
      [ecosystem('a', indicator('x', 1)), ecosystem('b', indicator('y', 0), indicator('z', 3))],
      'ecosystem(slug: "b") {\n    name\n    indicators(code: "z")',
    ],
    ['a code with a quotation mark', [ecosystem('a', indicator('"x', 1))], 'indicators(code: "\\"x")'],
  ])('is valid where there is: %s', (_, ecosystems, part) => {
    const example = exampleFor(ecosystems);
    expect(example).toContain(part);
    expect(validate(schema, parse(example))).toEqual([]);
  });
});

describe('the example query of a database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
  });
  afterAll(() => database.close());

  const choose = () => exampleQuery({ schema, contextValue: createContext(database, anonymous) });
  const create = (slug: string, visibility: string) =>
    graphql({
      schema,
      contextValue: createContext(database, operator),
      source: `mutation { createEcosystem(input: { slug: "${slug}", name: "Town", visibility: ${visibility} }) { userErrors { message } } }`,
    });

  it('follows the ecosystems that an anonymous caller can see', async () => {
    expect(await choose()).toBe(listEcosystems);
    await create('closed-town', 'RESTRICTED');
    expect(await choose()).toBe(listEcosystems);
    await create('open-town', 'PUBLIC');
    const source = await choose();
    const contextValue = createContext(database, anonymous);
    expect(await graphql({ schema, contextValue, source })).toEqual({
      data: {
        ecosystem: { name: 'Town', indicators: { nodes: [] } },
        ecosystems: { nodes: [{ slug: 'open-town', name: 'Town', indicators: { totalCount: 0 } }] },
      },
    });
  });
});
