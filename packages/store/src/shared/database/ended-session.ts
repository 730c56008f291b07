/** The part of a client of `pg` that reports errors of the server and closes the connection. */
export interface EndingClient {
  readonly connection: { on(event: 'errorMessage', listener: (message: { code?: string }) => void): unknown };
  end(): Promise<void>;
}

/** The server was stopped or has crashed, the database was dropped, or the session was idle for too long. */
const endOfSession = /^(57P0[1-5]|25P03)$/;

/**
 * Closes a client when the server reports that it ends the session, so that the pool does not lend it again: the socket closes only
 * later, and a statement that is sent until then has no answer.
 *
 * @see https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
export function closeWithSession(client: EndingClient): void {
  client.connection.on('errorMessage', ({ code = '' }) => {
    if (endOfSession.test(code)) void client.end();
  });
}
