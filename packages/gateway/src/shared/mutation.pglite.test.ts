import { encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import { ecosystemDefinition, Writer } from '@collective-impact/store';
import { newPrincipal, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
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

it('returns the results of the mutations before and after one that is forbidden', async () => {
  const local = new Writer(database, localProgram);
  const create = async (slug: string) => {
    const id = unwrap(await local.create(ecosystemDefinition, { slug, name: slug, visibility: 'PUBLIC' }));
    return encodeTypeId('ecosystem', id);
  };
  const own = await create('own');
  const foreign = await create('foreign');
  const principal = await newPrincipal(database);
  await principal.grant(own, 'BACKBONE');
  const { data, errors } = await graphql({
    schema: createSchema(),
    source: `mutation ($own: ID!, $foreign: ID!) {
      one: updateEcosystem(input: { id: $own, expectedVersion: 1, name: "One" }) { ecosystem { name } }
      two: updateEcosystem(input: { id: $foreign, expectedVersion: 1, name: "Two" }) { ecosystem { name } }
      three: updateEcosystem(input: { id: $own, expectedVersion: 2, name: "Three" }) { ecosystem { name } }
    }`,
    variableValues: { own, foreign },
    contextValue: createContext(database, await principal.viewer()),
  });
  expect(data).toEqual({ one: { ecosystem: { name: 'One' } }, two: null, three: { ecosystem: { name: 'Three' } } });
  expect(errors).toMatchObject([{ path: ['two'], originalError: { name: 'ForbiddenError' } }]);
});
