import type { DocumentNode, ExecutionArgs, GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Executor } from '../execution/index.ts';
import { toGraphQLError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { isPromiseLike } from '../shared/promise.ts';
import { type RequestLimits, useLimits } from './limits.ts';
import { useReadableParameters } from './request-parameters.ts';

/** What the server hands to Yoga with a request. */
export interface ServerContext {
  makeContext: () => object | Promise<object>;
}

/** GraphQL over HTTP, with all that costs and is not needed switched off. */
export function createGraphQLServer(options: {
  schema: GraphQLSchema;
  execute: Executor;
  limits: RequestLimits;
  log: Log;
}) {
  const { schema, execute, limits, log } = options;
  return createYoga<ServerContext>({
    schema,
    context: ({ makeContext }) => {
      const made = makeContext();
      return isPromiseLike(made) ? made.then((context) => ({ made: context })) : { made };
    },
    plugins: [useReadableParameters(), useLimits(limits), useExecutor(execute)],
    parserAndValidationCache: { documentCache: boundedCache<DocumentNode>(), errorCache: boundedCache<Error>() },
    maskedErrors: { maskError: (error) => toGraphQLError(error, log) },
    maxRequestBodySize: false,
    batching: false,
    multipart: false,
    graphiql: false,
    landingPage: false,
    cors: false,
    logging: false,
  });
}

/** Yoga's own cache counts documents, whatever their size. */
function boundedCache<Value extends object>() {
  return new LRUCache<string, Value>({ max: 1000, maxSize: 4_000_000, sizeCalculation: (_, text) => text.length + 1 });
}

/** Resolvers receive the context as it was made, and nothing of Yoga's. */
function useExecutor(execute: Executor): Plugin<{ made: object }> {
  const run = (args: ExecutionArgs) => execute({ ...args, contextValue: (args.contextValue as { made: object }).made });
  return { onExecute: ({ setExecuteFn }) => setExecuteFn(run) };
}
