import { localProgram } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organizationDefinition } from '../ecosystem/index.ts';
import type { Database } from '../shared/database/database.ts';
import { Writer } from '../shared/writer.ts';
import { emptyDatabase } from '../testing/empty-database.ts';
import { engines } from '../testing/engines.ts';
import { acceptedId, createEcosystem, createOrganization } from '../testing/examples.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { contentOfParts, partsOf, replay } from './backup.fixture.ts';
import type { BackupPart } from './backup-part.ts';
import { restore } from './restore.ts';

describe.each(engines)('backup and restore on %s', (engine) => {
  let original: Database;
  let copy: Database;
  let organization: { uuid: string; id: string };
  beforeAll(async () => {
    original = await openTestDatabase(engine);
    copy = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    await emptyDatabase(original);
    await emptyDatabase(copy);
    const { id: ecosystemId } = await createEcosystem(original);
    organization = await createOrganization(original, { ecosystemId });
    const unusual = { name: 'Made-up "School" \\ \u{1F3EB} é', sourceUri: 'https://example.org/"\\?a=%0A' };
    await createOrganization(original, { ecosystemId, ...unusual });
    const update = { id: organization.id, expectedVersion: 1, name: 'Renamed Library' };
    acceptedId(await new Writer(original, localProgram).update(organizationDefinition, update));
  });
  afterAll(async () => {
    await original.close();
    await copy.close();
  });

  const rows = async <Row>(database: Database, text: string) =>
    (await sql.raw<Row>(text).execute(database.kysely())).rows;
  const one = async <Row>(database: Database, text: string): Promise<Row | undefined> =>
    (await rows<Row>(database, text))[0];
  const failure = async (promise: Promise<unknown>) => {
    const error = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return error instanceof Error ? error.message : error;
  };

  it('keep every row of every table, with versions, timestamps, and audit', async () => {
    const parts = await partsOf(original);
    const count = Object.values(contentOfParts(parts)).flat().length - 1;
    expect(await restore(copy, { backup: replay(parts) })).toEqual({
      tables: 4,
      rows: count,
      removed: null,
      migrated: [],
      erased: 0,
      access: { keys: 0, invitations: 0, at: expect.any(String), isRevoked: false },
    });
    expect(contentOfParts(await partsOf(copy))).toEqual(contentOfParts(parts));
  });

  it('leave triggers, foreign keys and sequences working', async () => {
    const constraints = `select "conname", pg_get_constraintdef("oid") as "definition", "convalidated" from pg_constraint where "connamespace" = 'public'::regnamespace order by 1, 2`;
    const triggers = `select "tgname", "tgenabled" from pg_trigger where not "tgisinternal" order by 1`;
    await restore(copy, { backup: replay(await partsOf(original)) });
    expect(await rows(copy, constraints)).toEqual(await rows(original, constraints));
    expect(await rows(copy, triggers)).toEqual(await rows(original, triggers));
    const update = { id: organization.id, expectedVersion: 2, name: 'Renamed again' };
    acceptedId(await new Writer(copy, localProgram).update(organizationDefinition, update));
    expect(
      await one(copy, `select "operation", "after" ->> 'name' as "name" from "audit_entry" order by "id" desc limit 1`),
    ).toEqual({ operation: 'UPDATE', name: 'Renamed again' });
    expect(
      await one(
        copy,
        `select "record_id" as "id" from "change" order by "transaction_id" desc, "sequence" desc limit 1`,
      ),
    ).toEqual({ id: organization.uuid });
    await expect(sql`update "audit_entry" set "actor" = null`.execute(copy.kysely())).rejects.toThrow('append-only');
  });

  it('keep the order of the change feed, at positions of the new server, in a new epoch', async () => {
    const order = `select "record_id" as "id" from "change" order by "transaction_id", "sequence"`;
    const epoch = `select "epoch" from "feed_epoch"`;
    // As in the database of a server that has run more transactions.
    await sql`update "change" set "transaction_id" = (1000000000 - "sequence")::text::xid8`.execute(original.kysely());
    const before = await rows(original, order);
    const epochOfCopy = await one<{ epoch: string }>(copy, epoch);
    await restore(copy, { backup: replay(await partsOf(original)) });
    expect(await rows(copy, order)).toEqual(before);
    expect(before).toHaveLength(3);
    expect(
      await one(
        copy,
        `select count(*) filter (where "transaction_id" >= pg_snapshot_xmax(pg_current_snapshot())) as "future", min("sequence") as "first", max("sequence") as "last" from "change"`,
      ),
    ).toEqual({ future: 0, first: 1, last: 3 });
    expect(await one(copy, `select nextval('change_sequence') as "next"`)).toEqual({ next: 4 });
    expect(await rows(copy, epoch)).toEqual([{ epoch: expect.any(String) }]);
    expect((await one<{ epoch: string }>(copy, epoch))?.epoch).not.toBe(epochOfCopy?.epoch);
    expect(await one(copy, epoch)).not.toEqual(await one(original, epoch));
  });

  it('read and keep rows of any size, few large ones at a time', async () => {
    const size = 500_000;
    await sql`insert into "audit_entry" ("ecosystem_id", "record_type", "record_id", "operation", "at", "after")
      select gen_random_uuid(), 'note', gen_random_uuid(), 'INSERT', now(), to_jsonb(repeat(md5("n"::text), ${size / 32}::int)) from generate_series(1, 40) as "n"`.execute(
      original.kysely(),
    );
    const parts = await partsOf(original);
    const counts = parts.flatMap((part) =>
      part.kind === 'rows' && part.table === 'audit_entry' ? part.rows.length : [],
    );
    expect(counts).toEqual([10, 13, 7, 7, 7]);
    await restore(copy, { backup: replay(parts) });
    expect(contentOfParts(await partsOf(copy))).toEqual(contentOfParts(parts));
  });

  it('reject a database with rows, and delete them if `replace` is set', async () => {
    const parts = await partsOf(original);
    await createEcosystem(copy, { slug: 'other-town' });
    const before = contentOfParts(await partsOf(copy));
    expect(await failure(restore(copy, { backup: replay(parts) }))).toBe(
      'The target database contains 3 rows of the ecosystem other-town. Choose an empty database, or use --replace, which deletes all of it first.',
    );
    expect(contentOfParts(await partsOf(copy))).toEqual(before);
    const { removed } = await restore(copy, { backup: replay(parts), replace: true });
    expect(removed).toEqual({ rows: 3, ecosystems: ['other-town'] });
    expect(contentOfParts(await partsOf(copy))).toEqual(contentOfParts(parts));
  });

  const changed = (parts: readonly BackupPart[], change: (part: BackupPart) => BackupPart[]) => parts.flatMap(change);

  it.each([
    {
      fault: 'is incomplete',
      change: (part: BackupPart) => (part.kind === 'end' ? [] : [part]),
      message: 'The backup is incomplete. Use another backup.',
    },
    {
      fault: 'lacks rows',
      change: (part: BackupPart) => (part.kind === 'rows' && part.table === 'organization' ? [] : [part]),
      message: 'The backup is damaged: it contains 0 of 2 rows of the table organization. Use another backup.',
    },
    {
      fault: 'has rows that refer to missing rows',
      change: (part: BackupPart): BackupPart[] => {
        if (part.kind === 'rows' && part.table === 'ecosystem') return [];
        return part.kind === 'end'
          ? [{ ...part, end: { ...part.end, rows: { ...part.end.rows, ecosystem: 0 } } }]
          : [part];
      },
      message:
        'The backup contains rows that refer to missing rows (organization_ecosystem_id_foreign). Nothing was restored. Use another backup.',
    },
    {
      fault: 'has a table that its version does not have',
      change: (part: BackupPart): BackupPart[] =>
        part.kind === 'header'
          ? [
              {
                ...part,
                header: {
                  ...part.header,
                  tables: [...part.header.tables, { name: 'stranger', columns: [{ name: 'id', type: 'uuid' }] }],
                },
              },
            ]
          : [part],
      message:
        'The backup does not match the schema of its version: stranger.id (uuid) is not part of its schema. Make the backup again, from a database that only this program changes.',
    },
    {
      fault: 'is of a newer version',
      change: (part: BackupPart): BackupPart[] =>
        part.kind === 'header'
          ? [{ ...part, header: { ...part.header, migrations: [...part.header.migrations, '29990101000000-later'] } }]
          : [part],
      message:
        'The backup was made by a newer version of this program (29990101000000-later). Install that version or a later one.',
    },
  ])('change nothing if the backup $fault', async ({ change, message }) => {
    const before = await partsOf(copy);
    expect(
      await failure(restore(copy, { backup: replay(changed(await partsOf(original), change)), replace: true })),
    ).toBe(message);
    expect(contentOfParts(await partsOf(copy))).toEqual(contentOfParts(before));
    expect(await rows(copy, `select from pg_trigger where not "tgisinternal" and "tgenabled" <> 'O'`)).toEqual([]);
  });
});
