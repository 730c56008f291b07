import { anonymous, encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  acceptInvitation,
  createApiKey,
  createInvitation,
  listApiKeys,
  revokeApiKey,
  revokeInvitation,
  viewerOfKey,
} from '../access/index.ts';
import type { Database } from '../shared/database/database.ts';
import { Writer } from '../shared/writer.ts';
import { newPrincipal, type TestPrincipal } from '../testing/access.fixture.ts';
import { emptyDatabase } from '../testing/empty-database.ts';
import { engines } from '../testing/engines.ts';
import { createEcosystem } from '../testing/examples.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { partsOf, replay } from './backup.fixture.ts';
import type { BackupPart } from './backup-part.ts';
import { restore } from './restore.ts';

describe.each(engines)('API keys and invitations of a restored backup on %s', (engine) => {
  let original: Database;
  let copy: Database;
  let [revoked, leaked, kept]: TestPrincipal[] = [];
  let [secret, revokedSecret] = ['', ''];
  let parts: BackupPart[];
  beforeAll(async () => {
    original = await openTestDatabase(engine);
    copy = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    for (const database of [original, copy]) await emptyDatabase(database);
    const { id: ecosystemId } = await createEcosystem(original);
    [revoked, leaked, kept] = [
      await newPrincipal(original),
      await newPrincipal(original),
      await newPrincipal(original),
    ];
    await kept?.grant(ecosystemId, 'BACKBONE');
    await revoke(revoked);
    const writer = new Writer(original, localProgram);
    const invite = async () => unwrap(await createInvitation(writer, { ecosystemId, role: 'OBSERVER' }));
    const [open, closed] = [await invite(), await invite()];
    [secret, revokedSecret] = [open.secret ?? '', closed.secret ?? ''];
    const id = encodeTypeId('invitation', closed.id);
    unwrap(await writer.transition(revokeInvitation, { id, expectedVersion: 1 }));
    parts = await partsOf(original);
    // What the backup does not contain: a leaked key is revoked, and the invitation accepted.
    await revoke(leaked);
    unwrap(await acceptInvitation(new Writer(original, anonymous), { secret, name: 'Bob' }));
  });
  afterAll(async () => {
    await original.close();
    await copy.close();
  });

  const revoke = async (principal: TestPrincipal | undefined) => {
    const key = (await listApiKeys(original)).find(({ principalId }) => principalId === principal?.id);
    unwrap(await revokeApiKey(original, { viewer: localProgram, id: key?.id ?? '' }));
  };
  const statuses = async (database: Database) =>
    await Promise.all(
      [revoked, leaked, kept].map(async (each) => (await viewerOfKey(database, each?.key ?? '')).status),
    );
  const accept = async (text: string) =>
    (await acceptInvitation(new Writer(copy, anonymous), { secret: text, name: 'Bob' })).ok;

  it('are as they were when it was made, and counted', async () => {
    expect(await statuses(original)).toEqual(['REVOKED', 'REVOKED', 'ACTIVE']);
    const { access } = await restore(copy, { backup: replay(parts) });
    const at = parts[0]?.kind === 'header' && parts[0].header.createdAt;
    expect(access).toEqual({ keys: 2, invitations: 1, at, isRevoked: false });
    expect(await statuses(copy)).toEqual(['REVOKED', 'ACTIVE', 'ACTIVE']);
    expect([await accept(secret), await accept(revokedSecret)]).toEqual([true, false]);
  });

  it('are all revoked if the operator requires it, while roles remain', async () => {
    const { access } = await restore(copy, { backup: replay(parts), revokeKeys: true, actor: 'local:ann' });
    expect(access).toMatchObject({ keys: 2, invitations: 1, isRevoked: true });
    expect(await statuses(copy)).toEqual(['REVOKED', 'REVOKED', 'REVOKED']);
    expect(await accept(secret)).toBe(false);
    const { rows } = await sql`
      select "actor", "after" ->> 'revoked_at' is null as "isOpen" from "audit_entry" where "record_type" = 'invitation' order by "id"`.execute(
      copy.kysely(),
    );
    expect(rows.at(-1)).toEqual({ actor: 'local:ann', isOpen: false });
    const created = await createApiKey(copy, {
      viewer: localProgram,
      principal: { id: kept?.id ?? '' },
      expiresAt: null,
    });
    const owner = await viewerOfKey(copy, unwrap(created).key);
    expect(owner).toMatchObject({ status: 'ACTIVE', viewer: { grants: [{ role: 'BACKBONE' }] } });
  });
});
