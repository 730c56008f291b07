import { sql } from 'kysely';
import { recordEntities } from '../../entities.ts';
import type { Database } from '../../shared/database/index.ts';
import { faultyViews } from '../../shared/database/schema/faulty-views.ts';
import { schemaStatus } from '../../shared/database/schema/migrate.ts';
import { ourSchema } from '../../shared/database/schema/our-schema.ts';
import { tableTriggers } from '../stored-tables.ts';
import { fine, problem, type Result, restoreBackup } from './finding.ts';

/** Whether the schema is that of this program. */
export async function checkMigrations(database: Database): Promise<Result[]> {
  const status = await schemaStatus(database);
  if (status === 'CURRENT') return [fine('The database schema is up to date.')];
  if (status === 'NEWER') {
    return [
      problem('The database has a newer schema than this program knows.', 'Install the version that migrated it.'),
    ];
  }
  return [
    problem(
      status === 'EMPTY' ? 'The database has no schema.' : 'The database schema is of an earlier version.',
      'Run "collective-impact migrate".',
    ),
  ];
}

/** The triggers that keep versions, the change feed and the audit log. */
const expectedTriggers = [
  ...recordEntities.flatMap(({ meta }) =>
    ['versioned', 'changed', 'not_truncated'].map((suffix) => ({
      table: meta.tableName,
      name: `${meta.tableName}_${suffix}`,
    })),
  ),
  { table: 'audit_entry', name: 'audit_entry_append_only' },
];

/** Whether every table has its triggers, and none is disabled. */
export async function checkTriggers(database: Database): Promise<Result[]> {
  const found = await tableTriggers(database.kysely());
  const missing = expectedTriggers.filter(({ name }) => !found.some((trigger) => trigger.name === name));
  const disabled = found.filter(({ mode }) => mode === 'D' || mode === 'R');
  const results = [
    ...missing.map(({ table, name }) =>
      problem(
        `The trigger ${name} of the table ${table} is missing. Changes of this table are not recorded.`,
        restoreBackup,
      ),
    ),
    ...disabled.map(({ table, name }) =>
      problem(
        `The trigger ${name} of the table ${table} is disabled. Changes of this table are not recorded.`,
        `Run in the database: alter table "${table}" enable trigger "${name}".`,
      ),
    ),
  ];
  return results.length > 0 ? results : [fine(`All ${found.length} triggers are enabled.`)];
}

/** Whether every constraint was checked for all rows, and every index can be used. */
export async function checkConstraints(database: Database): Promise<Result[]> {
  const { rows: constraints } = await sql<{ table: string; name: string; isValid: boolean }>`
    select "c"."relname"::text as "table", "k"."conname"::text as "name", "k"."convalidated" as "isValid"
    from pg_constraint as "k" join pg_class as "c" on "c"."oid" = "k"."conrelid" where "c"."relnamespace" = ${ourSchema}
    order by 1, 2`.execute(database.kysely());
  const { rows: indexes } = await sql<{ name: string }>`
    select "c"."relname"::text as "name" from pg_index as "i" join pg_class as "c" on "c"."oid" = "i"."indexrelid"
    where "c"."relnamespace" = ${ourSchema} and not ("i"."indisvalid" and "i"."indisready") order by 1`.execute(
    database.kysely(),
  );
  const results = [
    ...constraints
      .filter(({ isValid }) => !isValid)
      .map(({ table, name }) =>
        problem(
          `The constraint ${name} of the table ${table} was not checked for all rows.`,
          `Run in the database: alter table "${table}" validate constraint "${name}".`,
        ),
      ),
    ...indexes.map(({ name }) =>
      problem(`The index ${name} is not usable.`, `Run in the database: reindex index "${name}".`),
    ),
  ];
  return results.length > 0 ? results : [fine(`All ${constraints.length} constraints and all indexes are valid.`)];
}

/** Whether every table of records has its views. Without them, voided records would be visible again. */
export async function checkViews(database: Database): Promise<Result[]> {
  const { rows } = await faultyViews.execute(database.kysely());
  if (rows.length === 0) return [fine('The views without voided records match their tables.')];
  return rows.map(({ table, view, isMissing }) =>
    problem(
      `The view ${view} ${isMissing ? 'is missing' : `does not match the table ${table}`}. Voided records are visible, or records are missing.`,
      'Stop the gateways, then run "collective-impact migrate".',
    ),
  );
}
