import { localProgram, unwrap } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { erasePersonalData } from '../access/index.ts';
import type { Database } from '../shared/database/database.ts';
import { openDatabase } from '../shared/database/open-database.ts';
import { Writer } from '../shared/writer.ts';
import { emptyDatabase } from '../testing/empty-database.ts';
import { createEcosystem, createOrganization } from '../testing/examples.ts';
import type { TestDatabase } from '../testing/open-test-database.ts';
import { withoutTimeouts } from '../testing/postgresql-databases.ts';
import { createRole, type TestRole } from '../testing/serving-role.ts';
import { partsOf } from './backup.fixture.ts';
import { examine } from './doctor/index.ts';
import { requireServingRole } from './require-serving-role.ts';
import { openAsRole, refusal } from './serving-role.fixture.ts';
import { grantServing } from './serving-role.ts';

let owner: TestDatabase;
let role: TestRole;
let serving: Database;
let stop: () => Promise<void>;

describe('a serving role on postgresql', () => {
  const asRole = (text: string) => sql.raw(text).execute(serving.kysely());
  beforeAll(async () => {
    ({ owner, role, serving, close: stop } = await openAsRole());
    await grantServing(owner, role.name);
  });
  beforeEach(() => emptyDatabase(owner));
  afterAll(() => stop());

  it('changes records, and its changes are in the feed and the audit log', async () => {
    await requireServingRole(serving);
    const { uuid, id } = await createEcosystem(serving);
    const organization = await createOrganization(serving, { ecosystemId: id });
    await asRole(`delete from "organization" where "id" = '${organization.uuid}'`);
    const { rows } = await sql`select "record_type", "operation" from "audit_entry" order by "id"`.execute(
      serving.kysely(),
    );
    expect(rows).toEqual([
      { record_type: 'ecosystem', operation: 'INSERT' },
      { record_type: 'organization', operation: 'INSERT' },
      { record_type: 'organization', operation: 'DELETE' },
    ]);
    const { rows: feed } = await sql`select "record_id", "operation" from "change" order by "sequence"`.execute(
      serving.kysely(),
    );
    expect(feed).toEqual([
      { record_id: uuid, operation: 'UPSERT' },
      { record_id: organization.uuid, operation: 'DELETE' },
    ]);
  });

  it.each([
    [
      'insert into the audit log',
      `insert into "audit_entry" ("ecosystem_id", "record_type", "record_id", "operation", "at") select "id", 'ecosystem', "id", 'UPDATE', now() from "ecosystem"`,
      'permission denied for table audit_entry',
    ],
    ['update the audit log', `update "audit_entry" set "actor" = 'nobody'`, 'permission denied for table audit_entry'],
    ['delete from the audit log', 'delete from "audit_entry"', 'permission denied for table audit_entry'],
    ['truncate the audit log', 'truncate "audit_entry"', 'permission denied for table audit_entry'],
    [
      'use numbers of the audit log',
      `select nextval('audit_entry_id_seq')`,
      'permission denied for sequence audit_entry_id_seq',
    ],
    ['update the feed', 'update "change" set "sequence" = 0', 'permission denied for table change'],
    ['delete from the feed', 'delete from "change"', 'permission denied for table change'],
    [
      'change the epoch',
      'update "feed_epoch" set "epoch" = gen_random_uuid()',
      'permission denied for table feed_epoch',
    ],
    ['truncate records', 'truncate public."organization" cascade', 'permission denied for table organization'],
    [
      'disable triggers',
      'alter table public."organization" disable trigger user',
      'must be owner of table organization',
    ],
    [
      'drop a trigger',
      'drop trigger "organization_changed" on public."organization"',
      'must be owner of relation organization',
    ],
    [
      'silence triggers',
      'set session_replication_role = replica',
      'permission denied to set parameter "session_replication_role"',
    ],
    [
      'replace the function of the trigger',
      `create or replace function public."record_changed"() returns trigger language plpgsql as $$ begin return null; end $$`,
      'permission denied for schema public',
    ],
    ['create a table', 'create table public."other" ()', 'permission denied for schema public'],
    ['change the migrations', 'delete from "schema_migration"', 'permission denied for table schema_migration'],
  ])('cannot %s', async (_what, statement, message) => {
    await createEcosystem(owner);
    expect(await refusal(asRole(statement))).toBe(message);
  });

  it('erases personal data from the audit log, only by the function, which needs an actor and records the erasure', async () => {
    await grantServing(owner, role.name);
    const { id } = await createOrganization(serving, { ecosystemId: (await createEcosystem(serving)).id });
    const command = { records: [{ id, fields: ['name'] }], reason: 'Requested' };
    const list = { append: () => Promise.resolve() };
    unwrap(await erasePersonalData(new Writer(serving, localProgram), { command, list }));
    const { rows } =
      await sql`select "operation", "after" ->> 'name' as "name" from "audit_entry" where "record_type" = 'organization' order by "id"`.execute(
        serving.kysely(),
      );
    expect(rows).toEqual([
      { operation: 'INSERT', name: 'Erased' },
      { operation: 'UPDATE', name: 'Erased' },
      { operation: 'ERASE', name: null },
    ]);
    const asOwner = (text: string) => sql.raw(text).execute(owner.kysely());
    const call = `select erase_personal_data('[]', '[]', '{}')`;
    expect(await refusal(asRole(call))).toBe('An erasure requires an actor');
    const direct = `do $$ begin set local ci.erasing = 'on'; update "audit_entry" set "after" = null; end $$`;
    expect(await refusal(asRole(direct))).toBe('permission denied for table audit_entry');
    const other = await createRole(owner.url);
    await asOwner(`grant usage on schema public to "${other.name}"`);
    const database = await openDatabase(other.url, withoutTimeouts);
    expect(await refusal(sql.raw(call).execute(database.kysely()))).toBe(
      'permission denied for function erase_personal_data',
    );
    await database.close();
    await asOwner(`drop owned by "${other.name}"`);
    await other.drop();
  });

  it('can back up and examine the database', async () => {
    await createEcosystem(owner);
    expect((await partsOf(serving)).at(-1)?.kind).toBe('end');
    const problems = [];
    for await (const finding of examine(serving)) if (finding.state === 'PROBLEM') problems.push(finding);
    expect(problems).toEqual([]);
  });

  it('cannot forge the audit log with a temporary table and the functions of the triggers', async () => {
    for (const name of ['record_changed', 'records_created']) {
      const attempt = serving
        .kysely()
        .connection()
        .execute(async (session) => {
          await sql`create temporary table "organization" ("id" uuid, "ecosystem_id" uuid, "visibility" text)`.execute(
            session,
          );
          try {
            await sql
              .raw(
                `create trigger "forged" after insert on pg_temp."organization" for each row execute function "${name}"()`,
              )
              .execute(session);
          } finally {
            // The session is used again.
            await sql`discard temp`.execute(session);
          }
        });
      expect(await refusal(attempt)).toBe(`permission denied for function ${name}`);
    }
  });

  it('cannot divert the audit log with a temporary table of that name', async () => {
    await serving
      .kysely()
      .connection()
      .execute(async (session) => {
        await sql`create temporary table "audit_entry" (like public."audit_entry" including defaults)`.execute(session);
        await sql`create temporary table "change" ("record_id" uuid)`.execute(session);
        await sql`insert into "ecosystem" ("id", "ecosystem_id", "slug", "name", "kind", "time_zone", "school_year_start", "fiscal_year_start", "disclosure_threshold", "hides_zeros")
        select "id", "id", 'town', 'Town', 'LOCAL', 'UTC', '08-01', '07-01', 10, false from gen_random_uuid() as "id"`.execute(
          session,
        );
        await sql`discard temp`.execute(session);
      });
    const { rows } =
      await sql`select (select count(*) from "audit_entry") as "audit", (select count(*) from "change") as "feed"`.execute(
        owner.kysely(),
      );
    expect(rows).toEqual([{ audit: 1, feed: 1 }]);
  });
});
