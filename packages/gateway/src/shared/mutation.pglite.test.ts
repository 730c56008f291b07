import { localProgram } from '@collective-impact/sdk';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from './context.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase('pglite');
});
afterEach(() => database.close());

it('returns in each mutation of a request the values that it wrote', async () => {
  const schema = createSchema();
  const ask = async (source: string, variableValues = {}) => {
    const { data, errors } = await graphql({
      schema,
      source,
      variableValues,
      contextValue: createContext(database, localProgram),
    });
    expect(errors).toBeUndefined();
    return data as Record<string, { ecosystem: { id: string } }>;
  };
  const { createEcosystem } = await ask(
    'mutation { createEcosystem(input: { slug: "made-up-town", name: "Made-up Town" }) { ecosystem { id } } }',
  );
  const id = createEcosystem?.ecosystem.id;
  const results = await ask(
    `mutation ($id: ID!) {
      one: updateEcosystem(input: { id: $id, expectedVersion: 1, name: "One" }) { ecosystem { name version } }
      two: updateEcosystem(input: { id: $id, expectedVersion: 2, name: "Two" }) { ecosystem { name version } }
    }`,
    { id },
  );
  expect(results).toEqual({
    one: { ecosystem: { name: 'One', version: 2 } },
    two: { ecosystem: { name: 'Two', version: 3 } },
  });
});
