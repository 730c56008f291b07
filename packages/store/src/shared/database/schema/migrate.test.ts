import { SetupError } from '@collective-impact/sdk';
import { Migration } from '@mikro-orm/migrations';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { engines } from '../../../testing/engines.ts';
import { openTestDatabase } from '../../../testing/open-test-database.ts';
import type { Schema } from '../connect-database.ts';
import type { Database } from '../database.ts';
import { fixtureSchema } from './fixture-schema.ts';
import { migrate, schemaStatus } from './migrate.ts';

class Faulty extends Migration {
  override up(): void {
    this.addSql('create table half ()');
    this.addSql('select from nowhere');
  }
}

const names = fixtureSchema.migrations.map(({ name }) => name);

describe.each(engines)('schema on %s', (engine) => {
  const opened: Database[] = [];

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()));
  });

  async function open(migrations: Schema['migrations'] = fixtureSchema.migrations): Promise<Database> {
    const database = await openTestDatabase(engine, { schema: { ...fixtureSchema, migrations } });
    opened.push(database);
    return database;
  }

  /** Replaces the migrations that the program knows, as in another version of the program. */
  function withMigrations(database: Database, migrations: Schema['migrations']): Database {
    const known = database.orm.config.get('migrations').migrationsList ?? [];
    known.splice(0, known.length, ...migrations);
    return database;
  }

  it('is reported as EMPTY without creating a table', async () => {
    const database = await open();
    expect(await schemaStatus(database)).toBe('EMPTY');
    const { rows } = await sql`select 1 from pg_class where relname = 'schema_migration'`.execute(database.kysely());
    expect(rows).toEqual([]);
  });

  it('is created by all migrations, which a second run does not repeat', async () => {
    const database = await open();
    expect(await migrate(database)).toEqual({ applied: names });
    expect(await schemaStatus(database)).toBe('CURRENT');
    expect(await migrate(database)).toEqual({ applied: [] });
  });

  it('matches the entities after all migrations', async () => {
    const database = await open();
    await migrate(database);
    expect(await database.orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
  });

  it('is upgraded from an earlier version', async () => {
    const database = withMigrations(await open(), fixtureSchema.migrations.slice(0, 1));
    expect(await migrate(database)).toEqual({ applied: names.slice(0, 1) });
    withMigrations(database, fixtureSchema.migrations);
    expect(await schemaStatus(database)).toBe('BEHIND');
    expect(await migrate(database)).toEqual({ applied: names.slice(1) });
    expect(await schemaStatus(database)).toBe('CURRENT');
  });

  it('of a newer version is rejected unchanged, and the error names the unknown migrations', async () => {
    const database = await open();
    await migrate(database);
    withMigrations(database, fixtureSchema.migrations.slice(0, 1));
    expect(await schemaStatus(database)).toBe('NEWER');
    const error = await migrate(database).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SetupError);
    expect((error as SetupError).message).toBe(
      'The database has a newer schema than this program knows (2-specimens). Install the version that created it, or restore an earlier backup.',
    );
  });

  it('stays unchanged if a migration fails', async () => {
    const database = await open([...fixtureSchema.migrations, { name: '3-faulty', class: Faulty }]);
    await expect(migrate(database)).rejects.toThrow('nowhere');
    expect(await schemaStatus(database)).toBe('EMPTY');
    const { rows } = await sql`select to_regclass('shelf') as "shelf", to_regclass('half') as "half"`.execute(
      database.kysely(),
    );
    expect(rows).toEqual([{ shelf: null, half: null }]);
  });

  it('is created once by two simultaneous calls in one process', async () => {
    const database = await open();
    const results = await Promise.all([migrate(database), migrate(database)]);
    expect(results.flatMap(({ applied }) => applied)).toEqual(names);
  });
});
