import { localProgram, UnauthenticatedError, unwrap } from '@collective-impact/sdk';
import {
  type CreatedKey,
  createApiKey,
  listApiKeys,
  newApiKey,
  revokeApiKey,
  setRevoked,
} from '@collective-impact/store';
import { engines, openTestDatabase, statementsOf, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Authenticate, authenticateBy } from './authenticate.ts';

const origin = { address: '192.0.2.1', requestId: 'request' };
const message =
  'The API key is not valid: it is mistyped, unknown, expired or revoked. Ask the operator for a key, or send no `Authorization` header to read public data.';

describe.each(engines)('the viewer of a request on %s', (engine) => {
  let database: TestDatabase;
  let authenticate: Authenticate;
  let created: CreatedKey;
  const logged: object[] = [];
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    authenticate = authenticateBy({ database, log: (event) => logged.push(event) });
    const principal = { name: 'Data team', kind: 'SERVICE', isOperator: false } as const;
    created = unwrap(await createApiKey(database, { viewer: localProgram, principal, expiresAt: null }));
  });
  afterAll(() => database.close());

  const run = (statement: string) => database.orm.em.fork().execute(statement);
  const viewerOf = async (key: string) => await authenticate(`Bearer ${key}`, origin);
  const lastUse = async () => (await listApiKeys(database)).find(({ id }) => id === created.id)?.lastUsedAt;

  it('is anonymous without a header', () => {
    expect(authenticate(undefined, origin)).toEqual({ kind: 'ANONYMOUS', origin });
  });

  it.each(['Bearer', 'bearer', 'Bearer  '])('is the principal of the key with "%s"', async (scheme) => {
    expect(await authenticate(`${scheme} ${created.key}`, origin)).toEqual({
      kind: 'PRINCIPAL',
      principal: { id: expect.any(String), kind: 'SERVICE', name: 'Data team', isOperator: false },
      grants: [],
      agreements: [],
      origin,
    });
  });

  it.each(['', 'Bearer', 'Bearer a b', 'Basic b3BlcmF0b3I6eA==', 'nonsense'])(
    'is rejected with the header "%s"',
    (header) => {
      expect(() => authenticate(header, origin)).toThrow(
        new UnauthenticatedError('Invalid `Authorization` header. Send an API key as `Authorization: Bearer <key>`.'),
      );
    },
  );

  it('is rejected with a key that is mistyped, without a query', async () => {
    const { statements } = await statementsOf(database, async () => {
      for (const key of [`${created.key}x`, created.key.slice(0, -1), 'null', 'ci_0123456789abcdef']) {
        expect(() => authenticate(`Bearer ${key}`, origin)).toThrow(new UnauthenticatedError(message));
      }
    });
    expect(statements).toEqual([]);
  });

  it.each(['unknown', 'revoked', 'expired'])(
    'is rejected with a key that is %s, with one query for many requests',
    async (state) => {
      const { key, id } = created;
      if (state === 'revoked') unwrap(await revokeApiKey(database, { viewer: localProgram, id }));
      if (state === 'expired') await run('update "api_key" set "expires_at" = now()');
      const sent = state === 'unknown' ? newApiKey() : key;
      const { statements } = await statementsOf(database, async () => {
        await expect(viewerOf(sent)).rejects.toThrow(new UnauthenticatedError(message));
        expect(() => authenticate(`Bearer ${sent}`, origin)).toThrow(new UnauthenticatedError(message));
      });
      expect(statements).toHaveLength(1);
    },
  );

  it('is the principal of the key again as soon as a principal who was revoked is restored', async () => {
    const revoke = async (isRevoked: boolean) =>
      unwrap(await setRevoked(database, { viewer: localProgram, principal: { id: created.principalId }, isRevoked }));
    await revoke(true);
    await expect(viewerOf(created.key)).rejects.toThrow(new UnauthenticatedError(message));
    await revoke(false);
    expect(await viewerOf(created.key)).toMatchObject({ kind: 'PRINCIPAL' });
  });

  it('is rejected with a revoked key from the next request on, in every process', async () => {
    const other = authenticateBy({ database, log: () => undefined });
    await viewerOf(created.key);
    await other(`Bearer ${created.key}`, origin);
    unwrap(await revokeApiKey(database, { viewer: localProgram, id: created.id }));
    await expect(viewerOf(created.key)).rejects.toThrow(new UnauthenticatedError(message));
    await expect(other(`Bearer ${created.key}`, origin)).rejects.toThrow(new UnauthenticatedError(message));
  });

  it('is read by two statements for many requests at once, of which each has its own origin and grants', async () => {
    const addresses = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'];
    await viewerOf(created.key);
    const { statements, result } = await statementsOf(database, () =>
      Promise.all(
        addresses.map(async (address) => await authenticate(`Bearer ${created.key}`, { ...origin, address })),
      ),
    );
    expect(statements.filter((statement) => statement.sql.trim().startsWith('select'))).toHaveLength(2);
    expect(result.map((viewer) => 'origin' in viewer && viewer.origin?.address)).toEqual(addresses);
    expect(new Set(result.map((viewer) => 'grants' in viewer && viewer.grants)).size).toBe(4);
  });

  it('is read by one statement, and the use of the key is written at most once a minute', async () => {
    const verbs: string[] = [];
    const stop = database.onStatement((statement) => verbs.push(statement.sql.trim().split(/\s/, 1)[0] ?? ''));
    try {
      await viewerOf(created.key);
      await expect.poll(() => verbs).toEqual(['select', 'update']);
      await viewerOf(created.key);
      expect(verbs).toEqual(['select', 'update', 'select']);
      await run(`update "api_key" set "last_used_at" = now() - interval '61 seconds'`);
      verbs.length = 0;
      await viewerOf(created.key);
      await expect.poll(() => verbs).toEqual(['select', 'update']);
    } finally {
      stop();
    }
    expect(await lastUse()).toEqual(expect.any(String));
    expect(logged).toEqual([]);
  });
});
