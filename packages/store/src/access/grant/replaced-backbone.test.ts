import { encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newPrincipal, type TestPrincipal } from '../../testing/access.fixture.ts';
import { AgendaFixture, issuesOf, uuidOf } from '../../testing/agenda.fixture.ts';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { setRevoked } from '../identity.ts';
import { createAccessGrant } from './access-grant-creation.ts';
import { revokeAccessGrant } from './access-grant-writer.ts';
import { appointFirstBackbones } from './first-backbone.ts';

describe.each(engines)('an ecosystem whose every BACKBONE is a revoked principal, on %s', (engine) => {
  let database: TestDatabase;
  let fixture: AgendaFixture;
  let here: string;
  let operator: TestPrincipal;
  let ann: TestPrincipal;
  let bob: TestPrincipal;
  let cleo: TestPrincipal;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });
  beforeEach(async () => {
    here = await fixture.ecosystem({ visibility: 'MEMBERS' });
    operator = await newPrincipal(database, { isOperator: true });
    [ann, bob, cleo] = await Promise.all([newPrincipal(database), newPrincipal(database), newPrincipal(database)]);
    await ann.grant(here, 'BACKBONE');
    await bob.grant(here, 'BACKBONE');
    await setRevocation(ann, true);
  });
  afterAll(() => database.close());

  const setRevocation = async ({ id }: TestPrincipal, isRevoked: boolean) =>
    unwrap(await setRevoked(database, { viewer: localProgram, principal: { id }, isRevoked }));
  const appoint = async () =>
    createAccessGrant(await operator.writer(), { ecosystemId: here, principalId: cleo.id, role: 'BACKBONE' });
  const rolesOf = async (principal: TestPrincipal) => {
    const viewer = await principal.viewer();
    return viewer.kind === 'PRINCIPAL' ? viewer.grants.map(({ ecosystemId, role }) => [ecosystemId, role]) : [];
  };

  it('gets another from an operator, who sees nothing of it, and the audit log records who did it', async () => {
    expect(issuesOf(await appoint())).toEqual(['NOT_FOUND ecosystemId']);
    await setRevocation(bob, true);
    const id = unwrap(await appoint());
    expect(await rolesOf(cleo)).toEqual([[uuidOf(here), 'BACKBONE']]);
    expect(await fixture.read(await operator.viewer()).record('ecosystem', uuidOf(here))).toBeNull();
    const { rows } = await fixture
      .read(await cleo.viewer())
      .audit.ofEcosystem(uuidOf(here), { page: { first: 10 }, filter: { recordId: id } });
    expect(rows.map(({ action, recordType, actor }) => [action, recordType, actor])).toEqual([
      ['CREATE', 'AccessGrant', operator.id],
    ]);
  });

  it('keeps the one that can sign in, until another can', async () => {
    await setRevocation(bob, true);
    const own = { id: encodeTypeId('access_grant', unwrap(await appoint())), expectedVersion: 1 };
    expect(issuesOf(await (await cleo.writer()).transition(revokeAccessGrant, own))).toEqual(['IMMUTABLE id']);
    await setRevocation(ann, false);
    expect(issuesOf(await (await cleo.writer()).transition(revokeAccessGrant, own))).toEqual([]);
  });

  it('gets the owner of the operator key as its BACKBONE at the next start', async () => {
    await appointFirstBackbones(database, { viewer: localProgram, key: operator.key });
    expect(await rolesOf(operator)).not.toContainEqual([uuidOf(here), 'BACKBONE']);
    await setRevocation(bob, true);
    await appointFirstBackbones(database, { viewer: localProgram, key: operator.key });
    expect(await rolesOf(operator)).toContainEqual([uuidOf(here), 'BACKBONE']);
  });
});
