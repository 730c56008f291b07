import type { IncomingMessage } from 'node:http';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import { createYoga, type Plugin, processRegularResult } from 'graphql-yoga';
import type { Executor } from '../execution/index.ts';
import { toGraphQLError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { isPromiseLike } from '../shared/promise.ts';
import { type KnownOperation, knownOperation } from './known-operations.ts';
import type { CostlyOperations } from './limits/costly-operations.ts';
import { limitedExecution } from './limits/limited-execution.ts';
import { documentValidator, type RequestLimits, useLimits } from './limits/limits.ts';
import { type PersistedDocuments, usePersisted } from './persisted-documents.ts';
import { rememberedDocuments } from './remembered-documents.ts';
import { useReadableParameters } from './request-parameters.ts';
import type { RequestRecord } from './request-record.ts';

/** The context that the server passes to Yoga with a request. */
interface ServerContext {
  makeContext: () => object | Promise<object>;
  record: RequestRecord | undefined;
  /** Returns a signal that aborts if the caller disconnects before the response is sent. */
  signalOf: () => AbortSignal;
  /** See `callerOf`. */
  caller: string;
}

/** A response to a request for an operation. */
interface GraphQLAnswer {
  status: number;
  headers: Iterable<readonly [name: string, value: string]>;
  text: string;
}

/** Answers a request, whose body was read. */
export type GraphQLServer = (
  request: IncomingMessage,
  body: string | undefined,
  context: ServerContext,
) => Promise<GraphQLAnswer>;

/**
 * The server of a schema: Yoga, without the features that are not needed. Operations that it has judged before are executed
 * without it, with the same answers.
 */
export function createGraphQLServer(options: {
  schema: GraphQLSchema;
  execute: Executor;
  limits: RequestLimits;
  costly: CostlyOperations;
  introspection: boolean;
  documents: PersistedDocuments | undefined;
  log: Log;
}): GraphQLServer {
  const { schema, limits, introspection, documents: persisted, log } = options;
  const remembered = rememberedDocuments();
  const valid = new WeakSet<DocumentNode>();
  const execute = limitedExecution(options);
  const yoga = createYoga<ServerContext>({
    schema,
    context: (context) => {
      const contextValue = context.makeContext();
      return isPromiseLike(contextValue) ? contextValue.then((value) => ({ contextValue: value })) : { contextValue };
    },
    plugins: [
      useReadableParameters(),
      ...(persisted ? [usePersisted(persisted)] : []),
      useLimits(limits, documentValidator(limits, { introspection, valid })),
      useExecution(execute),
      useRecord(),
    ],
    extraParamNames: persisted ? ['documentId'] : [],
    parserAndValidationCache: remembered,
    maskedErrors: { maskError: (error) => toGraphQLError(error, log) },
    maxRequestBodySize: false,
    batching: false,
    multipart: false,
    graphiql: false,
    landingPage: false,
    cors: false,
    logging: false,
  });

  async function executeKnown(known: KnownOperation, context: ServerContext): Promise<GraphQLAnswer> {
    noteOperation(context.record, known.operation);
    const result = await resultOf(known, context);
    noteResult(context.record, result);
    if (!result.errors) return plainAnswer(known, result);
    return await answerOf(processRegularResult(result, yoga.fetchAPI, known.mediaType));
  }

  /** The result, with errors as callers may see them. */
  async function resultOf(known: KnownOperation, { makeContext, ...rest }: ServerContext): Promise<ExecutionResult> {
    try {
      const { document, operationName, variableValues } = known;
      const contextValue = { ...rest, contextValue: await makeContext() };
      const result = await execute({ schema, document, operationName, variableValues, contextValue });
      return result.errors ? { ...result, errors: result.errors.map((error) => toGraphQLError(error, log)) } : result;
    } catch (error) {
      return { errors: [toGraphQLError(error, log)] };
    }
  }

  return async (request, body, context) => {
    const documents = remembered.documentCache;
    const known = persisted?.only ? undefined : knownOperation(request, { body, documents, valid });
    if (known) return await executeKnown(known, context);
    // The host of the request is not used, and the caller can set it to anything.
    const incoming = new yoga.fetchAPI.Request(`http://localhost${request.url ?? '/graphql'}`, {
      method: request.method,
      headers: request.headers as Record<string, string>,
      body,
    });
    return await answerOf(await yoga.handleRequest(incoming, context));
  };
}

/** A result without errors can be written as it is: only errors decide about the status, and have what callers must not see. */
function plainAnswer({ mediaType }: KnownOperation, result: ExecutionResult): GraphQLAnswer {
  const text = JSON.stringify(result);
  const headers = { 'content-type': `${mediaType}; charset=utf-8`, 'content-length': String(Buffer.byteLength(text)) };
  return { status: 200, headers: Object.entries(headers), text };
}

async function answerOf(response: Response): Promise<GraphQLAnswer> {
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Most characters of the name of an operation in the log. */
const longestName = 100;

/** Notes the operation and the errors of a request in its record. */
function useRecord(): Plugin<Pick<ServerContext, 'record'>, ServerContext> {
  return {
    onExecute: ({ args, context }) => noteOperation(context.record, getOperationAST(args.document, args.operationName)),
    onResultProcess: ({ result, serverContext: { record } }) => {
      if ('errors' in result || 'extensions' in result) noteResult(record, result);
    },
  };
}

function useExecution(execute: (args: ExecutionArgs) => unknown): Plugin {
  return { onExecute: ({ setExecuteFn }) => setExecuteFn(execute) };
}

function noteOperation(record: RequestRecord | undefined, operation: OperationDefinitionNode | null | undefined): void {
  if (!record || !operation) return;
  record.operation = operation.operation;
  record.operationName = operation.name?.value.slice(0, longestName);
}

function noteResult(record: RequestRecord | undefined, { errors, extensions }: ExecutionResult): void {
  if (!record) return;
  const { requested } = (extensions?.cost ?? {}) as { requested?: number };
  if (requested !== undefined) record.cost = requested;
  for (const error of errors ?? []) record.codes.add(String(error.extensions?.code));
}
