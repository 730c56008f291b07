import { localProgram, unwrap } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { erasePersonalData } from '../access/index.ts';
import { entities } from '../entities.ts';
import { migrations } from '../migrations/index.ts';
import type { Database } from '../shared/database/database.ts';
import { openDatabase } from '../shared/database/open-database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { Writer } from '../shared/writer.ts';
import { emptyDatabase } from '../testing/empty-database.ts';
import { createEcosystem, createOrganization } from '../testing/examples.ts';
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from '../testing/open-test-database.ts';
import { withoutTimeouts } from '../testing/postgresql-databases.ts';
import { createRole, type TestRole } from '../testing/serving-role.ts';
import { partsOf } from './backup.fixture.ts';
import { examine } from './doctor/index.ts';
import { requireServingRole } from './require-serving-role.ts';
import { grantServing, requireRole } from './serving-role.ts';

let owner: TestDatabase;
let role: TestRole;
let serving: Database;

/** Opens a database as its owner and as a role without rights. */
async function start(options?: TestDatabaseOptions) {
  owner = await openTestDatabase('postgresql', options);
  role = await createRole(owner.url);
  serving = await openDatabase(role.url, withoutTimeouts);
}

async function stop() {
  await serving.close();
  await owner.close();
  await role.drop();
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : 'accepted';
}

describe('a serving role on postgresql', () => {
  const asRole = (text: string) => sql.raw(text).execute(serving.kysely());
  beforeAll(async () => {
    await start();
    await grantServing(owner, role.name);
  });
  beforeEach(() => emptyDatabase(owner));
  afterAll(stop);

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

describe('a role without the grants of a serving role on postgresql', () => {
  beforeEach(start);
  afterEach(stop);
  const asOwner = (text: string) => sql.raw(text).execute(owner.kysely());
  const remedy =
    'Create a role, for example with `createuser --pwprompt gateway`, run `collective-impact migrate --serving-role gateway` as the owner of the tables, and set that role in DATABASE_URL.';

  it('does not serve, and neither do a superuser and an owner, with the remedy', async () => {
    expect(await refusal(requireServingRole(owner))).toBe(
      `The gateway does not serve as user "postgres", who is a superuser and could change the audit log. ${remedy}`,
    );
    await asOwner(`alter table public."organization" owner to "${role.name}"`);
    const owns = `The gateway does not serve as user "${role.name}", who owns the tables and could change the audit log. ${remedy}`;
    expect(await refusal(requireServingRole(serving))).toBe(owns);
    await asOwner('alter table public."organization" owner to postgres');
    await grantServing(owner, role.name);
    expect(await refusal(requireServingRole(serving))).toBe('accepted');
    await asOwner(`grant insert on "audit_entry" to "${role.name}"`);
    expect(await refusal(requireServingRole(serving))).toContain(
      'who may write the audit log and could change the audit log',
    );
    await grantServing(owner, role.name);
    expect(await refusal(requireServingRole(serving))).toBe('accepted');
  });

  it('gets an error with the command to run if rights are missing', async () => {
    const lacksRights = `User "${role.name}" lacks rights. As the owner of the tables, run \`collective-impact migrate --serving-role ${role.name}\`.`;
    expect(await refusal(requireServingRole(serving))).toBe(lacksRights);
    await asOwner(`grant select on "schema_migration" to "${role.name}"`);
    expect(await refusal(requireServingRole(serving))).toBe(lacksRights);
  });

  it('cannot examine the database, and finds no damage in it', async () => {
    const [{ count } = { count: 0 }] = (
      await sql<{
        count: number;
      }>`select count(*) as "count" from pg_class as "c" join pg_namespace as "n" on "n"."oid" = "c"."relnamespace"
        where "n"."nspname" in ('public', 'public_current') and "c"."relkind" in ('r', 'v')`.execute(owner.kysely())
    ).rows;
    const problems = async () => {
      const found = [];
      for await (const finding of examine(serving)) if (finding.state !== 'OK') found.push(finding);
      return found;
    };
    const unreadable = (names: string) => ({
      check: 'rights',
      state: 'PROBLEM',
      message: `The user "${role.name}" cannot read ${names}, so the database was not examined.`,
      remedy: 'Run doctor as the owner of the tables.',
    });
    expect(await problems()).toEqual([
      unreadable(`${count} tables and views (access_grant, access_grant, access_grant_with_voided, …)`),
    ]);
    await grantServing(owner, role.name);
    await asOwner(`revoke select on public."goal" from "${role.name}"`);
    expect(await problems()).toEqual([unreadable('1 tables and views (goal)')]);
  });

  it('gets an error that asks to migrate as another user if the database is empty', async () => {
    await stop();
    await start({ schema: { entities, migrations: [] } });
    expect(await refusal(requireServingRole(serving))).toBe(
      `The database is empty. Set DATABASE_URL to the address of the user who will own the tables, and run \`collective-impact migrate --serving-role ${role.name}\`. Then serve as "${role.name}".`,
    );
  });

  it('must exist, and is neither a superuser nor an owner', async () => {
    expect(await refusal(requireRole(owner, 'nobody-made-up'))).toBe(
      'There is no role "nobody-made-up". Create it first, for example with `createuser --pwprompt nobody-made-up`.',
    );
    expect(await refusal(grantServing(owner, 'postgres'))).toBe(
      'The role "postgres" is a superuser. Choose another role for serving.',
    );
  });
});

describe('the grants of a serving role on postgresql', () => {
  it('are repeated by a migration, for new tables', async () => {
    const position = migrations.findIndex(({ name }) => name.endsWith('-survey-waves'));
    const owner = await openTestDatabase('postgresql', {
      schema: { entities, migrations: migrations.slice(0, position) },
    });
    const role = await createRole(owner.url);
    try {
      await migrate(owner);
      await grantServing(owner, role.name);
      owner.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position));
      await migrate(owner);
      const { rows } = await sql`select has_table_privilege(${role.name}, 'survey_wave', 'insert') as "records",
        has_table_privilege(${role.name}, 'feed_epoch', 'select') as "epoch", has_table_privilege(${role.name}, 'feed_epoch', 'update') as "changes"`.execute(
        owner.kysely(),
      );
      expect(rows).toEqual([{ records: true, epoch: true, changes: false }]);
    } finally {
      await owner.close();
      await role.drop();
    }
  });
});
