import { createGateway } from '@collective-impact/gateway';
import { decodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import { listPrincipals, setOperator, setRevoked } from '@collective-impact/store';
import { engines, newPrincipal, statementsOf, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  forgedToken,
  type IssuerKey,
  type LocalIssuer,
  newIssuerKey,
  testAudience,
} from '../../packages/gateway/src/openid/local-issuer.fixture.ts';
import { openSignInService, type SignInService, sendQuery } from './access-tokens.fixture.ts';

const caller = '{ viewer { kind isOperator principal { id kind name } access { role } } }';
const invalid = {
  status: 401,
  errors: [
    {
      message:
        'The access token is not valid. It is malformed, expired, issued for another service, or your access was revoked. Sign in again, or omit the `Authorization` header to read public data.',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
};

/** Statements without those of the tasks that a gateway runs from time to time. */
function ofRequests(statements: readonly { sql: string }[]): readonly { sql: string }[] {
  return statements.filter(({ sql }) => !/"(calendar_release|idempotency)"/.test(sql));
}

describe.each(engines)('a gateway with an identity provider on %s', (engine) => {
  let service: SignInService;
  let database: TestDatabase;
  let [key, next]: IssuerKey[] = [];
  let issuer: LocalIssuer;
  let [address, otherAddress] = ['', ''];
  let log: Record<string, unknown>[] = [];
  let person = 0;
  let subject = '';

  beforeAll(async () => {
    service = await openSignInService(engine, (event) => log.push({ ...event }));
    ({ database, issuer, key, next, address, otherAddress } = service);
  });
  beforeEach(() => {
    log = [];
    person += 1;
    subject = `person-${person}`;
  });
  afterAll(() => service.close());

  const send = (token: string | null, query = caller, to = address) => sendQuery(to, { token, query });
  const tokenOf = (claims: object = {}) => issuer.token({ sub: subject, name: 'Ann Example', ...claims });
  const principalsOf = async (sub: string) => (await listPrincipals(database)).filter((each) => each.subject === sub);
  const signIn = async (claims: object = {}) => (await send(await tokenOf(claims))).data?.viewer.principal;

  it('makes a person a principal without a grant at the first sign-in, and the same one later and elsewhere', async () => {
    const answers = [
      await send(await tokenOf()),
      await send(await tokenOf()),
      await send(await tokenOf(), caller, otherAddress),
    ];
    const principal = { id: expect.stringMatching(/^principal_/), kind: 'PERSON', name: 'Ann Example' };
    const viewer = { kind: 'PRINCIPAL', isOperator: false, principal, access: [] };
    for (const answer of answers) expect(answer).toEqual({ status: 200, retryAfter: null, data: { viewer } });
    expect(new Set(answers.map(({ data }) => data?.viewer.principal?.id)).size).toBe(1);
    expect(await principalsOf(subject)).toMatchObject([{ issuer: issuer.url, kind: 'PERSON', isOperator: false }]);
  });

  it('makes one principal for several first requests at the same time', async () => {
    const token = await tokenOf();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => send(token, caller, index % 2 ? address : otherAddress)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await principalsOf(subject)).toHaveLength(1);
  });

  it('reads principal and grants by one statement', async () => {
    await signIn();
    const token = await tokenOf();
    const { statements } = await statementsOf(database, () => send(token, '{ viewer { kind } }'));
    expect(ofRequests(statements)).toHaveLength(1);
  });

  it('follows a name once a day', async () => {
    await signIn();
    await signIn({ name: 'Ann Later' });
    expect(await signIn()).toMatchObject({ name: 'Ann Example' });
    await database.orm.em
      .fork()
      .execute(`update "principal" set "name_updated_at" = now() - interval '25 hours' where "subject" = '${subject}'`);
    await signIn({ name: 'Ann\nLater' });
    await expect.poll(async () => (await principalsOf(subject))[0]?.name).toBe('Ann Later');
    expect(await signIn({ name: 'Ann Latest' })).toMatchObject({ name: 'Ann Later' });
  });

  it('does not sign in a revoked principal from the next request on, by a token or by a key', async () => {
    const { id = '' } = (await signIn()) ?? {};
    const change = { viewer: localProgram, principal: { id } };
    unwrap(await setRevoked(database, { ...change, isRevoked: true }));
    for (const to of [address, otherAddress]) expect(await send(await tokenOf(), caller, to)).toMatchObject(invalid);
    unwrap(await setRevoked(database, { ...change, isRevoked: false }));
    expect((await send(await tokenOf())).status).toBe(200);
    const keyed = await newPrincipal(database);
    unwrap(await setRevoked(database, { viewer: localProgram, principal: { id: keyed.id }, isRevoked: true }));
    expect((await send(keyed.key)).status).toBe(401);
  });

  it('does not sign in an erased person, whose identity it does not contain, and does not restore the principal', async () => {
    const { id = '' } = (await signIn()) ?? {};
    const uuid = decodeTypeId('principal', id);
    const erase = () => database.orm.em.fork().execute(`select "erase_identity"('${uuid}', 'local:test')`);
    await erase();
    await erase();
    expect(await principalsOf(subject)).toEqual([]);
    expect(await send(await tokenOf())).toMatchObject(invalid);
    expect(await setRevoked(database, { viewer: localProgram, principal: { id }, isRevoked: false })).toEqual({
      ok: false,
      issues: [
        {
          code: 'IMMUTABLE',
          path: ['principal'],
          message: 'The data of this person was erased. The person cannot sign in again.',
        },
      ],
    });
    expect(await send(await tokenOf())).toMatchObject(invalid);
    const [erased] = (await listPrincipals(database)).filter((each) => each.id === id);
    expect(erased?.subject).toMatch(/^erased:[0-9a-f]{64}$/);
    expect(await send(await tokenOf({ sub: erased?.subject }))).toMatchObject(invalid);
    expect(await principalsOf(subject)).toEqual([]);
  });

  it('makes a person an operator by issuer and subject, before or after the first sign-in', async () => {
    const change = { viewer: localProgram, principal: { issuer: issuer.url, subject } };
    const id = unwrap(await setOperator(database, { ...change, isOperator: true }));
    expect((await send(await tokenOf())).data).toMatchObject({ viewer: { isOperator: true, principal: { id } } });
    await expect.poll(async () => (await principalsOf(subject))[0]?.name).toBe('Ann Example');
    expect(unwrap(await setOperator(database, { ...change, isOperator: false }))).toBe(id);
    expect((await send(await tokenOf())).data).toMatchObject({ viewer: { isOperator: false } });
    const unknown = { ...change, principal: { issuer: issuer.url, subject: 'nobody' }, isOperator: false };
    expect((await setOperator(database, unknown)).ok).toBe(false);
  });

  it('gives the grant of an invitation to the person that has signed in', async () => {
    const operator = await newPrincipal(database, { isOperator: true });
    const created = await send(
      operator.key,
      `mutation { createEcosystem(input: { slug: "of-${subject}", name: "Town" }) { ecosystem { id } userErrors { message } } }`,
    );
    const { createEcosystem } = created.data as unknown as { createEcosystem: { ecosystem: { id: string } } };
    const invited = await send(
      operator.key,
      `mutation { createInvitation(input: { ecosystemId: "${createEcosystem.ecosystem.id}", role: STEWARD }) { secret } }`,
    );
    const { createInvitation } = invited.data as unknown as { createInvitation: { secret: string } };
    const offered = await send(
      null,
      `{ invitation(secret: "${createInvitation.secret}") { ecosystemName role organizationNames expiresAt } }`,
    );
    const expiresAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(offered).toMatchObject({
      status: 200,
      data: { invitation: { ecosystemName: 'Town', role: 'STEWARD', organizationNames: [], expiresAt } },
    });
    const accepted = await send(
      await tokenOf(),
      `mutation { acceptInvitation(input: { secret: "${createInvitation.secret}" }) { apiKey accessGrant { role principal { name } } userErrors { message } } }`,
    );
    expect(accepted.data).toEqual({
      acceptInvitation: {
        apiKey: null,
        accessGrant: { role: 'STEWARD', principal: { name: 'Ann Example' } },
        userErrors: [],
      },
    });
    expect((await send(await tokenOf(), caller, otherAddress)).data).toMatchObject({
      viewer: { access: [{ role: 'STEWARD' }] },
    });
  });

  it('returns the same error for every invalid token, and logs the reason', async () => {
    const claims = { iss: issuer.url, aud: testAudience, sub: subject, exp: 9_999_999_999 };
    const wrongKey = await newIssuerKey('first', 'RS256');
    const tokens = [
      ['ALGORITHM', forgedToken({ alg: 'none', kid: 'first' }, claims, '')],
      ['ALGORITHM', forgedToken({ alg: 'HS256', kid: 'first' }, claims)],
      ['KEY_ID', forgedToken({ alg: 'RS256' }, claims)],
      ['UNKNOWN_KEY', forgedToken({ alg: 'RS256', kid: 'other' }, claims)],
      ['SIGNATURE', await issuer.token({ sub: subject }, { key: wrongKey })],
      ['AUDIENCE', await tokenOf({ aud: undefined })],
      ['AUDIENCE', await tokenOf({ aud: 'account' })],
      ['ISSUER', await tokenOf({ iss: 'https://other.example' })],
      ['SUBJECT', await tokenOf({ sub: undefined })],
      ['EXPIRY', await tokenOf({ exp: 1_000_000_000 })],
      ['NOT_YET_VALID', await tokenOf({ nbf: 9_999_999_999 })],
      ['MALFORMED', 'a.b.c'],
    ] as const;
    for (const [fault, token] of tokens) {
      const answer = await send(token);
      expect({ fault, ...answer }).toEqual({ fault, retryAfter: null, ...invalid });
      await expect.poll(() => log.at(-1)).toMatchObject({ message: 'Request.', status: 401, tokenFault: fault });
    }
    expect(JSON.stringify(log)).not.toContain('eyJ');
    expect(await principalsOf(subject)).toEqual([]);
  });

  it('queries neither the database nor the provider for forged tokens', async () => {
    await signIn();
    const loads = issuer.requests.length;
    const { statements } = await statementsOf(database, async () => {
      const claims = { iss: issuer.url, aud: 'account', sub: subject, exp: 9_999_999_999 };
      for (let times = 0; times < 100; times++) {
        const forged = forgedToken({ alg: 'RS256', kid: `forged-${times}` }, claims);
        expect((await send(forged)).status).toBe(401);
      }
    });
    expect([ofRequests(statements), issuer.requests.length - loads]).toEqual([[], 0]);
  });

  it('accepts a new key of the provider, and serves with known keys while the provider is down or slow', async () => {
    await signIn();
    issuer.published = [key, next].filter((each) => each !== undefined);
    const withNext = () => issuer.token({ sub: subject }, { key: next as IssuerKey });
    for (const to of [address, otherAddress]) {
      await expect.poll(async () => (await send(await withNext(), caller, to)).status).toBe(200);
    }
    const later = await newIssuerKey('later');
    for (const mood of ['FAILS', 'HANGS'] as const) {
      issuer.mood = mood;
      for (const token of [await tokenOf(), await withNext()]) expect((await send(token)).status).toBe(200);
      const unknown = await issuer.token({ sub: subject }, { key: later });
      await expect
        .poll(async () => await send(unknown))
        .toMatchObject({
          status: 503,
          retryAfter: '1',
          errors: [
            {
              message:
                'Access tokens cannot be checked, because the identity provider does not answer. Try again in 1 second.',
              extensions: { code: 'UNAVAILABLE' },
            },
          ],
        });
      expect((await send(null)).status).toBe(200);
    }
    issuer.mood = 'ANSWERS';
    issuer.endRequests();
    issuer.published = [key, next, later].filter((each) => each !== undefined);
    await expect.poll(async () => (await send(await issuer.token({ sub: subject }, { key: later }))).status).toBe(200);
  });

  it('rejects tokens if no identity provider is set', async () => {
    const plain = createGateway({ database, log: () => undefined });
    const to = await plain.listen({ port: 0, host: '127.0.0.1' });
    try {
      const answer = await send(await tokenOf(), caller, to);
      expect([answer.status, answer.errors?.[0]?.message]).toEqual([
        401,
        expect.stringContaining('The API key is not valid'),
      ]);
    } finally {
      await plain.close();
    }
  });
});
