import { makeExecutableSchema } from '@graphql-tools/schema';
import { execute, type GraphQLSchema, isObjectType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../schema.ts';
import { limitPages, pageLimitsOf } from '../../shared/page-limits.ts';
import { operationCost } from './operation-cost.ts';

const typeDefs = /* GraphQL */ `
  directive @page(default: Int! = 20, max: Int! = 100) on FIELD_DEFINITION
  type Query {
    usual(first: Int, last: Int): ItemConnection @page
    own(first: Int, last: Int): ItemConnection @page(default: 2, max: 3)
  }
  type ItemConnection { nodes: [Item] }
  type Item { size: String }
`;

/** Each connection returns the size that its resolver receives. */
const echo = (_parent: unknown, args: object) => ({ nodes: [{ size: JSON.stringify(args) }] });
const schema = limitPages(makeExecutableSchema({ typeDefs, resolvers: { Query: { usual: echo, own: echo } } }));
const ask = async (field: string) => {
  const { data, errors } = await execute({ schema, document: parse(`{ ${field} { nodes { size } } }`) });
  const nodes = (data as Record<string, { nodes: { size: string }[] } | null>)[field.split('(')[0] as string]?.nodes;
  return errors?.[0]?.message ?? JSON.parse(nodes?.[0]?.size ?? '');
};
/** The nodes that the cost expects: each connection counts once for itself and once for its nodes. */
const counted = (field: string, variableValues: Record<string, unknown> = {}) =>
  operationCost({ schema, document: parse(`query ($n: Int) { ${field} { nodes { size } } }`), variableValues }) / 2;

describe('the page limits of a connection', () => {
  it.each([
    ['usual', { first: 20 }, 20],
    ['usual(first: 0)', { first: 0 }, 0],
    ['usual(last: 100)', { last: 100 }, 100],
    ['usual(first: 101)', '`first` must be between 0 and 100. You sent 101.', 100],
    ['own', { first: 2 }, 2],
    ['own(last: 3)', { last: 3 }, 3],
    ['own(first: 4)', '`first` must be between 0 and 3. You sent 4.', 3],
  ])('apply to the reader and the cost alike: %s', async (field, received, objects) => {
    expect(await ask(field)).toEqual(received);
    expect(counted(field)).toBe(objects);
  });

  it('apply to sizes given as variables', () => {
    expect(counted('own(first: $n)', { n: 1 })).toBe(1);
    expect(counted('own(first: $n)', { n: 50 })).toBe(3);
    expect(counted('own(first: $n)')).toBe(2);
  });

  it('exist for every connection of the schema', () => {
    expect(connectionsWithoutLimits(createSchema())).toEqual([]);
  });
});

function connectionsWithoutLimits(contract: GraphQLSchema): string[] {
  return Object.values(contract.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter(({ type: of }) => String(of).replace('!', '').endsWith('Connection'))
        .filter((field) => pageLimitsOf(contract, field) === null)
        .map((field) => `${type.name}.${field.name}`),
    );
}
