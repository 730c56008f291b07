import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { ForbiddenError, InputError, UnauthenticatedError } from '@collective-impact/sdk';
import { GraphQLError, type GraphQLErrorExtensions, Kind } from 'graphql';
import type { Log } from './log.ts';

/**
 * The one place where errors become GraphQL's: what the caller's request got wrong keeps its message and has a code;
 * anything else is a fault of ours, which the log tells in full and the caller sees as a reference to it.
 */
export function toGraphQLError(error: unknown, log: Log): GraphQLError {
  const located = error instanceof GraphQLError ? error : undefined;
  if (located?.extensions.code) return located;
  const cause = causeOf(error);
  const code = codeOf(cause);
  if (code !== undefined) return withExtensions(located, { message: (cause as Error).message, extensions: { code } });
  if (cause instanceof GraphQLError && cause.extensions.code) {
    return withExtensions(located, { message: cause.message, extensions: cause.extensions });
  }
  if (located && isCallersFault(located)) {
    // An error without a path is one of the whole request, and nothing was executed.
    const http = located.path ? undefined : { http: { spec: true, status: 400 } };
    const message = located.message.startsWith(tooManyErrors)
      ? 'Too many errors: the remaining errors are not listed.'
      : located.message;
    return withExtensions(located, { message, extensions: { code: 'BAD_USER_INPUT', ...http } });
  }
  return masked(cause, { located, log });
}

/** graphql-js goes on with that it was "aborted", as if that were a fault. */
const tooManyErrors = 'Too many errors processing variables';

function codeOf(cause: unknown): string | undefined {
  if (cause instanceof InputError) return 'BAD_USER_INPUT';
  if (cause instanceof ForbiddenError) return 'FORBIDDEN';
  if (cause instanceof UnauthenticatedError) return 'UNAUTHENTICATED';
  return undefined;
}

/** What a resolver threw, however deeply GraphQL wrapped it; the error itself where GraphQL raised it. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/**
 * Whether GraphQL found fault with the request, and not with what a resolver answered: with variables or the choice of
 * an operation, where there is no path, or with an argument, where it points at something within the field.
 */
function isCallersFault({ path, nodes }: GraphQLError): boolean {
  return path === undefined || (nodes?.[0] !== undefined && nodes[0].kind !== Kind.FIELD);
}

function withExtensions(
  located: GraphQLError | undefined,
  { message, extensions }: { message: string; extensions: GraphQLErrorExtensions },
): GraphQLError {
  return new GraphQLError(message, {
    nodes: located?.nodes,
    source: located?.source,
    positions: located?.positions,
    path: located?.path,
    extensions,
  });
}

function masked(cause: unknown, { located, log }: { located?: GraphQLError; log: Log }): GraphQLError {
  const reference = randomUUID();
  const path = located?.path?.join('.');
  log({
    level: 'error',
    message: 'a request failed with an internal error',
    reference,
    path,
    cause: inspect(cause, { depth: 4 }),
  });
  return withExtensions(located, {
    message: `Something went wrong on the server. Its log has the reference ${reference}.`,
    // Yoga answers 500 for what is unexpected where there are no data, and does not show the mark.
    extensions: { code: 'INTERNAL_SERVER_ERROR', reference, unexpected: true },
  });
}
