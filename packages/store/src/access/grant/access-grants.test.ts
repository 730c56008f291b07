import { encodeTypeId, ForbiddenError, type Role, unwrap, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { activityDefinition, commitmentDefinition, completeActivity, startActivity } from '../../activity/index.ts';
import { ecosystemDefinition, networkMembershipDefinition } from '../../ecosystem/index.ts';
import { evidenceDefinition } from '../../reporting/index.ts';
import { newPrincipal, type TestPrincipal } from '../../testing/access.fixture.ts';
import { AgendaFixture, issuesOf, uuidOf } from '../../testing/agenda.fixture.ts';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { agreeToShare } from '../../testing/sharing.fixture.ts';
import { createEcosystem } from '../ecosystem-creation.ts';
import { createAccessGrant } from './access-grant-creation.ts';
import { accessGrantDefinition, revokeAccessGrant } from './access-grant-writer.ts';

describe.each(engines)('access grants on %s', (engine) => {
  let database: TestDatabase;
  let fixture: AgendaFixture;
  let here: string;
  let library: string;
  let museum: string;
  let ann: TestPrincipal;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });
  beforeEach(async () => {
    here = await fixture.ecosystem({ visibility: 'MEMBERS' });
    library = await fixture.organization(here, { name: 'Library', visibility: 'RESTRICTED' });
    museum = await fixture.organization(here, { name: 'Museum', visibility: 'RESTRICTED' });
    ann = await newPrincipal(database);
  });
  afterAll(() => database.close());

  const grantsOf = (viewer: Viewer) =>
    viewer.kind === 'PRINCIPAL' ? viewer.grants.map(({ ecosystemId, role }) => [ecosystemId, role]) : [];
  const seen = async (principal: TestPrincipal) => {
    const read = fixture.read(await principal.viewer());
    const { rows } = await read.organization.ofEcosystem(uuidOf(here), { page: {}, filter: {} });
    return rows.map(({ name }) => name);
  };
  const grantTo = async (granter: TestPrincipal, role: Role) => {
    const values = { ecosystemId: here, principalId: (await newPrincipal(database)).id, role, organizationIds: [] };
    const more = role === 'CONTRIBUTOR' ? { organizationIds: [library] } : {};
    return (await granter.writer()).create(accessGrantDefinition, { ...values, ...more });
  };

  it('are in effect from the next request until the request after their revocation', async () => {
    expect(await seen(ann)).toEqual([]);
    const id = await ann.grant(here, 'STEWARD');
    expect(grantsOf(await ann.viewer())).toEqual([[uuidOf(here), 'STEWARD']]);
    expect(await seen(ann)).toEqual(['Library', 'Museum']);
    const command = { id: encoded(id), expectedVersion: 1 };
    expect(issuesOf(await fixture.writer.transition(revokeAccessGrant, command))).toEqual([]);
    expect(grantsOf(await ann.viewer())).toEqual([]);
    expect(await seen(ann)).toEqual([]);
    const again = { id: encoded(id), expectedVersion: 2 };
    expect(issuesOf(await fixture.writer.transition(revokeAccessGrant, again))).toEqual(['ILLEGAL_TRANSITION id']);
    const change = { ...again, role: 'OBSERVER' };
    expect(issuesOf(await fixture.writer.update(accessGrantDefinition, change))).toEqual(['IMMUTABLE id']);
  });

  it('show restricted records to the organizations that they name only', async () => {
    await ann.grant(here, 'OBSERVER', [library]);
    expect(await seen(ann)).toEqual(['Library']);
    const bob = await newPrincipal(database);
    await bob.grant(here, 'OBSERVER');
    expect(await seen(bob)).toEqual([]);
  });

  it('show members nothing of an ecosystem that is RESTRICTED', async () => {
    await ann.grant(here, 'OBSERVER', [library]);
    await fixture.update(ecosystemDefinition, here, { visibility: 'RESTRICTED' });
    expect(await seen(ann)).toEqual([]);
  });

  it('can be made once for a principal and an ecosystem', async () => {
    await ann.grant(here, 'OBSERVER');
    const values = { ecosystemId: here, principalId: ann.id, role: 'STEWARD' };
    expect(issuesOf(await fixture.writer.create(accessGrantDefinition, values))).toEqual(['DUPLICATE principalId']);
  });

  it.each<[Role, Role[]]>([
    ['OBSERVER', []],
    ['CONTRIBUTOR', []],
    ['STEWARD', ['OBSERVER', 'CONTRIBUTOR']],
    ['BACKBONE', ['OBSERVER', 'CONTRIBUTOR', 'STEWARD', 'BACKBONE']],
  ])('of %s allow to grant %j', async (role, allowed) => {
    await ann.grant(here, role, role === 'CONTRIBUTOR' ? [library] : []);
    for (const granted of ['OBSERVER', 'CONTRIBUTOR', 'STEWARD', 'BACKBONE'] as const) {
      const attempt = grantTo(ann, granted);
      if (allowed.includes(granted)) expect((await attempt).ok, granted).toBe(true);
      // An OBSERVER does not see the library, so that it gets the same response as for an id that does not exist.
      else if (role === 'OBSERVER' && granted === 'CONTRIBUTOR') {
        expect(issuesOf(await attempt)).toEqual(['NOT_FOUND organizationIds.0']);
      } else await expect(attempt).rejects.toThrow(ForbiddenError);
    }
  });

  it('cannot be changed or revoked by a steward if they are of a steward', async () => {
    await ann.grant(here, 'STEWARD');
    const bob = await newPrincipal(database);
    const id = encoded(await bob.grant(here, 'STEWARD'));
    const writer = await ann.writer();
    const change = { id, expectedVersion: 1, role: 'OBSERVER' };
    await expect(writer.update(accessGrantDefinition, change)).rejects.toThrow(ForbiddenError);
    await expect(writer.transition(revokeAccessGrant, { id, expectedVersion: 1 })).rejects.toThrow(ForbiddenError);
  });

  it('of the first BACKBONE can be made by an operator that sees the ecosystem', async () => {
    await fixture.update(ecosystemDefinition, here, { visibility: 'PUBLIC' });
    const operator = await newPrincipal(database, { isOperator: true });
    await expect(grantTo(operator, 'STEWARD')).rejects.toThrow(ForbiddenError);
    expect((await grantTo(operator, 'BACKBONE')).ok).toBe(true);
    await expect(grantTo(operator, 'BACKBONE')).rejects.toThrow(
      'You cannot grant or revoke BACKBONE. A STEWARD grants OBSERVER and CONTRIBUTOR, a BACKBONE every role, and an operator a BACKBONE if the ecosystem has none that is not revoked.',
    );
    expect(await seen(operator)).toEqual([]);
  });

  it('of the first BACKBONE can be made by an operator in an ecosystem that it does not see', async () => {
    const operator = await newPrincipal(database, { isOperator: true });
    const appoint = async (principalId: string, more: object = {}) => {
      const writer = await operator.writer();
      const values = { ecosystemId: here, principalId, role: 'BACKBONE', ...more };
      return { outcome: await createAccessGrant(writer, values), viewer: writer.viewer };
    };
    expect(issuesOf((await appoint(ann.id, { role: 'STEWARD' })).outcome)).toEqual(['NOT_FOUND ecosystemId']);
    expect(issuesOf((await appoint(ann.id, { organizationIds: [library] })).outcome)).toContain(
      'NOT_FOUND ecosystemId',
    );
    const first = await appoint(ann.id);
    expect(first.outcome.ok).toBe(true);
    expect(grantsOf(first.viewer)).toEqual([]);
    expect(grantsOf(await ann.viewer())).toEqual([[uuidOf(here), 'BACKBONE']]);
    expect(issuesOf((await appoint(operator.id)).outcome)).toEqual(['NOT_FOUND ecosystemId']);
    expect(await seen(operator)).toEqual([]);
    const attempt = createAccessGrant(await (await newPrincipal(database)).writer(), {
      ecosystemId: await fixture.ecosystem({ visibility: 'MEMBERS' }),
      principalId: ann.id,
      role: 'BACKBONE',
    });
    expect(issuesOf(await attempt)).toEqual(['NOT_FOUND ecosystemId']);
  });

  it('of the first BACKBONE are in effect in the same request if an operator appoints itself', async () => {
    const operator = await newPrincipal(database, { isOperator: true });
    const writer = await operator.writer();
    const values = { ecosystemId: here, principalId: operator.id, role: 'BACKBONE', idempotencyKey: 'once' };
    const id = unwrap(await createAccessGrant(writer, values));
    expect(grantsOf(writer.viewer)).toEqual([[uuidOf(here), 'BACKBONE']]);
    expect(await fixture.read(writer.viewer).record('access_grant', id)).toMatchObject({ role: 'BACKBONE' });
    expect(await createAccessGrant(writer, values)).toEqual({ ok: true, value: id });
    expect(grantsOf(writer.viewer)).toHaveLength(1);
  });

  it('of the last BACKBONE cannot be revoked or changed', async () => {
    const id = encoded(await ann.grant(here, 'BACKBONE'));
    const writer = await ann.writer();
    const at = { id, expectedVersion: 1 };
    expect(issuesOf(await writer.transition(revokeAccessGrant, at))).toEqual(['IMMUTABLE id']);
    expect(issuesOf(await writer.update(accessGrantDefinition, { ...at, role: 'STEWARD' }))).toEqual([
      'IMMUTABLE role',
    ]);
    await (await newPrincipal(database)).grant(here, 'BACKBONE');
    expect(issuesOf(await writer.transition(revokeAccessGrant, at))).toEqual([]);
  });

  it('are given to the creator of an ecosystem, who sees it in the same request', async () => {
    const operator = await newPrincipal(database, { isOperator: true });
    const viewer = await operator.viewer();
    const writer = await operator.writer();
    const values = { slug: `of-${uuidOf(here)}`, name: 'New', visibility: 'MEMBERS' };
    const created = await createEcosystem(writer, values);
    const id = created.ok ? created.value : '';
    expect(grantsOf(writer.viewer)).toEqual([[id, 'BACKBONE']]);
    expect(await fixture.read(writer.viewer).record('ecosystem', id)).toMatchObject({ name: 'New' });
    expect(grantsOf(viewer)).toEqual([]);
    expect(grantsOf(await operator.viewer())).toEqual([[id, 'BACKBONE']]);
    await expect(createEcosystem(await ann.writer(), { ...values, slug: 'other' })).rejects.toThrow(
      'Only an operator of this gateway can create ecosystems. Ask an operator to create it.',
    );
  });

  it('are given to the principal that the creator of an ecosystem names', async () => {
    const operator = await newPrincipal(database, { isOperator: true });
    const values = { slug: `for-${uuidOf(here)}`, name: 'New', visibility: 'MEMBERS', backbonePrincipalId: ann.id };
    const created = await createEcosystem(await operator.writer(), values);
    const id = created.ok ? created.value : '';
    expect(grantsOf(await ann.viewer())).toEqual([[id, 'BACKBONE']]);
    expect(grantsOf(await operator.viewer())).toEqual([]);
    expect(await fixture.read(await operator.viewer()).record('ecosystem', id)).toBeNull();
    const unknown = {
      ...values,
      slug: `other-${uuidOf(here)}`,
      backbonePrincipalId: 'principal_01h455vb4pex5vsknk084sn02q',
    };
    expect(issuesOf(await createEcosystem(await operator.writer(), unknown))).toEqual([
      'NOT_FOUND backbonePrincipalId',
    ]);
    const malformed = { ...unknown, slug: 'A B', backbonePrincipalId: here };
    expect(issuesOf(await createEcosystem(fixture.writer, malformed))).toEqual([
      'INVALID slug',
      'INVALID backbonePrincipalId',
    ]);
  });

  it('in a network show what its confirmed members share with it by an agreement', async () => {
    const network = await fixture.ecosystem({ kind: 'NETWORK' });
    await fixture.update(ecosystemDefinition, here, { visibility: 'NETWORK' });
    await fixture.organization(here, { name: 'Shared', visibility: 'NETWORK' });
    await fixture.organization(here, { name: 'Kept', visibility: 'MEMBERS' });
    await ann.grant(network, 'OBSERVER');
    const sides = { networkId: network, memberId: here, startedOn: '2024-01-01' };
    await fixture.create(networkMembershipDefinition, { ...sides, ecosystemId: network });
    await agreeToShare(database, { ecosystemId: here, networkId: network, minimumThreshold: 1000 });
    expect(await seen(ann)).toEqual([]);
    const own = await fixture.create(networkMembershipDefinition, { ...sides, ecosystemId: here });
    expect(await seen(ann)).toEqual(['Shared']);
    await fixture.update(networkMembershipDefinition, own, { endedOn: '2024-02-01' });
    expect(await seen(ann)).toEqual([]);
  });

  describe('of CONTRIBUTOR', () => {
    let goalId: string;
    beforeEach(async () => {
      await ann.grant(here, 'CONTRIBUTOR', [library]);
      goalId = (await fixture.agenda(here)).goal;
    });
    const commitment = (organizationId: string) => ({ organizationId, goalId, statement: 'Lend books' });

    it('allow to create and change records of the organizations that they name', async () => {
      const writer = await ann.writer();
      const created = await writer.create(commitmentDefinition, commitment(library));
      expect(issuesOf(created)).toEqual([]);
      const id = created.ok ? encodedCommitment(created.value) : '';
      const change = { id, expectedVersion: 1, statement: 'Lend more books' };
      expect(issuesOf(await writer.update(commitmentDefinition, change))).toEqual([]);
    });

    it('hide restricted organizations that they do not name like organizations that do not exist', async () => {
      const writer = await ann.writer();
      const attempt = await writer.create(commitmentDefinition, commitment(museum));
      expect(issuesOf(attempt)).toEqual(['NOT_FOUND organizationId']);
    });

    it('do not allow to change visible records of other organizations, or to give records away', async () => {
      const gallery = await fixture.organization(here, { name: 'Gallery', visibility: 'MEMBERS' });
      const writer = await ann.writer();
      await expect(writer.create(commitmentDefinition, commitment(gallery))).rejects.toThrow(
        'This change of a commitment requires the role BACKBONE in the ecosystem, or the role CONTRIBUTOR for the organization that the record belongs to. Your role is CONTRIBUTOR.',
      );
      const evidence = { ecosystemId: here, goalId, organizationId: gallery, kind: { code: 'story' }, title: 'Story' };
      const told = { ...evidence, text: 'We read.', period: '2024', consent: 'NOT_GIVEN' };
      await expect(writer.create(evidenceDefinition, told)).rejects.toThrow('This change of evidence requires');
      const activity = { ecosystemId: here, title: 'Story time', leadId: library };
      const id = await fixture.create(activityDefinition, activity);
      const gift = { id, expectedVersion: 1, leadId: gallery };
      await expect(writer.update(activityDefinition, gift)).rejects.toThrow(ForbiddenError);
      const others = await fixture.create(activityDefinition, { ...activity, leadId: gallery });
      const theft = { id: others, expectedVersion: 1, leadId: library };
      await expect(writer.update(activityDefinition, theft)).rejects.toThrow(ForbiddenError);
    });

    it('allow the transitions of an owner', async () => {
      const id = await fixture.create(activityDefinition, { ecosystemId: here, title: 'Story time', leadId: library });
      const writer = await ann.writer();
      const start = { id, expectedVersion: 1, startsOn: '2024-01-01' };
      expect(issuesOf(await writer.transition(startActivity, start))).toEqual([]);
      const complete = { id, expectedVersion: 2, endsOn: '2024-02-01' };
      expect(issuesOf(await writer.transition(completeActivity, complete))).toEqual([]);
    });
  });
});

const encoded = (uuid: string) => encodeTypeId('access_grant', uuid);
const encodedCommitment = (uuid: string) => encodeTypeId('commitment', uuid);
