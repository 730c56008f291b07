import { connect, type Socket } from 'node:net';

/**
 * An HTTP connection that sends one request at a time. It does as little as possible, because it runs on the processors of the
 * measured server.
 */
export class Connection {
  readonly #socket: Socket;
  #received: Buffer[] = [];
  #length = 0;
  /** Bytes of the response, or undefined as long as its header is incomplete or its length is not stated. */
  #expected: number | undefined;
  #head: { status: number; end: number; isChunked: boolean } | undefined;
  #settle: { resolve: (response: Response) => void; reject: (error: Error) => void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    // Without an encoding, data is always a buffer.
    socket.on('data', (chunk) => this.#receive(chunk as Buffer));
    socket.on('error', (error) => this.#settle?.reject(error));
    socket.on('close', () => this.#settle?.reject(new Error('The server closed the connection.')));
  }

  static open(address: string): Promise<Connection> {
    const { hostname, port } = new URL(address);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(new Connection(socket)));
      socket.once('error', reject);
    });
  }

  /** Sends a request from {@link requestOf}. Does not decode the response; see {@link bodyOf}. */
  ask(request: Buffer): Promise<Response> {
    this.#received = [];
    this.#length = 0;
    this.#expected = undefined;
    this.#head = undefined;
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#length += chunk.length;
    this.#head ??= this.#readHead();
    if (!this.#head || !this.#isComplete(chunk)) return;
    const bytes = this.#received.length === 1 ? chunk : Buffer.concat(this.#received);
    this.#settle?.resolve({
      status: this.#head.status,
      isChunked: this.#head.isChunked,
      bytes: bytes.subarray(this.#head.end),
    });
  }

  #readHead() {
    if (this.#received.length > 1) this.#received = [Buffer.concat(this.#received)];
    const [bytes] = this.#received;
    const end = bytes?.indexOf('\r\n\r\n') ?? -1;
    if (!bytes || end < 0) return undefined;
    const text = bytes.toString('latin1', 0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
    this.#expected = length === undefined ? undefined : end + 4 + Number(length);
    return { status: Number(text.slice(9, 12)), end: end + 4, isChunked: length === undefined };
  }

  #isComplete(chunk: Buffer): boolean {
    if (this.#expected !== undefined) return this.#length >= this.#expected;
    const end = chunk.length >= 5 || this.#received.length < 2 ? chunk : Buffer.concat(this.#received);
    return end.toString('latin1', end.length - 5) === '0\r\n\r\n';
  }
}

/** A response as it was received. */
export interface Response {
  status: number;
  isChunked: boolean;
  bytes: Buffer;
}

/** The bytes of a POST request with a JSON body. */
export function requestOf({ address, body, key }: { address: string; body: object; key: string | null }): Buffer {
  const { host, pathname } = new URL(address);
  const json = JSON.stringify(body);
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'content-type: application/json',
    'accept: application/json',
    `content-length: ${Buffer.byteLength(json)}`,
    ...(key === null ? [] : [`authorization: Bearer ${key}`]),
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${json}`);
}

/** The text of a response. */
export function bodyOf({ bytes, isChunked }: Response): string {
  if (!isChunked) return bytes.toString();
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16);
    if (!(size > 0)) return Buffer.concat(parts).toString();
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
