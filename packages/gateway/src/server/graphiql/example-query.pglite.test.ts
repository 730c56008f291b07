import { anonymous, localProgram } from '@collective-impact/sdk';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../schema.ts';
import { createContext } from '../../shared/context.ts';
import { exampleQuery, listEcosystems } from './example-query.ts';

const schema = createSchema();

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
      contextValue: createContext(database, localProgram),
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
