import { Migration } from '@mikro-orm/migrations';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import {
  listSource,
  migrationSource,
  missingStatements,
  namesOf,
  statementsIn,
} from '../../../../scripts/migration-source.ts';
import { engines, openTestDatabase } from '../../../testing/index.ts';
import { fixtureSchema } from './fixture-schema.ts';
import { migrate } from './migrate.ts';

describe.each(engines)('generated migration on %s', (engine) => {
  it('adds the tables that the migrations do not create yet, and removes nothing', async () => {
    const schema = { ...fixtureSchema, migrations: fixtureSchema.migrations.slice(0, 1) };
    const database = await openTestDatabase(engine, { schema });
    try {
      await migrate(database);
      const kysely = database.kysely();
      await sql`create table by_hand ()`.execute(kysely);
      await sql`create function by_hand() returns trigger language plpgsql as 'begin return new; end'`.execute(kysely);
      await sql`create trigger by_hand before update on shelf for each row execute function by_hand()`.execute(kysely);
      const statements = await missingStatements(database);
      expect(statements.map((statement) => statement.slice(0, 40))).toEqual([
        'create table "specimen" ("id" uuid not n',
        'alter table "specimen" add constraint "s',
      ]);

      class Generated extends Migration {
        override up(): void {
          for (const statement of statements) this.addSql(statement);
        }
      }
      database.orm.config.get('migrations').migrationsList?.push({ name: '2-generated', class: Generated });
      expect(await migrate(database)).toEqual({ applied: ['2-generated'] });
      expect(await missingStatements(database)).toEqual([]);
    } finally {
      await database.close();
    }
  });
});

describe('source of a migration', () => {
  it('has one call for each statement and escapes its text', () => {
    const source = migrationSource('Odd', ["select '`$x\\'", 'select 2']);
    expect(source).toBe(
      [
        "import { Migration } from '@mikro-orm/migrations';",
        '',
        'export class Odd extends Migration {',
        '  override up(): void {',
        "    this.addSql(`select '\\`\\$x\\\\'`);",
        '    this.addSql(`select 2`);',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('is split at the ends of statements, and not within quoted texts', () => {
    expect(statementsIn("select 1;\n\ncomment on table t is 'a;\nb';\nselect 3;")).toEqual([
      'select 1',
      "comment on table t is 'a;\nb'",
      'select 3',
    ]);
    expect(statementsIn('')).toEqual([]);
    expect(() => statementsIn("select 'open;\n")).toThrow('a quoted text does not end');
  });

  it('is named by its time of creation and its purpose', () => {
    const at = new Date('2026-11-22T09:30:00.500Z');
    expect(namesOf('add-partnerships', at)).toEqual({
      name: '20261122093000-add-partnerships',
      className: 'AddPartnerships',
    });
    expect(() => namesOf('Add partnerships', at)).toThrow('is not of the form add-partnerships');
  });

  it('is added to the end of the list of migrations', () => {
    const list = [
      "import { A } from './1-a.ts';",
      '',
      '/** Every migration. */',
      'export const migrations = [',
      "  { name: '1-a', class: A },",
      '];',
      '',
    ];
    expect(listSource(list.join('\n'), { name: '2-b', className: 'B' })).toBe(
      [list[0], "import { B } from './2-b.ts';", ...list.slice(1, 5), "  { name: '2-b', class: B },", '];', ''].join(
        '\n',
      ),
    );
    expect(() => listSource('export {};', { name: '2-b', className: 'B' })).toThrow('not of the form it had');
  });
});
