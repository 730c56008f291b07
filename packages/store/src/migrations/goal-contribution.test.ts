import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-goal-contribution'));

describe.each(engines)('migration goal-contribution on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('keeps the contributions and renames their type in the change feed and the audit', async () => {
    const kysely = database.kysely();
    const [id, ecosystemId] = [newUuid(), newUuid()];
    await kysely.connection().execute(async (connection) => {
      // Without foreign keys, so that the row needs no activity and no goal.
      await sql`alter table "contribution" drop constraint "contribution_ecosystem_id_foreign", drop constraint "contribution_activity_id_foreign", drop constraint "contribution_goal_id_foreign"`.execute(
        connection,
      );
      await sql`insert into "contribution" ("id", "ecosystem_id", "activity_id", "goal_id")
        values (${id}, ${ecosystemId}, ${newUuid()}, ${newUuid()})`.execute(connection);
    });
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position));
    await migrate(database);
    const { rows } = await sql`
      select (select array_agg("id"::text) from "goal_contribution") as "records",
        (select array_agg("record_type"::text) from "change" where "record_id" = ${id}::uuid) as "changes",
        (select array_agg("record_type"::text) from "audit_entry" where "record_id" = ${id}::uuid) as "audit"`.execute(
      kysely,
    );
    expect(rows).toEqual([{ records: [id], changes: ['goal_contribution'], audit: ['goal_contribution'] }]);
    await expect(sql`update "audit_entry" set "actor" = 'x'`.execute(kysely)).rejects.toThrow('append-only');
  });
});
