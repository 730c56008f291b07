import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { KyselyOfAnySchema } from '../shared/database/any-schema.ts';
import { isForeignKeyViolation, violatedConstraint } from '../shared/database/database-error.ts';
import { foreignKeys, type TableTrigger, tableTriggers } from './stored-tables.ts';

const enabling: Record<TableTrigger['mode'], string | null> = {
  O: 'enable trigger',
  A: 'enable always trigger',
  R: 'enable replica trigger',
  D: null,
};

/**
 * Runs `work` in a transaction without triggers and foreign keys, then creates the foreign keys again, which checks all rows, and
 * sets every trigger to what it was. Needs the owner of the tables, and no superuser. Replica mode would leave rows unchecked.
 */
export async function withoutConstraints(kysely: KyselyOfAnySchema, work: () => Promise<void>): Promise<void> {
  const keys = await foreignKeys(kysely);
  const triggers = await tableTriggers(kysely);
  for (const { table, name } of keys) {
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(kysely);
  }
  for (const table of new Set(triggers.map((trigger) => trigger.table))) {
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(kysely);
  }
  await work();
  for (const { table, name, clause } of keys) {
    await sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(clause)}`
      .execute(kysely)
      .catch(rethrowOrphans);
  }
  for (const { table, name, mode } of triggers) {
    const action = enabling[mode];
    if (action !== null) {
      await sql`alter table ${sql.table(table)} ${sql.raw(action)} ${sql.ref(name)}`.execute(kysely);
    }
  }
}

function rethrowOrphans(error: unknown): never {
  if (!isForeignKeyViolation(error)) throw error;
  throw new SetupError(
    `The backup contains rows that refer to missing rows (${violatedConstraint(error)}). Nothing was restored. Use another backup.`,
    { cause: error },
  );
}
