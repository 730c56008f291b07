import { SetupError } from '@collective-impact/sdk';
import { Migration } from '@mikro-orm/migrations';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import type { Schema } from './connect-database.ts';
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
      'The database has a newer schema than this program knows (2-specimens). Install the version that created it, or restore an earlier backup.',
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
