import { SetupError } from '@collective-impact/sdk';
import { Migration } from '@mikro-orm/migrations';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../testing/open-test-database.ts';
import { withoutTimeouts } from '../../../testing/postgresql-databases.ts';
import { connectDatabase } from '../connect-database.ts';
import type { Database } from '../database.ts';
import { fixtureSchema } from './fixture-schema.ts';
import { migrate, migrating } from './migrate.ts';
import { type SchemaUse, useSchema } from './schema-use.ts';

class Later extends Migration {
  override up(): void {
    this.addSql('create table "later" ()');
  }
}

const newerSchema = { ...fixtureSchema, migrations: [...fixtureSchema.migrations, { name: '3-later', class: Later }] };

describe('use of the schema on postgresql', () => {
  let former: TestDatabase;
  let newer: Database;
  const uses: SchemaUse[] = [];
  beforeEach(async () => {
    former = await openTestDatabase('postgresql', { schema: fixtureSchema });
    await migrate(former);
    newer = await connectDatabase(former.url, { ...withoutTimeouts, ...newerSchema });
  });
  afterEach(async () => {
    for (const use of uses.splice(0)) await use.release();
    await newer.close();
    await former.close();
  });
  const use = async (database: Database) => {
    const one = await useSchema(database, 'serve on host-a (process 12)');
    uses.push(one);
    return one;
  };
  const session = async () => {
    const { rows } = await sql<{ pid: number }>`
      select "pid" from pg_stat_activity where "application_name" = 'collective-impact serve on host-a (process 12)' and "datname" = current_database()`.execute(
      former.kysely(),
    );
    return rows.map(({ pid }) => pid);
  };

  /** Numbers of the sessions that hold the lock. A session that has just connected does not hold it yet. */
  const holders = async () => {
    const { rows } = await sql<{ pid: number }>`
      select "a"."pid" from pg_locks as "l" join pg_stat_activity as "a" on "a"."pid" = "l"."pid"
      where "l"."locktype" = 'advisory' and "l"."granted" and "l"."mode" = 'ShareLock' and "a"."datname" = current_database()`.execute(
      former.kysely(),
    );
    return rows.map(({ pid }) => pid);
  };

  /** Number of sessions that wait for a lock. */
  const waiting = async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as "count" from pg_stat_activity where "datname" = current_database() and "wait_event_type" = 'Lock'`.execute(
      former.kysely(),
    );
    return rows[0]?.count;
  };

  it('lets no program migrate, and the refusal names the user', async () => {
    const used = await use(former);
    const [pid] = await session();
    await expect(migrate(newer)).rejects.toThrow(
      new SetupError(
        `The database is in use by collective-impact serve on host-a (process 12) (database session ${pid}). Stop it, run this command again, then start the new version. Nothing was changed.`,
      ),
    );
    await used.release();
    expect(await migrate(newer)).toEqual({ applied: ['3-later'] });
  });

  it('is shared by programs of the same version, and a migration that changes nothing is not refused', async () => {
    await use(former);
    await use(former);
    expect(await migrate(former)).toEqual({ applied: [] });
    expect(await session()).toHaveLength(2);
    await expect(migrate(newer)).rejects.toThrow('Stop them, run this command again');
  });

  it('ends while a migration waits for it, which then runs', async () => {
    const used = await use(former);
    const migration = migrate(newer, { wait: 600_000 });
    await expect.poll(waiting).toBe(1);
    await used.release();
    expect(await migration).toEqual({ applied: ['3-later'] });
  });

  it('is named if a migration has waited in vain', async () => {
    await use(former);
    await expect(migrate(newer, { wait: 1 })).rejects.toThrow('The database is in use by collective-impact serve');
  });

  it('begins after a running migration, and is refused to the former version', async () => {
    const started = Promise.withResolvers<void>();
    const resumed = Promise.withResolvers<void>();
    const migration = migrating({ database: newer }, async ({ apply }) => {
      started.resolve();
      await resumed.promise;
      return await apply();
    });
    await started.promise;
    const attempt = use(former).then(
      () => 'used',
      (error: Error) => error.message,
    );
    await expect.poll(session).toHaveLength(1);
    expect(await Promise.race([attempt, Promise.resolve('waits')])).toBe('waits');
    resumed.resolve();
    await migration;
    expect(await attempt).toBe(
      'The database has a newer schema than this program knows. Install the version that migrated it, and start it again.',
    );
    await expect.poll(session).toEqual([]);
  });

  it('is resumed after its connection was lost', async () => {
    await use(former);
    const [pid] = await session();
    await sql`select pg_terminate_backend(${pid}::int)`.execute(newer.kysely());
    await expect.poll(async () => (await holders()).filter((holder) => holder !== pid)).toHaveLength(1);
    await expect(migrate(newer)).rejects.toThrow('The database is in use by');
  });

  it('ends if another version migrated while the connection was lost', async () => {
    const { lost } = await use(former);
    const [pid] = await session();
    const migration = migrating({ database: former }, async () => undefined);
    await expect(migration).rejects.toThrow('The database is in use by');
    // The new version waits for its turn, and takes it as soon as the connection is lost.
    const migrated = migrate(newer, { wait: 600_000 });
    await expect.poll(waiting).toBe(1);
    await sql`select pg_terminate_backend(${pid}::int)`.execute(former.kysely());
    await migrated;
    expect((await lost).message).toBe(
      'The database has a newer schema than this program knows. Install the version that migrated it, and start it again.',
    );
  });
});
