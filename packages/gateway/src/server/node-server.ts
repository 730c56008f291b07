import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import type { Log } from '../shared/log.ts';
import { type ListenAddress, listen } from './listen.ts';
import { refuse, secure } from './respond.ts';

/** How long, in milliseconds, callers may take. */
export interface Timeouts {
  /** To send the headers of a request. */
  headers: number;
  /** To send a whole request. */
  request: number;
  /** Between two requests on one connection. */
  keepAlive: number;
  /** How long `close` waits for running requests. */
  close: number;
}

const defaults: Timeouts = { headers: 15_000, request: 60_000, keepAlive: 65_000, close: 10_000 };

/**
 * Closes idle connections only when no answer is on its way: Node.js takes a connection for idle as soon as the last of
 * an answer is handed to it, and would cut off what a slow caller has not received yet.
 */
class PatientServer extends Server {
  readonly running = new Set<ServerResponse>();

  override closeIdleConnections(): void {
    for (const response of this.running) if (response.writableEnded) return;
    super.closeIdleConnections();
  }
}

/** A server that stops cleanly: what runs is answered, and what hangs is cut off. */
export class NodeServer {
  readonly #server: PatientServer;
  readonly #patience: number;
  readonly #log: Log;
  #closing: Promise<void> | undefined;

  constructor(options: {
    handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    log: Log;
    timeouts?: Partial<Timeouts>;
  }) {
    const { headers, request, keepAlive, close } = { ...defaults, ...options.timeouts };
    this.#log = options.log;
    this.#patience = close;
    this.#server = new PatientServer(
      {
        headersTimeout: headers,
        requestTimeout: request,
        keepAliveTimeout: keepAlive,
        connectionsCheckingInterval: Math.min(1000, headers),
      },
      (incoming, response) => this.#answer(options.handle, { incoming, response }),
    );
  }

  async listen(address: ListenAddress): Promise<string> {
    return await listen(this.#server, address);
  }

  /** Takes no more connections, and waits for what is running; a second call waits for the same. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
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
    // A caller who has gone is no fault, and there is nobody to tell.
    if ((incoming.destroyed && !incoming.complete) || (response.destroyed && isBreakOff(error))) return;
    this.#log({ level: 'error', message: 'a request could not be answered', cause: inspect(error) });
    if (response.headersSent) response.destroy();
    else
      refuse(incoming, response, {
        status: 500,
        code: 'INTERNAL_SERVER_ERROR',
        message: 'something went wrong on the server',
      });
  }

  async #close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise<void>((settle) => {
      this.#server.close(() => settle());
    });
    // Otherwise a connection stays open for its next request when its present one is answered.
    for (const response of this.#server.running) if (!response.headersSent) response.setHeader('connection', 'close');
    // Node.js looks once only for connections that are idle; others become so later.
    const sweep = setInterval(() => this.#server.closeIdleConnections(), 20);
    const cut = setTimeout(() => {
      this.#log({ level: 'error', message: 'requests were cut off at the end', count: this.#server.running.size });
      this.#server.closeAllConnections();
    }, this.#patience);
    await closed;
    clearInterval(sweep);
    clearTimeout(cut);
  }
}

/** Whether an error says that the other side closed the connection. */
function isBreakOff(error: unknown): boolean {
  return error instanceof Error && 'code' in error && breakOffs.has(String(error.code));
}

const breakOffs = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']);
