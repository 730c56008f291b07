import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** A key of an issuer. */
export interface IssuerKey {
  readonly kid: string;
  readonly algorithm: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

/** Creates a key of an issuer. */
export async function newIssuerKey(kid: string, algorithm = 'ES256'): Promise<IssuerKey> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { kid, algorithm, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' } };
}

/** The audience of the tokens of a {@link LocalIssuer}. */
export const testAudience = 'https://gateway.example';

/** How the server of an issuer responds. */
type Mood = 'ANSWERS' | 'FAILS' | 'HANGS';

/** An identity provider on this computer, with keys of its own that it can replace. */
export class LocalIssuer {
  readonly #server: Server;
  mood: Mood = 'ANSWERS';
  /** The keys that it publishes. */
  published: IssuerKey[];
  /** The paths that were requested. */
  readonly requests: string[] = [];
  url = '';
  /** Parts of its configuration that differ. */
  configuration: Record<string, unknown> = {};

  constructor(keys: IssuerKey[]) {
    this.published = keys;
    this.#server = createServer((request, response) => {
      const path = request.url ?? '';
      this.requests.push(path);
      if (this.mood === 'HANGS') return;
      if (this.mood === 'FAILS') return response.writeHead(500).end('out of order');
      const body = path.endsWith('/keys') ? { keys: this.published.map(({ jwk }) => jwk) } : this.#describe();
      return response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((started) => this.#server.listen(0, '127.0.0.1', started));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/realms/test`;
    return this;
  }

  /** Ends the requests that it has not answered. */
  endRequests(): void {
    this.#server.closeAllConnections();
  }

  async stop(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done));
    this.#server.closeAllConnections();
    await closed;
  }

  /** How often the keys were requested. */
  get loads(): number {
    return this.requests.filter((path) => path.endsWith('/keys')).length;
  }

  /** A token of a person for the gateway, valid for ten minutes. A claim that is undefined is left out. */
  async token(
    claims: Record<string, unknown> = {},
    signing: { key?: IssuerKey; header?: object } = {},
  ): Promise<string> {
    const [first] = this.published;
    const { key = first, header = {} } = signing;
    if (!key) throw new Error('The issuer has no keys.');
    const now = Math.floor(Date.now() / 1000);
    const all = { iss: this.url, aud: testAudience, sub: 'ann', name: 'Ann', iat: now, exp: now + 600, ...claims };
    const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return await new SignJWT(kept)
      .setProtectedHeader({ alg: key.algorithm, kid: key.kid, ...header })
      .sign(key.privateKey);
  }

  #describe(): object {
    return { issuer: this.url, jwks_uri: `${this.url}/keys`, ...this.configuration };
  }
}

/** A token of two JSON objects and any signature. */
export function forgedToken(header: object, claims: object, signature = 'AA'): string {
  const [head, body] = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return `${head}.${body}.${signature}`;
}
