import { GraphQLError, GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { Differential } from './differential.ts';

/** Milliseconds after which each field fails, and what it says then. A field without a time returns 1. */
type Failures = Record<string, [milliseconds: number, message: string]>;

/** A query of two fields that cannot be null, so that each error makes the whole answer null. */
function compare(first: Failures, second: Failures) {
  const field = (name: string) => ({
    type: new GraphQLNonNull(GraphQLInt),
    resolve: async (_root: unknown, _args: unknown, failures: Failures) => {
      const failure = failures[name];
      if (failure === undefined) return 1;
      await new Promise((resolve) => setTimeout(resolve, failure[0]));
      throw new GraphQLError(failure[1]);
    },
  });
  const query = new GraphQLObjectType({ name: 'Query', fields: { a: field('a'), b: field('b') } });
  const runs = [first, second];
  const differential = new Differential({
    schema: new GraphQLSchema({ query }),
    makeContext: () => runs.shift(),
  });
  return differential.compare({ document: '{ a b }', operationName: undefined, variables: {} });
}

describe('a comparison of two runs', () => {
  it('does not depend on which of two failing fields is reported', async () => {
    const { interpreted, compiled } = await compare(
      { a: [0, 'no a'], b: [50, 'no b'] },
      { a: [50, 'no a'], b: [0, 'no b'] },
    );
    expect(compiled).toEqual(interpreted);
  });

  it('finds another message of the same field', async () => {
    const { interpreted, compiled } = await compare({ a: [0, 'no a'] }, { a: [0, 'another'] });
    expect(interpreted.errors).toEqual([{ path: 'a', code: 'GraphQLError', message: 'no a' }]);
    expect(compiled.errors).toEqual([{ path: 'a', code: 'GraphQLError', message: 'another' }]);
  });

  it('finds an error that only one run has', async () => {
    const { interpreted, compiled } = await compare({ a: [0, 'no a'] }, {});
    expect(interpreted.data).toBe('null');
    expect(compiled.data).toBe('{"a":1,"b":1}');
  });
});
