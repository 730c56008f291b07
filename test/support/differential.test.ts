import { setImmediate as nextTurn } from 'node:timers/promises';
import { GraphQLError, GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { Differential } from './differential.ts';

/** The message with which each field fails, at once or in the next turn of the event loop. Other fields return 1. */
type Failures = Record<string, [when: 'AT_ONCE' | 'LATER', message: string]>;

/** A query of two non-null fields: an error of either makes the whole result null. */
function compare(first: Failures, second: Failures) {
  const field = (name: string) => ({
    type: new GraphQLNonNull(GraphQLInt),
    resolve: async (_root: unknown, _args: unknown, failures: Failures) => {
      const failure = failures[name];
      if (failure === undefined) return 1;
      const [when, message] = failure;
      if (when === 'LATER') await nextTurn();
      throw new GraphQLError(message);
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
      { a: ['AT_ONCE', 'no a'], b: ['LATER', 'no b'] },
      { a: ['LATER', 'no a'], b: ['AT_ONCE', 'no b'] },
    );
    expect(compiled).toEqual(interpreted);
  });

  it('finds another message of the same field', async () => {
    const { interpreted, compiled } = await compare({ a: ['AT_ONCE', 'no a'] }, { a: ['AT_ONCE', 'another'] });
    expect(interpreted.errors).toEqual([{ path: 'a', code: 'GraphQLError', message: 'no a' }]);
    expect(compiled.errors).toEqual([{ path: 'a', code: 'GraphQLError', message: 'another' }]);
  });

  it('finds an error that only one run has', async () => {
    const { interpreted, compiled } = await compare({ a: ['AT_ONCE', 'no a'] }, {});
    expect(interpreted.data).toBe('null');
    expect(compiled.data).toBe('{"a":1,"b":1}');
  });
});
