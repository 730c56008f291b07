import { anonymous, encodeTypeId, ForbiddenError, localProgram, newUuid } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import { emptyDatabase } from '../testing/empty-database.ts';
import { engines } from '../testing/engines.ts';
import { acceptedId, createEcosystem, createOrganization } from '../testing/examples.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import type { Database } from './database/database.ts';
import { Writer } from './writer.ts';

describe.each(engines)('writer on %s', (engine) => {
  let database: Database;
  let writer: Writer;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
  });
  beforeEach(() => emptyDatabase(database));
  afterAll(() => database.close());
  const organization = (uuid: string) => createReaders(database.kysely(), localProgram).record('organization', uuid);

  it('rejects every command of an anonymous caller', async () => {
    const command = { slug: 'made-up-town', name: 'Made-up Town' };
    await expect(new Writer(database, anonymous).create(ecosystemDefinition, command)).rejects.toThrow(ForbiddenError);
  });

  it('returns all issues of a command at once', async () => {
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

  it('treats null as absent in a create command, and clears the field in an update', async () => {
    const { id: ecosystemId } = await createEcosystem(database);
    const { id, uuid } = await createOrganization(database, {
      ecosystemId,
      legalName: 'In law',
      legalEntity: null,
      url: null,
    });
    expect(await organization(uuid)).toMatchObject({ legalName: 'In law', legalEntity: true, url: null });
    acceptedId(await writer.update(organizationDefinition, { id, expectedVersion: 1, legalName: null }));
    expect(await organization(uuid)).toMatchObject({ name: 'Made-up Library', legalName: null, legalEntity: true });
  });

  it('rejects clearing a required field', async () => {
    const { id: ecosystemId } = await createEcosystem(database);
    const { id } = await createOrganization(database, { ecosystemId });
    const outcome = await writer.update(organizationDefinition, { id, expectedVersion: 1, name: null });
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'REQUIRED', path: ['name'] }] });
  });

  it('rejects an id of a record that does not exist', async () => {
    const absentId = encodeTypeId('organization', newUuid());
    const outcome = await writer.update(organizationDefinition, { id: absentId, expectedVersion: 1 });
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'NOT_FOUND', path: ['id'] }] });
    const withoutEcosystem = await writer.create(organizationDefinition, {
      name: 'Lost',
      ecosystemId: encodeTypeId('ecosystem', newUuid()),
    });
    expect(withoutEcosystem).toMatchObject({ ok: false, issues: [{ code: 'NOT_FOUND', path: ['ecosystemId'] }] });
  });

  it('accepts one of two concurrent updates and returns the current version to the other', async () => {
    const { id: ecosystemId } = await createEcosystem(database);
    const { id } = await createOrganization(database, { ecosystemId });
    const outcomes = await Promise.all(
      ['One', 'Another'].map((name) => writer.update(organizationDefinition, { id, expectedVersion: 1, name })),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const rejected = outcomes.find((outcome) => !outcome.ok);
    expect(rejected).toMatchObject({
      issues: [{ code: 'VERSION_CONFLICT', path: ['expectedVersion'], currentVersion: 2 }],
    });
  });

  it('accepts one of several concurrent commands with the same unique slug', async () => {
    const command = { slug: 'made-up-town', name: 'Made-up Town' };
    const outcomes = await Promise.all([1, 2, 3].map(() => writer.create(ecosystemDefinition, command)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const issues = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.issues));
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ['DUPLICATE', ['slug']],
      ['DUPLICATE', ['slug']],
    ]);
  });

  it('returns the first outcome for concurrent commands with the same idempotency key', async () => {
    const command = { slug: 'made-up-town', name: 'Made-up Town', idempotencyKey: 'one' };
    const outcomes = await Promise.all([1, 2, 3].map(() => writer.create(ecosystemDefinition, command)));
    expect(new Set(outcomes.map(acceptedId)).size).toBe(1);
  });

  it('rejects an idempotency key of another request', async () => {
    const command = { slug: 'made-up-town', name: 'Made-up Town', idempotencyKey: 'one' };
    acceptedId(await writer.create(ecosystemDefinition, command));
    const other = await writer.create(ecosystemDefinition, { ...command, slug: 'other-town' });
    expect(other).toMatchObject({ ok: false, issues: [{ code: 'IDEMPOTENCY_KEY_REUSED', path: ['idempotencyKey'] }] });
  });

  it('does not store the idempotency key of a rejected command', async () => {
    const command = { slug: 'made-up-town', name: '', idempotencyKey: 'one' };
    expect((await writer.create(ecosystemDefinition, command)).ok).toBe(false);
    expect((await writer.create(ecosystemDefinition, { ...command, name: 'Made-up Town' })).ok).toBe(true);
  });

  it('keeps the version of a record if an update changes nothing', async () => {
    const { id: ecosystemId } = await createEcosystem(database);
    const values = {
      stakeholderGroups: [{ code: 'libraries' }],
      identifiers: [{ scheme: 'US-EIN', value: '12-3456789' }],
    };
    const { id, uuid } = await createOrganization(database, { ecosystemId, ...values });
    acceptedId(await writer.update(organizationDefinition, { id, expectedVersion: 1, ...values }));
    expect(await organization(uuid)).toMatchObject({ version: 1 });
  });
});
