import { anonymous, encodeTypeId, ForbiddenError, newUuid, operator } from '@collective-impact/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import { engines } from '../testing/engines.ts';
import { accomplished, anEcosystem, anOrganization } from '../testing/examples.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import type { Database } from './database/database.ts';
import { Writer } from './writer.ts';

describe.each(engines)('a writer on %s', (engine) => {
  let database: Database;
  let writer: Writer;
  beforeEach(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, operator);
  });
  afterEach(() => database.close());
  const organization = (uuid: string) => createReaders(database.kysely(), operator).record('organization', uuid);

  it('writes nothing for anonymous callers', async () => {
    const command = { slug: 'made-up-town', name: 'Made-up Town' };
    await expect(new Writer(database, anonymous).create(ecosystemDefinition, command)).rejects.toThrow(ForbiddenError);
  });

  it('answers everything that is wrong with a command at once', async () => {
    const outcome = await writer.create(ecosystemDefinition, {
      slug: 'Made Up',
      name: '',
      phase: { code: 'unheard-of' },
    });
    expect(outcome.ok ? [] : outcome.issues.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['INVALID', 'slug'],
      ['REQUIRED', 'name'],
      ['UNKNOWN_CODE', 'phase.code'],
    ]);
  });

  it('takes null at creation for what is left out, and in an update for what to clear', async () => {
    const { id: ecosystemId } = await anEcosystem(database);
    const { id, uuid } = await anOrganization(database, {
      ecosystemId,
      legalName: 'In law',
      legalEntity: null,
      url: null,
    });
    expect(await organization(uuid)).toMatchObject({ legalName: 'In law', legalEntity: true, url: null });
    accomplished(await writer.update(organizationDefinition, { id, expectedVersion: 1, legalName: null }));
    expect(await organization(uuid)).toMatchObject({ name: 'Made-up Library', legalName: null, legalEntity: true });
  });

  it('refuses to clear what a record must have', async () => {
    const { id: ecosystemId } = await anEcosystem(database);
    const { id } = await anOrganization(database, { ecosystemId });
    const outcome = await writer.update(organizationDefinition, { id, expectedVersion: 1, name: null });
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'REQUIRED', path: ['name'] }] });
  });

  it('finds no record that is not there', async () => {
    const nowhere = encodeTypeId('organization', newUuid());
    const outcome = await writer.update(organizationDefinition, { id: nowhere, expectedVersion: 1 });
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'NOT_FOUND', path: ['id'] }] });
    const lost = await writer.create(organizationDefinition, {
      name: 'Lost',
      ecosystemId: encodeTypeId('ecosystem', newUuid()),
    });
    expect(lost).toMatchObject({ ok: false, issues: [{ code: 'NOT_FOUND', path: ['ecosystemId'] }] });
  });

  it('lets one of two writers win and tells the other the version', async () => {
    const { id: ecosystemId } = await anEcosystem(database);
    const { id } = await anOrganization(database, { ecosystemId });
    const outcomes = await Promise.all(
      ['One', 'Another'].map((name) => writer.update(organizationDefinition, { id, expectedVersion: 1, name })),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const lost = outcomes.find((outcome) => !outcome.ok);
    expect(lost).toMatchObject({
      issues: [{ code: 'VERSION_CONFLICT', path: ['expectedVersion'], currentVersion: 2 }],
    });
  });

  it('lets the database decide a race for a name that only one may have', async () => {
    const command = { slug: 'made-up-town', name: 'Made-up Town' };
    const outcomes = await Promise.all([1, 2, 3].map(() => writer.create(ecosystemDefinition, command)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.issues));
    expect(refused.map(({ code, path }) => [code, path])).toEqual([
      ['DUPLICATE', ['slug']],
      ['DUPLICATE', ['slug']],
    ]);
  });

  it('answers a repeat under the same key as the first time, even at once', async () => {
    const command = { slug: 'made-up-town', name: 'Made-up Town', idempotencyKey: 'one' };
    const outcomes = await Promise.all([1, 2, 3].map(() => writer.create(ecosystemDefinition, command)));
    expect(new Set(outcomes.map(accomplished)).size).toBe(1);
  });

  it('refuses a key that was used for another request', async () => {
    const command = { slug: 'made-up-town', name: 'Made-up Town', idempotencyKey: 'one' };
    accomplished(await writer.create(ecosystemDefinition, command));
    const other = await writer.create(ecosystemDefinition, { ...command, slug: 'other-town' });
    expect(other).toMatchObject({ ok: false, issues: [{ code: 'IDEMPOTENCY_KEY_REUSED', path: ['idempotencyKey'] }] });
  });

  it('forgets the key of a command that was refused', async () => {
    const command = { slug: 'made-up-town', name: '', idempotencyKey: 'one' };
    expect((await writer.create(ecosystemDefinition, command)).ok).toBe(false);
    expect((await writer.create(ecosystemDefinition, { ...command, name: 'Made-up Town' })).ok).toBe(true);
  });

  it('leaves a record as it is where the command says nothing new', async () => {
    const { id: ecosystemId } = await anEcosystem(database);
    const values = {
      stakeholderGroups: [{ code: 'libraries' }],
      identifiers: [{ scheme: 'US-EIN', value: '12-3456789' }],
    };
    const { id, uuid } = await anOrganization(database, { ecosystemId, ...values });
    accomplished(await writer.update(organizationDefinition, { id, expectedVersion: 1, ...values }));
    expect(await organization(uuid)).toMatchObject({ version: 1 });
  });
});
