import { anonymous, encodeTypeId, ForbiddenError, localProgram, unwrap } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Writer } from '../../shared/writer.ts';
import { newPrincipal, TestPrincipal } from '../../testing/access.fixture.ts';
import { AgendaFixture, issuesOf, uuidOf } from '../../testing/agenda.fixture.ts';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { accessGrantDefinition, revokeAccessGrant } from '../grant/access-grant-writer.ts';
import { setRevoked } from '../identity.ts';
import { acceptInvitation } from './invitation-acceptance.ts';
import { createInvitation, revokeInvitation } from './invitation-writer.ts';

describe.each(engines)('invitations on %s', (engine) => {
  let database: TestDatabase;
  let fixture: AgendaFixture;
  let [here, library, grantId] = ['', '', ''];
  let ann: TestPrincipal;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });
  beforeEach(async () => {
    here = await fixture.ecosystem({ visibility: 'RESTRICTED', name: 'Here' });
    library = await fixture.organization(here, { name: 'Library', visibility: 'RESTRICTED' });
    ann = await newPrincipal(database);
    await (await newPrincipal(database)).grant(here, 'BACKBONE');
    grantId = encodeTypeId('access_grant', await ann.grant(here, 'BACKBONE'));
  });
  afterAll(() => database.close());

  const contributor = () => ({ ecosystemId: here, role: 'CONTRIBUTOR', organizationIds: [library] });
  const invite = async (values: object = contributor()) => {
    const { id, secret } = unwrap(await createInvitation(await ann.writer(), { ecosystemId: here, ...values }));
    return { id: encodeTypeId('invitation', id), secret: secret ?? '' };
  };
  const visitor = () => new Writer(database, anonymous);
  const offer = (secret: string) => fixture.read(anonymous).access.invitation(secret);
  /** The response for an invitation that cannot be accepted. */
  const expectClosed = async (secret: string) => {
    expect(await offer(secret)).toBeNull();
    expect(await acceptInvitation(visitor(), { secret, name: 'Bob' })).toMatchObject({
      issues: [
        { code: 'NOT_FOUND', path: ['secret'], message: expect.stringContaining('unknown, used, expired or revoked') },
      ],
    });
  };

  it('show what they offer, and make an anonymous caller a person with a key once', async () => {
    const { secret } = await invite();
    expect(secret).toMatch(/^ci_invite_[0-9A-Za-z]{36}$/);
    expect(await offer(secret)).toMatchObject({
      ecosystemName: 'Here',
      role: 'CONTRIBUTOR',
      organizationNames: ['Library'],
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    expect(await acceptInvitation(visitor(), { secret })).toMatchObject({
      issues: [{ code: 'REQUIRED', path: ['name'] }],
    });
    const { apiKey } = unwrap(await acceptInvitation(visitor(), { secret, name: 'Bob' }));
    const viewer = await new TestPrincipal(database, { key: apiKey ?? '', principalId: '' }).viewer();
    expect(viewer).toMatchObject({
      principal: { kind: 'PERSON', name: 'Bob', isOperator: false },
      grants: [{ ecosystemId: uuidOf(here), role: 'CONTRIBUTOR', organizationIds: [uuidOf(library)] }],
    });
    await expectClosed(secret);
  });

  it('are accepted once if an anonymous caller repeats the request, and the audit log names its origin', async () => {
    const { secret, id } = await invite();
    const origin = { address: '192.0.2.7', requestId: 'request-7' };
    const accept = (values: object = {}) =>
      acceptInvitation(new Writer(database, { kind: 'ANONYMOUS', origin }), {
        secret,
        name: 'Bob',
        idempotencyKey: 'once',
        ...values,
      });
    const first = unwrap(await accept());
    expect(first.apiKey).toMatch(/^ci_live_/);
    expect(await accept()).toEqual({ ok: true, value: { grantId: first.grantId, apiKey: null } });
    expect(await accept({ name: 'Eve' })).toMatchObject({ issues: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] });
    // The key of another secret is another key.
    const other = await invite();
    expect((await accept({ secret: other.secret })).ok).toBe(true);
    const { rows } = await sql<{ address: string; requestId: string }>`
      select "address", "request_id" as "requestId" from "audit_entry"
      where "record_id" = ${uuidOf(id)}::uuid order by "id" desc limit 1`.execute(database.kysely());
    expect(rows).toEqual([origin]);
  });

  it('give a principal that has signed in the grant and no key', async () => {
    const { secret, id } = await invite();
    const bob = await newPrincipal(database);
    expect(unwrap(await acceptInvitation(await bob.writer(), { secret }))).toMatchObject({ apiKey: null });
    expect(await bob.viewer()).toMatchObject({ grants: [{ role: 'CONTRIBUTOR' }] });
    const { rows } = await sql<{ actor: string }>`select "actor" from "audit_entry"
      where "record_id" = ${uuidOf(id)}::uuid order by "id" desc limit 1`.execute(database.kysely());
    expect(rows).toEqual([{ actor: bob.id }]);
  });

  it('are not used up by a principal that has a role already', async () => {
    const { secret } = await invite();
    expect(await acceptInvitation(await ann.writer(), { secret })).toMatchObject({
      issues: [{ code: 'DUPLICATE', path: ['secret'] }],
    });
    expect(await offer(secret)).not.toBeNull();
  });

  it('are accepted by exactly one of several callers at the same time', async () => {
    const { secret } = await invite();
    const attempts = await Promise.all(
      ['A', 'B', 'C', 'D'].map((name) => acceptInvitation(visitor(), { secret, name })),
    );
    expect(attempts.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('cannot be accepted once they are revoked, expired or unknown', async () => {
    const revoked = await invite();
    const revocation = { id: revoked.id, expectedVersion: 1 };
    expect(issuesOf(await (await ann.writer()).transition(revokeInvitation, revocation))).toEqual([]);
    await expectClosed(revoked.secret);
    const expired = await invite();
    await sql`update "invitation" set "expires_at" = now() where "id" = ${uuidOf(expired.id)}::uuid`.execute(
      database.kysely(),
    );
    await expectClosed(expired.secret);
    await expectClosed('ci_invite_000000000000000000000000000000000000');
    await expectClosed(ann.key);
  });

  it('are revoked with the grant of the inviter', async () => {
    const { secret } = await invite();
    await fixture.transition(revokeAccessGrant, grantId);
    await expectClosed(secret);
    await ann.grant(here, 'BACKBONE');
    await expectClosed(secret);
  });

  it('cannot be accepted while the inviter is revoked', async () => {
    const { secret } = await invite();
    const principal = { id: ann.id };
    unwrap(await setRevoked(database, { viewer: localProgram, principal, isRevoked: true }));
    await expectClosed(secret);
    unwrap(await setRevoked(database, { viewer: localProgram, principal, isRevoked: false }));
    expect(await offer(secret)).not.toBeNull();
  });

  it('are revoked when the inviter can no longer grant their role', async () => {
    const [steward, observer] = [await invite({ role: 'STEWARD' }), await invite({ role: 'OBSERVER' })];
    await fixture.update(accessGrantDefinition, grantId, { role: 'STEWARD' });
    await expectClosed(steward.secret);
    expect(await offer(observer.secret)).not.toBeNull();
  });

  it('expire after 7 days by default, and after at most 30', async () => {
    const { id } = await invite();
    const record = await fixture.read().record('invitation', uuidOf(id));
    expect(Number(new Date(String(record?.expiresAt))) - Number(new Date(String(record?.createdAt)))).toBeCloseTo(
      7 * 86_400_000,
      -4,
    );
    const longer = { ...contributor(), validDays: 31 };
    expect(await createInvitation(await ann.writer(), longer)).toMatchObject({
      issues: [{ code: 'OUT_OF_RANGE', path: ['validDays'] }],
    });
  });

  it('can be created and revoked only by who can grant their role', async () => {
    const bob = await newPrincipal(database);
    await bob.grant(here, 'STEWARD');
    expect((await createInvitation(await bob.writer(), contributor())).ok).toBe(true);
    const forbidden = new ForbiddenError(
      'You cannot create, change or revoke invitations to the role STEWARD. A STEWARD grants OBSERVER and CONTRIBUTOR, a BACKBONE every role.',
    );
    const toSteward = { ecosystemId: here, role: 'STEWARD' };
    await expect(createInvitation(await bob.writer(), toSteward)).rejects.toThrow(forbidden);
    const { id } = unwrap(await createInvitation(await ann.writer(), toSteward));
    const revocation = { id: encodeTypeId('invitation', id), expectedVersion: 1 };
    await expect((await bob.writer()).transition(revokeInvitation, revocation)).rejects.toThrow(forbidden);
  });

  it('return their secret once', async () => {
    const writer = await ann.writer();
    const command = { ...contributor(), idempotencyKey: here };
    const [first, again] = [
      unwrap(await createInvitation(writer, command)),
      unwrap(await createInvitation(writer, command)),
    ];
    expect(again).toEqual({ id: first.id, secret: null });
  });
});
