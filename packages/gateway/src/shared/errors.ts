import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { ForbiddenError, InputError, UnauthenticatedError } from '@collective-impact/sdk';
import { type Unavailability, unavailabilityOf } from '@collective-impact/store';
import { GraphQLError, type GraphQLErrorExtensions, Kind } from 'graphql';
import type { Log } from './log.ts';
import { logUnavailability } from './unavailability-log.ts';

/**
 * Converts any error to a GraphQL error. An error in the request keeps its message and gets a code. If the database cannot
 * be used at the moment, the caller learns why and when to try again. Any other error is logged completely, and the caller
 * receives a reference to the log entry.
 */
export function toGraphQLError(error: unknown, log: Log): GraphQLError {
  const located = error instanceof GraphQLError ? error : undefined;
  if (located?.extensions.code) return withShortMessage(located);
  const cause = causeOf(error);
  const code = codeOf(cause);
  if (code !== undefined) return withExtensions(located, { message: (cause as Error).message, extensions: { code } });
  if (cause instanceof GraphQLError && cause.extensions.code) {
    return withExtensions(located, { message: cause.message, extensions: cause.extensions });
  }
  if (located && isRequestError(located)) {
    // An error without a path concerns the request as a whole, and nothing was executed.
    const http = located.path ? undefined : { http: { spec: true, status: 400 } };
    const message = located.message.startsWith(tooManyErrors)
      ? 'There are too many errors. The others are not listed.'
      : located.message;
    return withExtensions(located, { message, extensions: { code: 'BAD_USER_INPUT', ...http } });
  }
  const unavailability = unavailabilityOf(cause);
  if (unavailability) return unavailable(unavailability, { cause, located, log });
  return masked(cause, { located, log });
}

/** Most characters of a message. GraphQL quotes values and names of the request, the same ones in each of up to 100 errors. */
const longestMessage = 1000;

/** The error, whose message is cut in the middle if it is too long. */
export function withShortMessage(error: GraphQLError): GraphQLError {
  const { message, extensions } = error;
  return message.length <= longestMessage ? error : withExtensions(error, { message, extensions });
}

function shortened(message: string): string {
  if (message.length <= longestMessage) return message;
  const half = longestMessage / 2 - 1;
  return `${message.slice(0, half)} … ${message.slice(-half)}`.toWellFormed();
}

/** When the caller of a request that failed for this reason may try again, as a sentence. */
export function adviceFor({ reason, retryAfter }: Unavailability): string {
  return `${reason} Try again in ${retryAfter} ${retryAfter === 1 ? 'second' : 'seconds'}.`;
}

/** The response has status 503 with either media type, and keeps the data of fields that succeeded. */
function unavailable(
  unavailability: Unavailability,
  { cause, located, log }: { cause: unknown; located: GraphQLError | undefined; log: Log },
): GraphQLError {
  const { code, retryAfter } = unavailability;
  logUnavailability(log, { code, path: located?.path?.join('.'), cause });
  return withExtensions(located, {
    message: adviceFor(unavailability),
    extensions: {
      code: 'UNAVAILABLE',
      http: { status: 503, headers: { 'retry-after': String(retryAfter) } },
    },
  });
}

/** The message of graphql-js continues with "error limit reached. Execution aborted.", which is misleading. */
const tooManyErrors = 'Too many errors processing variables';

function codeOf(cause: unknown): string | undefined {
  if (cause instanceof InputError) return 'BAD_USER_INPUT';
  if (cause instanceof ForbiddenError) return 'FORBIDDEN';
  if (cause instanceof UnauthenticatedError) return 'UNAUTHENTICATED';
  return undefined;
}

/** The error that a resolver threw, without the GraphQL errors around it. If GraphQL raised the error, the error itself. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/**
 * Whether an error of GraphQL concerns the request and not the result of a resolver. For variables and the choice of an
 * operation there is no path. For an argument, the error points to a node within the field.
 */
function isRequestError({ path, nodes }: GraphQLError): boolean {
  return path === undefined || (nodes?.[0] !== undefined && nodes[0].kind !== Kind.FIELD);
}

function withExtensions(
  located: GraphQLError | undefined,
  { message, extensions }: { message: string; extensions: GraphQLErrorExtensions },
): GraphQLError {
  return new GraphQLError(shortened(message), {
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
    message: 'A request failed with an internal error.',
    reference,
    path,
    cause: inspect(cause, { depth: 4 }),
  });
  return withExtensions(located, {
    message: `An internal error occurred. Its details are in the server log under the reference ${reference}.`,
    // With `unexpected`, Yoga responds with status 500 if there is no data. It removes the mark.
    extensions: { code: 'INTERNAL_SERVER_ERROR', reference, unexpected: true },
  });
}
