import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../shared/database/database.ts';
import { migrate } from '../../shared/database/schema/migrate.ts';
import { emptyDatabase } from '../../testing/empty-database.ts';
import { engines } from '../../testing/engines.ts';
import { MeasurementFixture } from '../../testing/measurement.fixture.ts';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { newEpoch } from '../new-epoch.ts';
import { judgeSpace } from './check-space.ts';
import { examine } from './examine.ts';
import type { Finding } from './finding.ts';

const restoreBackup =
  'Stop the gateways, keep a copy of the database as it is, and restore the latest backup into a new database.';

describe.each(engines)('the examination of a database on %s', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    const fixture = new MeasurementFixture(database);
    const ecosystemId = await fixture.ecosystem();
    const { versionId } = await fixture.adopted(ecosystemId);
    await fixture.verified(versionId);
    await fixture.release(versionId);
  });
  afterAll(() => database.close());

  const run = (text: string) => sql.raw<Record<string, string>>(text).execute(database.kysely());
  const findings = async () => {
    const all: Finding[] = [];
    for await (const finding of examine(database)) all.push(finding);
    return all;
  };
  const problems = async () => (await findings()).filter(({ state }) => state === 'PROBLEM');
  const withoutChecks = (statement: string) =>
    database
      .kysely()
      .connection()
      .execute(async (session) => {
        await sql`set session_replication_role = replica`.execute(session);
        await sql.raw(statement).execute(session);
        await sql`set session_replication_role = default`.execute(session);
      });

  it('finds no problem in a healthy database, and runs every check', async () => {
    const all = await findings();
    expect(all.filter(({ state }) => state === 'PROBLEM')).toEqual([]);
    expect([...new Set(all.map(({ check }) => check))]).toEqual([
      'engine',
      'space',
      'rights',
      'migrations',
      'views',
      'feed',
      'sums',
      'roles',
      'triggers',
      'constraints',
      'references',
      'pages',
    ]);
    expect(all.find(({ check }) => check === 'sums')?.message).toBe(
      'The stored sums of all releases match their cells (1).',
    );
  });

  it('stops after the migrations if the schema is of another version', async () => {
    const { rows } = await run(
      `delete from "schema_migration" where "id" = (select max("id") from "schema_migration") returning to_jsonb("schema_migration")::text as "row"`,
    );
    const all = await findings();
    await run(
      `insert into "schema_migration" select * from jsonb_populate_record(null::"schema_migration", '${rows[0]?.row}')`,
    );
    expect(all.at(-1)).toEqual({
      check: 'migrations',
      state: 'PROBLEM',
      message: 'The database schema is of an earlier version.',
      remedy: 'Run "collective-impact migrate".',
    });
  });

  it('finds disabled and missing triggers', async () => {
    const { rows } = await run(
      `select pg_get_triggerdef("oid") as "definition" from pg_trigger where "tgname" = 'audit_entry_append_only'`,
    );
    await run('alter table public."goal" disable trigger "goal_changed"');
    await run('drop trigger "audit_entry_append_only" on "audit_entry"');
    const found = await problems();
    await run('alter table public."goal" enable trigger "goal_changed"');
    await run(rows[0]?.definition ?? '');
    expect(found).toEqual([
      {
        check: 'triggers',
        state: 'PROBLEM',
        message:
          'The trigger audit_entry_append_only of the table audit_entry is missing. Changes of this table are not recorded.',
        remedy: restoreBackup,
      },
      {
        check: 'triggers',
        state: 'PROBLEM',
        message: 'The trigger goal_changed of the table goal is disabled. Changes of this table are not recorded.',
        remedy: 'Run in the database: alter table "goal" enable trigger "goal_changed".',
      },
    ]);
  });

  it('finds views that are missing or differ from their tables, which migrating creates again', async () => {
    await run('drop view public_current."strategy_with_voided"');
    await run('create or replace view public_current."goal" with (security_invoker) as select * from public."goal"');
    await run('alter table public."practice" add "made_up" text');
    const found = await problems();
    await run('alter table public."practice" drop "made_up"');
    const remedy = 'Stop the gateways, then run "collective-impact migrate".';
    const consequence = 'Voided records are visible, or records are missing.';
    expect(found).toEqual(
      [
        'The view goal does not match the table goal',
        'The view practice does not match the table practice',
        'The view practice_with_voided does not match the table practice',
        'The view strategy_with_voided is missing',
      ].map((fault) => ({ check: 'views', state: 'PROBLEM', message: `${fault}. ${consequence}`, remedy })),
    );
    expect(await migrate(database)).toEqual({ applied: [] });
    expect(await problems()).toEqual([]);
  });

  it('finds constraints that were not checked', async () => {
    await run(`alter table public."goal" add constraint "made_up" check ("title" <> 'x') not valid`);
    const found = await problems();
    await run('alter table public."goal" drop constraint "made_up"');
    expect(found).toEqual([
      {
        check: 'constraints',
        state: 'PROBLEM',
        message: 'The constraint made_up of the table goal was not checked for all rows.',
        remedy: 'Run in the database: alter table "goal" validate constraint "made_up".',
      },
    ]);
  });

  it('finds rows that refer to missing rows, also where there is no foreign key', async () => {
    await withoutChecks('delete from "breakdown"');
    const found = (await problems()).filter(({ check }) => check === 'references');
    expect(found.map(({ message }) => message)).toEqual([
      '3 rows of the table cell refer to missing rows of the table breakdown (breakdown_id).',
      '3 rows of the table released_sum refer to missing rows of the table breakdown (breakdown_id).',
      '3 rows of the table released_cell refer to missing rows of the table breakdown (breakdown_id).',
    ]);
  });

  it('finds positions of another server in the change feed, which a new epoch corrects', async () => {
    const order = () =>
      sql`select "record_id" from "change" order by "transaction_id", "sequence"`.execute(database.kysely());
    const epoch = async () =>
      (await sql<{ epoch: string }>`select "epoch" from "feed_epoch"`.execute(database.kysely())).rows[0]?.epoch;
    await run(
      `update "change" set "transaction_id" = (1000000000 + "sequence")::text::xid8, "sequence" = "sequence" + 1000`,
    );
    const [before, first, { length }] = [await order(), await epoch(), (await order()).rows];
    expect((await problems()).map(({ message, remedy }) => [message, remedy])).toEqual([
      [
        `${length} entries of the change feed have positions that this server has not reached. Followers miss changes.`,
        'Run "collective-impact doctor --new-epoch".',
      ],
      [
        `${length} entries of the change feed have numbers that its sequence will use again.`,
        'Run "collective-impact doctor --new-epoch".',
      ],
    ]);
    await newEpoch(database);
    expect(await problems()).toEqual([]);
    expect((await order()).rows).toEqual(before.rows);
    expect(await epoch()).not.toBe(first);
  });

  it('finds records that are missing in the change feed, and entries without a record', async () => {
    await run(`delete from "change" where "record_type" = 'indicator'`);
    await run(
      `insert into "change" select gen_random_uuid(), "record_type", "ecosystem_id", "operation", "transaction_id", "sequence", "widest_visibility", "changed_at" from "change" limit 1`,
    );
    expect((await problems()).map(({ message }) => message)).toEqual([
      '1 records are missing in the change feed.',
      '1 entries of the change feed are about records that do not exist.',
    ]);
  });

  it('finds stored sums that differ from the cells', async () => {
    await run('update "released_sum" set "sum" = "sum" + 1');
    const { rows } = await sql<{ id: string }>`select "id" from "release"`.execute(database.kysely());
    expect(await problems()).toEqual([
      {
        check: 'sums',
        state: 'PROBLEM',
        message: `The stored sums of 1 releases differ from their cells (${rows[0]?.id}).`,
        remedy: restoreBackup,
      },
    ]);
  });
});

describe('the free space of a disk', () => {
  it.each([
    [{ free: 99_000_000, size: 1_000_000 }, 'PROBLEM'],
    [{ free: 100_000_000, size: 1_000_000 }, 'OK'],
    [{ free: 100_000_000, size: 200_000_000 }, 'WARNING'],
  ])('%j is judged as %s', (space, state) => {
    expect(judgeSpace(space).state).toBe(state);
  });
});
