import { encodeTypeId, ForbiddenError, localProgram, type Role, unwrap, type Viewer } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { Writer } from '../../shared/writer.ts';
import { newPrincipal } from '../../testing/access.fixture.ts';
import { uuidOf } from '../../testing/agenda.fixture.ts';
import { engines } from '../../testing/engines.ts';
import { createApiKey } from '../api-key/api-key-writer.ts';
import { revokeAccessGrant } from '../grant/access-grant-writer.ts';
import { setRevoked } from '../identity.ts';
import { acceptInvitation } from '../invitation/invitation-acceptance.ts';
import { createInvitation } from '../invitation/invitation-writer.ts';
import { ErasureWorld, name } from './erase.fixture.ts';

const world = new ErasureWorld();

describe.each(engines)('who may erase what on %s', (engine) => {
  world.prepare(engine);

  it('requires the role BACKBONE, and treats records that the caller does not see as absent', async () => {
    const id = await world.contact();
    const viewerWith = async (ecosystem: string, role: Role, organizations: string[] = []) => {
      const principal = await newPrincipal(world.database);
      await principal.grant(ecosystem, role, organizations);
      return principal.viewer();
    };
    for (const [role, organizations] of [
      ['STEWARD', []],
      ['CONTRIBUTOR', [world.library]],
      ['OBSERVER', [world.library]],
    ] as const) {
      await expect(
        world.erase({ records: [{ id }] }, await viewerWith(world.here, role, [...organizations])),
      ).rejects.toThrow(ForbiddenError);
    }
    const absent = ['NOT_FOUND records.0.id'];
    const asIssues = async (viewer: Viewer, of = id) => {
      const outcome = await world.erase({ records: [{ id: of }] }, viewer);
      return outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
    };
    expect(await asIssues(await viewerWith(world.elsewhere, 'BACKBONE'))).toEqual(absent);
    expect(await asIssues(await viewerWith(world.here, 'OBSERVER'))).toEqual(absent);
    expect(await asIssues(await world.ann.viewer(), encodeTypeId('contact', uuidOf(world.library)))).toEqual(absent);
    expect(await asIssues(await world.ann.viewer(), 'contact_x')).toEqual(absent);
    unwrap(await world.erase({ records: [{ id }] }));
  });

  it('rejects fields that are not text, and records without personal fields', async () => {
    const faults = async (record: object) => {
      const outcome = await world.erase({ records: [record] });
      return outcome.ok ? [] : outcome.issues.map(({ message }) => message);
    };
    expect(await faults({ id: world.library })).toEqual([
      expect.stringContaining('Organization has no personal fields. Name its fields with free text'),
    ]);
    expect(await faults({ id: world.library, fields: ['status', 'nmae'] })).toEqual([
      expect.stringContaining('"status" of Organization cannot be erased.'),
      expect.stringContaining('Did you mean "name"?'),
    ]);
  });

  it('of a principal erases its name and revokes its keys, once it has no role', async () => {
    const secret = unwrap(
      await createInvitation(await world.ann.writer(), { ecosystemId: world.here, role: 'OBSERVER', recipient: name }),
    ).secret;
    const { grantId } = unwrap(
      await acceptInvitation(new Writer(world.database, { kind: 'ANONYMOUS' }), { secret, name }),
    );
    const { rows } = await sql<{ id: string }>`select "id" from "principal" where "name" = ${name}`.execute(
      world.database.kysely(),
    );
    const id = encodeTypeId('principal', rows[0]?.id ?? '');
    const outcome = await world.erase({ principalIds: [id] });
    expect(outcome).toMatchObject({ issues: [{ code: 'IMMUTABLE', path: ['principalIds', '0'] }] });
    await world.fixture.transition(revokeAccessGrant, encodeTypeId('access_grant', grantId));
    unwrap(await world.erase({ principalIds: [id] }));
    expect(await world.tablesWith('Zephyrine')).toEqual([]);
    const keys = await sql<{
      open: number;
    }>`select count(*) filter (where "revoked_at" is null) as "open" from "api_key" where "principal_id" = ${rows[0]?.id}::uuid`.execute(
      world.database.kysely(),
    );
    expect(keys.rows).toEqual([{ open: 0 }]);
    // It gets no other key, and nobody can make it sign in again.
    const viewer = localProgram;
    const erased = {
      issues: [{ code: 'IMMUTABLE', path: ['principal'], message: expect.stringContaining('was erased') }],
    };
    expect(await createApiKey(world.database, { viewer, principal: { id }, expiresAt: null })).toMatchObject(erased);
    expect(await setRevoked(world.database, { viewer, principal: { id }, isRevoked: false })).toMatchObject(erased);
  });

  it('of a principal with roles elsewhere is for local programs', async () => {
    const bob = await newPrincipal(world.database, { name });
    for (const ecosystem of [world.here, world.elsewhere]) {
      const grant = encodeTypeId('access_grant', await bob.grant(ecosystem, 'OBSERVER'));
      await world.fixture.transition(revokeAccessGrant, grant);
    }
    expect(await world.erase({ principalIds: [bob.id] })).toMatchObject({ issues: [{ code: 'IMMUTABLE' }] });
    unwrap(await world.erase({ principalIds: [bob.id] }, localProgram));
    expect(await world.tablesWith('Zephyrine')).toEqual([]);
  });
});
