import { createGateway, type Gateway, type GatewayOptions } from '@collective-impact/gateway';
import { openDatabase } from '@collective-impact/store';
import { openTestDatabase, type TestDatabase, withoutTimeouts } from '@collective-impact/store/testing';
import {
  type IssuerKey,
  LocalIssuer,
  newIssuerKey,
  testAudience,
} from '../../packages/gateway/src/openid/local-issuer.fixture.ts';

/** Two gateways on one database that accept the access tokens of an identity provider. */
export interface SignInService {
  database: TestDatabase;
  issuer: LocalIssuer;
  /** The first key of the provider, and the one that follows it. */
  key: IssuerKey;
  next: IssuerKey;
  /** Addresses of the gateways. */
  address: string;
  otherAddress: string;
  close(): Promise<void>;
}

/** Starts two gateways, with connections of their own if the engine allows it, and an identity provider. */
export async function openSignInService(
  engine: Parameters<typeof openTestDatabase>[0],
  log: NonNullable<GatewayOptions['log']>,
): Promise<SignInService> {
  const database = await openTestDatabase(engine);
  const second = engine === 'pglite' ? undefined : await openDatabase(database.url, withoutTimeouts);
  const [key, next] = [await newIssuerKey('first', 'RS256'), await newIssuerKey('next', 'ES256')];
  const issuer = await new LocalIssuer([key]).start();
  const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
  // Nothing here ends by time: a busy machine must not look like a provider that does not answer.
  const keyTimes = { cooldown: 200, pause: 50, timeout: 600_000 };
  const openId = { issuer: issuer.url, audience: testAudience, jwksUrl: null, algorithms, clockSkew: 60, keyTimes };
  const gateways: Gateway[] = [database, second ?? database].map((one) =>
    createGateway({ database: one, openId, log }),
  );
  const [address = '', otherAddress = ''] = await Promise.all(
    gateways.map((gateway) => gateway.listen({ port: 0, host: '127.0.0.1' })),
  );
  const close = async () => {
    for (const gateway of gateways) await gateway.close();
    await issuer.stop();
    await second?.close();
    await database.close();
  };
  return { database, issuer, key, next, address, otherAddress, close };
}

/** The answer of a gateway to a query. */
export interface Answer {
  status: number;
  retryAfter: string | null;
  data?: { viewer: { principal: { id: string; name: string } | null } } | null;
  errors?: { message: string; extensions: { code: string } }[];
}

/** Sends a query to a gateway, with an access token unless it is null. */
export async function sendQuery(
  address: string,
  { token, query }: { token: string | null; query: string },
): Promise<Answer> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as Omit<Answer, 'status'>;
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, retryAfter, ...(data && { data }), ...(errors && { errors }) };
}
