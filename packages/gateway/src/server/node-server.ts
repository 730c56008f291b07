import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { unavailabilityOf } from '@collective-impact/store';
import { adviceFor } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { logSparsely } from '../shared/sparse-log.ts';
import { logUnavailability } from '../shared/unavailability-log.ts';
import { type ListenAddress, listen } from './listen.ts';
import { refuse, secure } from './respond.ts';

/** Time limits for callers, in milliseconds. */
export interface Timeouts {
  /** To send the headers of a request. */
  headers: number;
  /** To send a whole request. */
  request: number;
  /** Between two requests on one connection. */
  keepAlive: number;
  /** Without any data on a connection while a request runs, for example because the caller does not read the response. */
  silence: number;
  /** For running requests after `close`. */
  close: number;
}

const defaults: Timeouts = { headers: 15_000, request: 60_000, keepAlive: 65_000, silence: 300_000, close: 10_000 };

/** Connections that are open at a time. One that waits for requests takes about 10 KB. */
const defaultConnections = 10_000;

/**
 * Closes idle connections only if no response is being sent. Node.js treats a connection as idle as soon as it has
 * buffered the response, and would cut off a slow caller.
 */
class PatientServer extends Server {
  readonly running = new Set<ServerResponse>();

  override closeIdleConnections(): void {
    for (const response of this.running) if (response.writableEnded) return;
    super.closeIdleConnections();
  }
}

/** A server that completes running requests before it stops, and cuts off those that take too long. */
export class NodeServer {
  readonly #server: PatientServer;
  readonly #closeTimeout: number;
  readonly #log: Log;
  #closing: Promise<void> | undefined;

  constructor(options: {
    handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    log: Log;
    timeouts?: Partial<Timeouts>;
    maxConnections?: number;
  }) {
    const { headers, request, keepAlive, silence, close } = { ...defaults, ...options.timeouts };
    this.#log = options.log;
    this.#closeTimeout = close;
    this.#server = new PatientServer(
      {
        headersTimeout: headers,
        requestTimeout: request,
        keepAliveTimeout: keepAlive,
        connectionsCheckingInterval: Math.min(1000, headers),
      },
      (incoming, response) => this.#answer(options.handle, { incoming, response }),
    );
    this.#server.timeout = silence;
    this.#server.maxConnections = options.maxConnections ?? defaultConnections;
    this.#server.on('drop', () => this.#noteRejectedConnection());
  }

  async listen(address: ListenAddress): Promise<string> {
    return await listen(this.#server, address);
  }

  /** Accepts no more connections, and waits for running requests. A second call waits for the first. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #noteRejectedConnection(): void {
    const event = { level: 'error', limit: this.#server.maxConnections } as const;
    const remedy = 'LIMIT_CONNECTIONS sets how many can be open.';
    logSparsely(this.#log, {
      kind: 'LIMIT_CONNECTIONS',
      first: { ...event, message: `A connection was rejected, because too many are open. ${remedy}` },
      more: (count) => ({
        ...event,
        message: `More connections were rejected, because too many were open. ${remedy}`,
        count,
      }),
    });
  }

  #answer(
    handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
    { incoming, response }: { incoming: IncomingMessage; response: ServerResponse },
  ): void {
    secure(response);
    this.#server.running.add(response);
    response.once('close', () => this.#server.running.delete(response));
    if (this.#closing) response.setHeader('connection', 'close');
    handle(incoming, response).catch((error: unknown) => this.#fail(error, { incoming, response }));
  }

  #fail(error: unknown, { incoming, response }: { incoming: IncomingMessage; response: ServerResponse }): void {
    // A caller that has disconnected is not an error.
    if ((incoming.destroyed && !incoming.complete) || (response.destroyed && isDisconnect(error))) return;
    const unavailability = unavailabilityOf(error);
    if (unavailability) logUnavailability(this.#log, { code: unavailability.code, cause: error });
    else this.#log({ level: 'error', message: 'A request failed.', cause: inspect(error) });
    if (response.headersSent) response.destroy();
    else if (unavailability) {
      refuse(incoming, response, {
        status: 503,
        code: 'UNAVAILABLE',
        message: adviceFor(unavailability),
        headers: { 'retry-after': String(unavailability.retryAfter) },
      });
    } else
      refuse(incoming, response, {
        status: 500,
        code: 'INTERNAL_SERVER_ERROR',
        message: 'An internal error occurred. Try again later.',
      });
  }

  async #close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise<void>((settle) => {
      this.#server.close(() => settle());
    });
    // Without this header, a connection stays open for another request.
    for (const response of this.#server.running) if (!response.headersSent) response.setHeader('connection', 'close');
    // `close` checks for idle connections only once. Others become idle later.
    const sweep = setInterval(() => this.#server.closeIdleConnections(), 20);
    const cut = setTimeout(() => {
      this.#log({
        level: 'error',
        message: 'Running requests were cut off at shutdown.',
        count: this.#server.running.size,
      });
      this.#server.closeAllConnections();
    }, this.#closeTimeout);
    await closed;
    clearInterval(sweep);
    clearTimeout(cut);
  }
}

/** Whether the caller closed the connection. */
function isDisconnect(error: unknown): boolean {
  return error instanceof Error && 'code' in error && disconnectCodes.has(String(error.code));
}

const disconnectCodes = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']);
