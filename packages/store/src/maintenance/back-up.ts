import { SetupError } from '@collective-impact/sdk';
import { type ControlledTransaction, sql } from 'kysely';
import { migrationTable } from '../shared/database/connect-database.ts';
import type { Database } from '../shared/database/index.ts';
import { searchTablesOnly } from '../shared/database/schema/current-records.ts';
import { schemaStatus } from '../shared/database/schema/migrate.ts';
import type { BackupPart, BackupRow, BackupTable, SequencePosition } from './backup-part.ts';
import { sequenceNames, storedTables } from './stored-tables.ts';

/** The size of the rows that are read at once, in characters. It bounds the memory of a backup. */
const batchSize = 4_000_000;
const firstBatch = 10;
const largestBatch = 5_000;

/** Settings that decide how PostgreSQL writes values as text, so that each is read back exactly. */
const exactText = {
  extra_float_digits: '1',
  bytea_output: 'hex',
  datestyle: 'ISO',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
};

/**
 * Reads the whole database in one transaction, which sees no later change. The database can be used meanwhile; only its schema
 * cannot change. The memory that it needs does not depend on the size of the database.
 *
 * Throws a `SetupError` if the database has no schema, or one that this program does not know.
 */
export async function* backUp(database: Database): AsyncGenerator<BackupPart> {
  const status = await schemaStatus(database);
  if (status === 'EMPTY') throw new SetupError('The database is empty. Set DATABASE_URL to the database to back up.');
  if (status === 'NEWER') {
    throw new SetupError(
      'The database has a newer schema than this program knows. Back it up with the version that it belongs to.',
    );
  }
  const transaction = await database.kysely().startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    await sql.raw(searchTablesOnly).execute(transaction);
    // Unlike a query, this waits for a running migration before the transaction chooses what it sees.
    await sql`lock table ${sql.table(migrationTable)} in access share mode`.execute(transaction);
    yield* contentOf(transaction);
  } finally {
    await transaction.rollback().execute();
  }
}

async function* contentOf(transaction: ControlledTransaction<unknown>): AsyncGenerator<BackupPart> {
  for (const [name, value] of Object.entries(exactText)) {
    await sql`select set_config(${name}, ${value}, true)`.execute(transaction);
  }
  const tables = await storedTables(transaction);
  yield { kind: 'header', header: { ...(await originOf(transaction)), tables } };
  const counts: Record<string, number> = {};
  for (const table of tables) {
    counts[table.name] = 0;
    for await (const rows of rowsOf(table, transaction)) {
      counts[table.name] = (counts[table.name] ?? 0) + rows.length;
      yield { kind: 'rows', table: table.name, rows };
    }
  }
  // Sequences show their latest position in every transaction. Read last, none is behind the rows.
  yield { kind: 'end', end: { rows: counts, sequences: await sequencePositions(transaction) } };
}

async function originOf(transaction: ControlledTransaction<unknown>) {
  const { rows } = await sql<{ createdAt: string; postgresql: string; migrations: string[] }>`
    select now() as "createdAt", current_setting('server_version') as "postgresql",
      array(select "name"::text from ${sql.table(migrationTable)} order by "id") as "migrations"`.execute(transaction);
  const [origin] = rows;
  if (!origin) throw new Error('The database did not return its version.');
  return origin;
}

/** Reads with a cursor. The number of rows at once follows from the size of the rows before. */
async function* rowsOf(table: BackupTable, transaction: ControlledTransaction<unknown>): AsyncGenerator<BackupRow[]> {
  const values = sql.join(table.columns.map(({ name }) => sql`${sql.ref(name)}::text`));
  await sql`declare "backup" no scroll cursor for select array_to_json(array[${values}]::text[])::text as "row" from ${sql.table(table.name)}`.execute(
    transaction,
  );
  let count = firstBatch;
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch forward ${sql.raw(String(count))} from "backup"`.execute(
      transaction,
    );
    if (rows.length > 0) yield rows.map(({ row }): BackupRow => JSON.parse(row));
    if (rows.length < count) break;
    const size = rows.reduce((sum, { row }) => sum + row.length, 0) / rows.length;
    count = Math.max(1, Math.min(largestBatch, 10 * count, Math.floor(batchSize / size)));
  }
  await sql`close "backup"`.execute(transaction);
}

async function sequencePositions(transaction: ControlledTransaction<unknown>) {
  const positions: Record<string, SequencePosition> = {};
  for (const name of await sequenceNames(transaction)) {
    const { rows } = await sql<SequencePosition>`
      select "last_value"::text as "value", "is_called" as "isCalled" from ${sql.table(name)}`.execute(transaction);
    if (rows[0]) positions[name] = rows[0];
  }
  return positions;
}
