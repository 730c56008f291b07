import { newUuid } from '@collective-impact/sdk';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-discontinued-practices'));
const [ecosystemId, practiceId] = [newUuid(), newUuid()];

/** Inserts an adoption without foreign keys, so that it needs no practice. */
function insert(kysely: Kysely<unknown>, id = newUuid()) {
  return kysely.connection().execute(async (connection) => {
    await sql`set session_replication_role = replica`.execute(connection);
    try {
      await sql`insert into "practice_adoption" ("id", "ecosystem_id", "practice_id", "adopted_on")
        values (${id}, ${ecosystemId}, ${practiceId}, '2024-03-01')`.execute(connection);
    } finally {
      await sql`set session_replication_role = default`.execute(connection);
    }
  });
}

describe.each(engines)('migration discontinued-practices on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('keeps adoptions of practices as not discontinued, one at a time', async () => {
    const kysely = database.kysely() as unknown as Kysely<unknown>;
    const id = newUuid();
    await insert(kysely, id);
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position, position + 1));
    await migrate(database);
    const stored = sql`select "id"::text, "adopted_on"::text, "discontinued_on", "version" from "practice_adoption"`;
    expect((await stored.execute(kysely)).rows).toEqual([
      { id, adopted_on: '2024-03-01', discontinued_on: null, version: 1 },
    ]);
    await expect(insert(kysely)).rejects.toThrow('practice_adoption_once_at_large');
    const discontinued = (on: string) => sql`update "practice_adoption" set "discontinued_on" = ${on}::date`;
    await expect(discontinued('2024-02-29').execute(kysely)).rejects.toThrow('discontinued_after_adoption');
    await discontinued('2024-06-30').execute(kysely);
    await insert(kysely);
  });
});
