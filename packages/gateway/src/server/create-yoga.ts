import { type ExecutionArgs, type GraphQLSchema, getOperationAST } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Executor } from '../execution/index.ts';
import { toGraphQLError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { isPromiseLike } from '../shared/promise.ts';
import type { CostlyOperations } from './limits/costly-operations.ts';
import { type ExecutionContext, type RequestLimits, useLimits } from './limits/limits.ts';
import { type PersistedDocuments, usePersisted } from './persisted-documents.ts';
import { rememberedDocuments } from './remembered-documents.ts';
import { useReadableParameters } from './request-parameters.ts';
import type { RequestRecord } from './request-record.ts';

/** The context that the server passes to Yoga with a request. */
export interface ServerContext {
  makeContext: () => object | Promise<object>;
  record: RequestRecord | undefined;
  /** Returns a signal that aborts if the caller disconnects before the response is sent. */
  signalOf: () => AbortSignal;
  /** See `callerOf`. */
  caller: string;
}

/** The Yoga server, without the features that are not needed. */
export function createGraphQLServer(options: {
  schema: GraphQLSchema;
  execute: Executor;
  limits: RequestLimits;
  costly: CostlyOperations;
  introspection: boolean;
  documents: PersistedDocuments | undefined;
  log: Log;
}) {
  const { schema, execute, limits, costly, introspection, documents, log } = options;
  return createYoga<ServerContext>({
    schema,
    context: ({ makeContext }) => {
      const contextValue = makeContext();
      return isPromiseLike(contextValue) ? contextValue.then((value) => ({ contextValue: value })) : { contextValue };
    },
    plugins: [
      useReadableParameters(),
      ...(documents ? [usePersisted(documents)] : []),
      useLimits(limits, { introspection }),
      useExecutor(execute, costly),
      useRecord(),
    ],
    extraParamNames: documents ? ['documentId'] : [],
    parserAndValidationCache: rememberedDocuments(),
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

/** Most characters of the name of an operation in the log. */
const longestName = 100;

/** Notes the operation and the errors of a request in its record. */
function useRecord(): Plugin<Pick<ServerContext, 'record'>, ServerContext> {
  return {
    onExecute: ({ args, context }) => {
      const { record } = context;
      const operation = record && getOperationAST(args.document, args.operationName);
      if (!operation) return;
      record.operation = operation.operation;
      record.operationName = operation.name?.value.slice(0, longestName);
    },
    onResultProcess: ({ result, serverContext: { record } }) => {
      if (!record || !('errors' in result || 'extensions' in result)) return;
      const { requested } = (result.extensions?.cost ?? {}) as { requested?: number };
      if (requested !== undefined) record.cost = requested;
      for (const { extensions } of result.errors ?? []) record.codes.add(String(extensions?.code));
    },
  };
}

/** Runs the costly operations in turn. Resolvers receive the context of the gateway, without the properties of Yoga. */
function useExecutor(execute: Executor, costly: CostlyOperations): Plugin<ExecutionContext> {
  const run = (args: ExecutionArgs) => {
    const { contextValue, cost, caller, signalOf } = args.contextValue as ExecutionContext;
    return costly.run({ cost, caller, signal: signalOf }, () => execute({ ...args, contextValue }));
  };
  return { onExecute: ({ setExecuteFn }) => setExecuteFn(run) };
}
