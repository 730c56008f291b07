import { SetupError } from '@collective-impact/sdk';
import { Migration } from '@mikro-orm/migrations';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { createPostgresqlDatabase, openTestDatabase } from '../../testing/open-test-database.ts';
import { patient } from '../../testing/postgresql-databases.ts';
import { connectDatabase, type Schema } from './connect-database.ts';
import type { Database } from './database.ts';
import { fixtureSchema } from './fixture-schema.ts';
import { migrate, schemaStatus } from './migrate.ts';

class Faulty extends Migration {
  override up(): void {
    this.addSql('create table half ()');
    this.addSql('select from nowhere');
  }
}

const names = fixtureSchema.migrations.map(({ name }) => name);

describe.each(engines)('the schema of %s', (engine) => {
  const opened: Database[] = [];

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()));
  });

  async function open(migrations: Schema['migrations'] = fixtureSchema.migrations): Promise<Database> {
    const database = await openTestDatabase(engine, { schema: { ...fixtureSchema, migrations } });
    opened.push(database);
    return database;
  }

  /** Makes a database believe that it knows other migrations, as another version of the program would. */
  function asVersion(database: Database, migrations: Schema['migrations']): Database {
    const known = database.orm.config.get('migrations').migrationsList ?? [];
    known.splice(0, known.length, ...migrations);
    return database;
  }

  it('is empty, and to look at it changes nothing', async () => {
    const database = await open();
    expect(await schemaStatus(database)).toBe('EMPTY');
    const { rows } = await sql`select 1 from pg_class where relname = 'schema_migration'`.execute(database.kysely());
    expect(rows).toEqual([]);
  });

  it('is made step by step, and once it stands there is nothing to do', async () => {
    const database = await open();
    expect(await migrate(database)).toEqual({ applied: names });
    expect(await schemaStatus(database)).toBe('CURRENT');
    expect(await migrate(database)).toEqual({ applied: [] });
  });

  it('is just what the entities say', async () => {
    const database = await open();
    await migrate(database);
    expect(await database.orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
  });

  it('is brought up from an earlier version', async () => {
    const database = asVersion(await open(), fixtureSchema.migrations.slice(0, 1));
    expect(await migrate(database)).toEqual({ applied: names.slice(0, 1) });
    asVersion(database, fixtureSchema.migrations);
    expect(await schemaStatus(database)).toBe('BEHIND');
    expect(await migrate(database)).toEqual({ applied: names.slice(1) });
    expect(await schemaStatus(database)).toBe('CURRENT');
  });

  it('of a newer version is left alone, and the refusal names what is unknown', async () => {
    const database = await open();
    await migrate(database);
    asVersion(database, fixtureSchema.migrations.slice(0, 1));
    expect(await schemaStatus(database)).toBe('NEWER');
    const refused = await migrate(database).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SetupError);
    expect((refused as SetupError).message).toBe(
      'The database has a newer schema than this program knows (2-specimens): install the version that made it, or restore a backup from before.',
    );
  });

  it('stays as it was where a step fails', async () => {
    const database = await open([...fixtureSchema.migrations, { name: '3-faulty', class: Faulty }]);
    await expect(migrate(database)).rejects.toThrow('nowhere');
    expect(await schemaStatus(database)).toBe('EMPTY');
    const { rows } = await sql`select to_regclass('shelf') as "shelf", to_regclass('half') as "half"`.execute(
      database.kysely(),
    );
    expect(rows).toEqual([{ shelf: null, half: null }]);
  });

  it('is made once by two that start at the same time in one process', async () => {
    const database = await open();
    const done = await Promise.all([migrate(database), migrate(database)]);
    expect(done.flatMap(({ applied }) => applied)).toEqual(names);
  });
});

describe('the schema of a PostgreSQL', () => {
  it('is made once by several programs that start at the same time', async () => {
    const own = await createPostgresqlDatabase('EMPTY');
    const programs = await Promise.all(
      [1, 2, 3, 4].map(() => connectDatabase(own.url, { ...patient, ...fixtureSchema })),
    );
    try {
      const done = await Promise.all(programs.map((program) => migrate(program)));
      expect(done.map(({ applied }) => applied).filter((applied) => applied.length > 0)).toEqual([names]);
    } finally {
      await Promise.all(programs.map((program) => program.close()));
      await own.drop();
    }
  });

  it('is not made by a user who may not, and the refusal says what to grant', async () => {
    const own = await createPostgresqlDatabase('EMPTY');
    const owner = await connectDatabase(own.url, { ...patient, ...fixtureSchema });
    const user = `user_${new URL(own.url).pathname.slice(-8)}`;
    try {
      await sql.raw(`create role "${user}" login password 'pw'`).execute(owner.kysely());
      const url = new URL(own.url);
      url.username = user;
      url.password = 'pw';
      const guest = await connectDatabase(url.href, { ...patient, ...fixtureSchema });
      try {
        const refused = await migrate(guest).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(SetupError);
        expect((refused as SetupError).message).toBe(
          `User "${user}" may not change the schema of the database "${url.pathname.slice(1)}": make it the owner, or run there: grant create on schema public to "${user}".`,
        );
      } finally {
        await guest.close();
      }
      await sql.raw(`drop role "${user}"`).execute(owner.kysely());
    } finally {
      await owner.close();
      await own.drop();
    }
  });

  it('is not made where the database is read-only', async () => {
    const own = await createPostgresqlDatabase('EMPTY');
    const url = `${own.url}?options=${encodeURIComponent('-c default_transaction_read_only=on')}`;
    const database = await connectDatabase(url, { ...patient, ...fixtureSchema });
    try {
      await expect(migrate(database)).rejects.toThrow(
        /is read-only: set DATABASE_URL to the server that is written to/,
      );
    } finally {
      await database.close();
      await own.drop();
    }
  });
});
