import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { missingStatements } from '../../scripts/migration-source.ts';
import { recordEntities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { faultyViews } from '../shared/database/schema/faulty-views.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';

/** Tables into which many records are inserted at once. One trigger per statement adds them to the change feed and the audit. */
const insertedTogether = ['indicator_report'];

describe.each(engines)('migrated schema on %s', (engine) => {
  let database: Database;
  afterEach(() => database.close());

  it('matches the entities', async () => {
    database = await openTestDatabase(engine);
    expect(await missingStatements(database)).toEqual([]);
  });

  it('has the triggers of a record on every record table', async () => {
    database = await openTestDatabase(engine);
    const { rows } = await sql<{ table: string; triggers: string[] }>`
      select "c"."relname"::text as "table", array_agg("t"."tgname"::text order by "t"."tgname") as "triggers"
      from "pg_trigger" as "t" join "pg_class" as "c" on "c"."oid" = "t"."tgrelid"
      where not "t"."tgisinternal" and "c"."relname" <> 'audit_entry' group by 1 order by 1`.execute(database.kysely());
    const tables = recordEntities.map(({ meta }) => meta.tableName).sort();
    const expected = tables.map((table) => ({
      table,
      triggers: [
        `${table}_changed`,
        ...(insertedTogether.includes(table) ? [`${table}_created`] : []),
        `${table}_not_truncated`,
        `${table}_versioned`,
      ],
    }));
    expect(rows).toEqual(expected);
  });

  it('has views without voided records of every record table', async () => {
    database = await openTestDatabase(engine);
    const { rows } = await sql<{ table: string }>`
      select "c"."relname"::text as "table" from pg_class as "c" join pg_attribute as "a" on "a"."attrelid" = "c"."oid"
      where "c"."relnamespace" = 'public'::regnamespace and "c"."relkind" = 'r' and "a"."attname" = 'is_voided'`.execute(
      database.kysely(),
    );
    const tables = new Set(rows.map(({ table }) => table));
    const missing = recordEntities.map(({ meta }) => meta.tableName).filter((table) => !tables.has(table));
    expect(missing, 'The migration that creates a record table must run addVoidedColumn.').toEqual([]);
    expect((await faultyViews.execute(database.kysely())).rows).toEqual([]);
  });
});
