import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import { migrations } from '../migrations/index.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from '../testing/open-test-database.ts';
import { createRole, type TestRole } from '../testing/serving-role.ts';
import { examine } from './doctor/index.ts';
import { requireServingRole } from './require-serving-role.ts';
import { openAsRole, refusal } from './serving-role.fixture.ts';
import { grantServing, requireRole } from './serving-role.ts';

let owner: TestDatabase;
let role: TestRole;
let serving: Database;
let stop: () => Promise<void>;

async function start(options?: TestDatabaseOptions) {
  ({ owner, role, serving, close: stop } = await openAsRole(options));
}

describe('a role without the grants of a serving role on postgresql', () => {
  beforeEach(() => start());
  afterEach(() => stop());
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
