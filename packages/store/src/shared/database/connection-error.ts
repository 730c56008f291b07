/** The codes of PostgreSQL for the same faults: not connected, connection lost, no connection left. */
type ConnectionErrorCode = '08001' | '08006' | '53300';

/** The database cannot be reached, the connection to it was lost, or too many statements wait for a connection. */
export class ConnectionError extends Error {
  override name = 'ConnectionError';
  readonly code: ConnectionErrorCode;

  constructor(message: string, options: { code: ConnectionErrorCode; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
  }
}

/** Errors of the socket, and those that `pg` reports without a code. */
const lostSocket = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);
const lostClient =
  /^Connection terminated|^Client (has encountered a connection error|was closed) and is not queryable/;

/** The error of a statement: a {@link ConnectionError} if the connection was lost while it ran, otherwise as it is. */
export function withConnectionCode(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (!lostSocket.has(code) && !lostClient.test(error.message)) return error;
  return new ConnectionError('The connection to the database was lost.', { code: '08006', cause: error });
}
