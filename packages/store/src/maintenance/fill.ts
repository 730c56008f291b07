import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { renumberFeed } from '../change/index.ts';
import type { KyselyOfAnySchema } from '../shared/database/any-schema.ts';
import type { BackupEnd, BackupHeader, BackupPart } from './backup-part.ts';
import { loadRows, requireSameTables } from './load-rows.ts';
import { sequenceNames, storedTables } from './stored-tables.ts';
import { withoutConstraints } from './without-constraints.ts';

/** Replaces the content of all tables with that of a backup whose schema they have. */
export async function fill(
  kysely: KyselyOfAnySchema,
  { header, parts }: { header: BackupHeader; parts: AsyncIterator<BackupPart> },
): Promise<void> {
  const tables = await storedTables(kysely);
  requireSameTables(tables, header.tables);
  await withoutConstraints(kysely, async () => {
    await sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))}`.execute(kysely);
    const end = await loadAll(kysely, { tables: header.tables, parts });
    await setSequences(kysely, end);
    await renumberFeed(kysely);
  });
}

async function loadAll(
  kysely: KyselyOfAnySchema,
  { tables, parts }: Pick<BackupHeader, 'tables'> & { parts: AsyncIterator<BackupPart> },
): Promise<BackupEnd> {
  const counts: Record<string, number> = {};
  for (;;) {
    const { value: part, done } = await parts.next();
    if (done) throw new SetupError('The backup is incomplete. Use another backup.');
    if (part.kind === 'end') {
      const wrong = tables.find(({ name }) => (counts[name] ?? 0) !== part.end.rows[name]);
      if (wrong === undefined) return part.end;
      throw new SetupError(
        `The backup is damaged: it contains ${counts[wrong.name] ?? 0} of ${part.end.rows[wrong.name] ?? 0} rows of the table ${wrong.name}. Use another backup.`,
      );
    }
    const table = part.kind === 'rows' ? tables.find(({ name }) => name === part.table) : undefined;
    if (part.kind !== 'rows' || table === undefined) {
      throw new SetupError('The backup is damaged: its parts are not in order. Use another backup.');
    }
    await loadRows(kysely, { table, rows: part.rows });
    counts[table.name] = (counts[table.name] ?? 0) + part.rows.length;
  }
}

async function setSequences(kysely: KyselyOfAnySchema, { sequences }: BackupEnd): Promise<void> {
  for (const name of await sequenceNames(kysely)) {
    const position = sequences[name];
    if (position === undefined) {
      throw new SetupError(`The backup is damaged: it does not contain the sequence ${name}. Use another backup.`);
    }
    await sql`select setval(${sql.lit(`"${name}"`)}::regclass, ${position.value}::bigint, ${position.isCalled}::boolean)`.execute(
      kysely,
    );
  }
}
