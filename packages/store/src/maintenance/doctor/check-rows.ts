import { sql } from 'kysely';
import { recordEntities } from '../../entities.ts';
import { type ReleaseTables, releasesWithWrongSums } from '../../release/index.ts';
import type { Database } from '../../shared/database/index.ts';
import { withVoided } from '../../shared/database/schema/current-records.ts';
import { ourSchemaName } from '../../shared/database/schema/our-schema.ts';
import { fine, problem, type Result, restoreBackup } from './finding.ts';
import { type ColumnReference, references } from './references.ts';

/** Whether every row that a row refers to exists. */
export async function checkOrphans(database: Database): Promise<Result[]> {
  const kysely = database.kysely();
  const all = await references(kysely);
  const schema = await ourSchemaName(kysely);
  const results: Result[] = [];
  for (const reference of all) {
    const count = await orphansOf(database, { ...reference, schema });
    if (count === 0) continue;
    const { table, columns, target } = reference;
    results.push(
      problem(
        `${count} rows of the table ${table} refer to missing rows of the table ${target} (${columns.join(', ')}).`,
        restoreBackup,
      ),
    );
  }
  return results.length > 0 ? results : [fine(`No row refers to a missing row (${all.length} references).`)];
}

async function orphansOf(database: Database, reference: ColumnReference & { schema: string }): Promise<number> {
  const { schema, table, columns, target, targetColumns } = reference;
  const isSame = columns.map((name, at) => sql`"t".${sql.id(targetColumns[at] ?? '')} = "r".${sql.id(name)}`);
  const isSet = columns.map((name) => sql`"r".${sql.id(name)} is not null`);
  const { rows } = await sql<{ count: number }>`
    select count(*) as "count" from ${sql.id(schema, table)} as "r" where ${sql.join(isSet, sql` and `)}
      and not exists (select from ${sql.id(schema, target)} as "t" where ${sql.join(isSame, sql` and `)})`.execute(
    database.kysely(),
  );
  return rows[0]?.count ?? 0;
}

/** Whether the change feed has one entry for each record, at a position of this server. */
export async function checkFeed(database: Database): Promise<Result[]> {
  const records = sql.join(
    recordEntities.map(
      ({ meta }) =>
        sql`select "id", ${meta.tableName} as "type", "is_voided" from ${sql.table(withVoided(meta.tableName))}`,
    ),
    sql` union all `,
  );
  const { rows } = await sql<Record<'ahead' | 'missing' | 'left' | 'behind' | 'epochs' | 'entries', number>>`
    with "record" as (${records})
    select
      (select count(*) from "change" where "transaction_id" >= pg_snapshot_xmax(pg_current_snapshot())) as "ahead",
      (select count(*) from "record" as "r" where not exists (
        select from "change" as "c" where "c"."record_id" = "r"."id" and "c"."record_type" = "r"."type"
          and "c"."operation" = case when "r"."is_voided" then 'DELETE' else 'UPSERT' end)) as "missing",
      (select count(*) from "change" as "c" where "c"."operation" = 'UPSERT' and not exists (select from "record" as "r" where "r"."id" = "c"."record_id" and not "r"."is_voided")) as "left",
      (select count(*) from "change", "change_sequence" where "sequence" > "last_value") as "behind",
      (select count(*) from "feed_epoch") as "epochs",
      (select count(*) from "change") as "entries"`.execute(database.kysely());
  const [found] = rows;
  if (!found) throw new Error('The database did not count the entries.');
  const { ahead, missing, left, behind, epochs, entries } = found;
  const results = [
    ahead > 0 &&
      problem(
        `${ahead} entries of the change feed have positions that this server has not reached. Followers miss changes.`,
        'Run "collective-impact doctor --new-epoch".',
      ),
    behind > 0 &&
      problem(
        `${behind} entries of the change feed have numbers that its sequence will use again.`,
        'Run "collective-impact doctor --new-epoch".',
      ),
    missing > 0 && problem(`${missing} records are missing in the change feed.`, restoreBackup),
    left > 0 && problem(`${left} entries of the change feed are about records that do not exist.`, restoreBackup),
    epochs !== 1 &&
      problem(`The change feed has ${epochs} epochs instead of one.`, 'Run "collective-impact doctor --new-epoch".'),
  ].filter((result) => result !== false);
  return results.length > 0 ? results : [fine(`The change feed has one entry for each record (${entries} entries).`)];
}

/** The number of releases that are computed in one statement. */
const batchSize = 50;

/** Whether the stored sums of releases are those of their cells. */
export async function checkSums(database: Database): Promise<Result[]> {
  const kysely = database.kysely();
  const unit = { rows: async <Row>(statement: ReturnType<typeof sql<Row>>) => (await statement.execute(kysely)).rows };
  const sums = database.kysely<ReleaseTables>().selectFrom('released_sum').distinct();
  const releases = await sums.select('release_id as id').orderBy('release_id').execute();
  const wrong: string[] = [];
  for (let at = 0; at < releases.length; at += batchSize) {
    const ids = releases.slice(at, at + batchSize).map(({ id }) => id);
    wrong.push(...(await releasesWithWrongSums(unit, ids)));
  }
  if (wrong.length === 0) return [fine(`The stored sums of all releases match their cells (${releases.length}).`)];
  return [
    problem(
      `The stored sums of ${wrong.length} releases differ from their cells (${wrong.slice(0, 3).join(', ')}${wrong.length > 3 ? ', …' : ''}).`,
      restoreBackup,
    ),
  ];
}
