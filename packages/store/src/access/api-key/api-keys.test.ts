import { localProgram, localViewer, type Outcome, unwrap } from '@collective-impact/sdk';
import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../shared/database/database.ts';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { setRevoked, signInPerson } from '../identity.ts';
import { listApiKeys, noteKeyUse, viewerOfKey } from './api-key-reader.ts';
import { createApiKey, revokeApiKey } from './api-key-writer.ts';

const person = { name: 'Ann Example', kind: 'PERSON', isOperator: true } as const;

describe.each(engines)('API keys on %s', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  afterAll(() => database.close());

  const create = async (principal: typeof person | { id: string } = person, expiresAt: string | null = null) =>
    unwrap(await createApiKey(database, { viewer: localViewer('ann'), principal, expiresAt }));
  const listed = async (id: string) => (await listApiKeys(database)).find((key) => key.id === id);

  it('are stored as their hash, with the name of the creator', async () => {
    const { key, id, principalId } = await create();
    const { rows } = await sql<{ text: string }>`
      select to_jsonb("k")::text || to_jsonb("p")::text as "text"
      from "api_key" as "k" join "principal" as "p" on "p"."id" = "k"."principal_id"`.execute(database.kysely());
    for (const { text } of rows) expect(text).not.toContain(key.slice('ci_live_'.length));
    expect(rows.at(-1)?.text).toContain('"created_by": "local:ann"');
    expect(await listed(id)).toEqual({
      ...person,
      id,
      principalId,
      status: 'ACTIVE',
      createdAt: expect.any(String),
      expiresAt: null,
      lastUsedAt: null,
    });
  });

  it('can belong to one principal, and one of them can be revoked', async () => {
    const first = await create();
    const second = await create({ id: first.principalId });
    expect(await viewerOfKey(database, second.key)).toMatchObject({
      viewer: unwrapViewer(await viewerOfKey(database, first.key)),
    });
    const revoke = () => revokeApiKey(database, { viewer: localProgram, id: first.id });
    expect(unwrap(await revoke())).toBe(first.id);
    expect(await viewerOfKey(database, first.key)).toEqual({ status: 'REVOKED', isFinal: true });
    expect(await viewerOfKey(database, second.key)).toMatchObject({ status: 'ACTIVE' });
    expect(unwrap(await revoke())).toBe(first.id);
  });

  it.each(['key', 'identity'] as const)(
    'and what their principals may do are read by functions that keep their plans, by %s',
    async (way) => {
      const { key } = await create();
      const identity = { issuer: 'https://id.example.org', subject: 'ann', name: 'Ann Example', origin: null };
      const signIn = (): Promise<unknown> =>
        way === 'key' ? viewerOfKey(database, key) : signInPerson(database, identity);
      await signIn();
      const { statements } = await statementsOf(database, signIn);
      const [statement] = statements;
      expect(statements).toHaveLength(1);
      const plan = await database
        .kysely()
        .executeQuery<Record<string, string>>(
          CompiledQuery.raw(`explain ${statement?.sql}`, [...(statement?.parameters ?? [])]),
        );
      expect(plan.rows.map((row) => row['QUERY PLAN'])).toEqual([
        expect.stringContaining(`Function Scan on principal_of_${way} p`),
        '  Filter: (id IS NOT NULL)',
      ]);
      const { rows } = await sql<{ settings: string[] }>`
      select "proconfig" as "settings" from pg_proc where "proname" = ${`principal_of_${way}`}`.execute(
        database.kysely(),
      );
      expect(rows[0]?.settings).toContain('plan_cache_mode=force_generic_plan');
    },
  );

  it('expire', async () => {
    const early = await create(person, '2020-01-01T00:00:00Z');
    expect(await viewerOfKey(database, early.key)).toEqual({ status: 'EXPIRED', isFinal: true });
    expect(await listed(early.id)).toMatchObject({ status: 'EXPIRED', expiresAt: '2020-01-01T00:00:00.000000Z' });
    const late = await create(person, '2999-01-01T00:00:00Z');
    expect(await viewerOfKey(database, late.key)).toMatchObject({ status: 'ACTIVE' });
  });

  it('are of a principal that exists, and are revoked by an id that exists', async () => {
    const of = async (id: string) =>
      issuesOf(await createApiKey(database, { viewer: localProgram, principal: { id }, expiresAt: null }));
    const none = 'principal_01h455vb4pex5vsknk084sn02q';
    expect([await of(none), await of('principal_x'), await of('api_key_01h455vb4pex5vsknk084sn02q')]).toEqual([
      ['NOT_FOUND principal'],
      ['NOT_FOUND principal'],
      ['NOT_FOUND principal'],
    ]);
    const revoke = (id: string) => revokeApiKey(database, { viewer: localProgram, id });
    expect(issuesOf(await revoke('api_key_01h455vb4pex5vsknk084sn02q'))).toEqual(['NOT_FOUND id']);
    expect(issuesOf(await revoke(none))).toEqual(['NOT_FOUND id']);
  });

  it('are not created for a principal that is revoked', async () => {
    const { principalId: id } = await create();
    const revoke = async (isRevoked: boolean) =>
      unwrap(await setRevoked(database, { viewer: localProgram, principal: { id }, isRevoked }));
    await revoke(true);
    expect(
      issuesOf(await createApiKey(database, { viewer: localProgram, principal: { id }, expiresAt: null })),
    ).toEqual(['IMMUTABLE principal']);
    await revoke(false);
    expect(await viewerOfKey(database, (await create({ id })).key)).toMatchObject({ status: 'ACTIVE' });
  });

  it('have the time of their last use, which is written at most once a minute', async () => {
    const { key, id } = await create();
    const owner = await viewerOfKey(database, key);
    const keyId = owner.status === 'ACTIVE' ? owner.keyId : '';
    expect(owner).toMatchObject({ isUseDue: true });
    await noteKeyUse(database, keyId);
    const first = (await listed(id))?.lastUsedAt;
    expect(first).toEqual(expect.any(String));
    expect(await viewerOfKey(database, key)).toMatchObject({ isUseDue: false });
    await noteKeyUse(database, keyId);
    expect((await listed(id))?.lastUsedAt).toBe(first);
  });
});

const issuesOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

function unwrapViewer(owner: Awaited<ReturnType<typeof viewerOfKey>>) {
  return owner.status === 'ACTIVE' ? owner.viewer : undefined;
}
