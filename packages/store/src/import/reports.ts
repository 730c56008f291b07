import type { Visibility } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { keepReplaced } from '../reporting/index.ts';
import type { RowStatement } from '../shared/rows/row-statement.ts';
import { timeOrderedId } from '../shared/time-ordered-id.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { type CompareOptions, compareReports } from './compare.ts';
import type { Published, Tally } from './definitions.ts';
import { judgeWritten } from './judge-written.ts';
import type { OnProgress } from './progress.ts';
import { findSplits } from './suspected-reports.ts';
import type { ImportTables } from './tables.ts';
import { listUnmentioned, type UnmentionedCells } from './unmentioned.ts';

/** An indicator version and period to release, because the import changed its reports or its visibility. */
export interface Affected {
  indicatorVersionId: string;
  period: string;
  /** Visibility of the current release. Null if there is none. */
  visibility: Visibility | null;
}

/** Number of cells that an import created, changed and left unchanged. */
export type CellTally = Tally;

/** The result of publishing the reports of a source. */
export interface PublishedReports {
  reports: Tally;
  cells: CellTally;
  /** The cells of these reports that the source does not have. They are kept, or removed with `replace`. */
  unmentioned: UnmentionedCells;
  /** The periods to release. */
  affected: Affected[];
}

/**
 * Writes staged observations as verified reports, in batches. A report with the same content stays unchanged. Any other
 * report gets the new and changed cells, and keeps the cells that the source does not have, unless `replace` removes them.
 * The earlier content of a verified report is kept as a correction.
 */
export async function publishReports(
  unit: UnitOfWork,
  options: CompareOptions & {
    ecosystemId: string;
    published: Published;
    /** Visibility of the releases. If not set, the visibility of the releases that they replace. */
    visibility?: Visibility;
    onProgress?: OnProgress;
  },
): Promise<PublishedReports> {
  const { replace, visibility = null, onProgress } = options;
  onProgress?.({ phase: 'comparing' });
  await compareReports(unit, options);
  const unmentioned = await listUnmentioned(unit);
  const [reports = noRecords] = await unit.rows(reportTally(unit));
  const [cells = noRecords] = await unit.rows(cellTally(unit));
  const total = reports.created + reports.changed;
  const batches = await unit.rows<ReportBatch>(sql`
    select min("number") as "first", max("number") as "last", count(*) as "reports" from (
      select "number", sum("cells") over (order by "number") / ${cellsPerBatch}::int as "batch" from "imported_report" where not "same"
    ) as "numbered" group by "batch" order by 1`);
  if (batches.length > 0) await findSplits(unit);
  let done = 0;
  for (const batch of batches) {
    onProgress?.({ phase: 'publishing', done, total });
    await writeReports(unit, { batch, ecosystemId: options.ecosystemId, replace });
    await judgeWritten(unit, { batch, importId: options.importId });
    done += batch.reports;
  }
  if (total > 0) onProgress?.({ phase: 'publishing', done, total });
  const affected = await unit.rows(affectedSets(unit, visibility));
  return { reports, cells, unmentioned, affected };
}

const noRecords: Tally = { created: 0, changed: 0, unchanged: 0 };

function reportTally(unit: UnitOfWork): RowStatement<Tally> {
  return unit
    .tables<ImportTables>()
    .selectFrom('imported_report')
    .select(({ fn, eb, and, not }) => {
      const isNew = eb('report_id', 'is', null);
      return [
        fn.countAll<number>().filterWhere(isNew).as('created'),
        fn
          .countAll<number>()
          .filterWhere(and([not('same'), not(isNew)]))
          .as('changed'),
        fn.countAll<number>().filterWhere('same', 'is', true).as('unchanged'),
      ];
    });
}

function cellTally(unit: UnitOfWork): RowStatement<CellTally> {
  return unit
    .tables<ImportTables>()
    .selectFrom('imported_cell')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('state', '=', sql.lit('CREATED')).as('created'),
      fn.countAll<number>().filterWhere('state', '=', sql.lit('CHANGED')).as('changed'),
      fn.countAll<number>().filterWhere('state', '=', sql.lit('UNCHANGED')).as('unchanged'),
    ]);
}

/** The versions and periods with changes, or whose release has another visibility than this one. Null for the same visibility. */
function affectedSets(unit: UnitOfWork, visibility: Visibility | null): RowStatement<Affected> {
  return unit
    .tables<ImportTables>()
    .selectFrom('imported_report as i')
    .leftJoin('release as r', (join) =>
      join
        .onRef('r.indicator_version_id', '=', 'i.indicator_version_id')
        .onRef('r.period', '=', 'i.period')
        .on('r.replaced_at', 'is', null),
    )
    .select(['i.indicator_version_id as indicatorVersionId', 'i.period', 'r.visibility'])
    .where(({ eb, or, not }) => or([not('i.same'), eb('r.visibility', '<>', visibility)]))
    .groupBy(['i.indicator_version_id', 'i.period', 'r.visibility'])
    .orderBy('i.indicator_version_id')
    .orderBy(({ fn }) => fn.min('i.period_start'));
}

/** Cells in a batch of reports. Progress is reported after each batch. */
const cellsPerBatch = 50_000;

/** A batch of reports: the numbers of the first and the last, and the number of reports that change. */
interface ReportBatch {
  first: number;
  last: number;
  reports: number;
}

async function writeReports(
  unit: UnitOfWork,
  options: { batch: ReportBatch; ecosystemId: string; replace: boolean },
): Promise<void> {
  const { batch, ecosystemId, replace } = options;
  const within = sql`"i"."number" between ${batch.first}::int and ${batch.last}::int and not "i"."same"`;
  const changed = sql<string>`select "i"."report_id" from "imported_report" as "i" where ${within}`;
  await keepReplaced(unit, { reports: changed, reason: 'import' });
  await unit.rows(sql`
    update "indicator_report" as "r" set "status" = 'VERIFIED', "narrative" = coalesce("i"."narrative", "r"."narrative")
    from "imported_report" as "i" where "r"."id" = "i"."report_id" and ${within}`);
  if (replace) {
    await unit.rows(sql`
      delete from "cell" as "c" using "imported_report" as "i" where "c"."report_id" = "i"."report_id" and ${within} and "i"."unmentioned" > 0
        and not exists (select from "imported_cell" as "o" where "o"."number" = "i"."number" and "o"."breakdown_id" = "c"."breakdown_id")`);
  }
  await unit.rows(sql`
    with "created" as (
      insert into "indicator_report" ("id", "ecosystem_id", "visibility", "indicator_version_id", "organization_id", "reporter_id",
        "place_key", "period", "period_start", "period_end", "status", "narrative", "source_uri")
      select ${timeOrderedId}, ${ecosystemId}::uuid, 'RESTRICTED', "indicator_version_id", "organization_id", "reporter_id", '', "period",
        "period_start", "period_end", 'VERIFIED', "narrative", "source_uri"
      from "imported_report" as "i" where ${within} and "report_id" is null order by "number"
      returning "id", "indicator_version_id", "reporter_id", "period"
    )
    update "imported_report" as "i" set "report_id" = "created"."id" from "created"
    where "created"."indicator_version_id" = "i"."indicator_version_id" and "created"."reporter_id" = "i"."reporter_id" and "created"."period" = "i"."period"`);
  const cells = sql`"imported_report" as "i" join "imported_cell" as "o" using ("number")
    where ${within} and "o"."number" between ${batch.first}::int and ${batch.last}::int`;
  await unit.rows(sql`
    insert into "cell" ("report_id", "breakdown_id", "ecosystem_id", "value", "numerator", "denominator", "base", "status")
    select "i"."report_id", "o"."breakdown_id", ${ecosystemId}::uuid, "o"."value", "o"."numerator", "o"."denominator", "o"."base", "o"."status"
    from ${cells} and "o"."state" = 'CREATED' order by "o"."number", "o"."breakdown_id"`);
  // The standard error and the bounds belong to the earlier figure.
  await unit.rows(sql`
    update "cell" as "c" set "value" = "f"."value", "numerator" = "f"."numerator", "denominator" = "f"."denominator", "base" = "f"."base",
      "status" = "f"."status", "standard_error" = null, "lower_bound" = null, "upper_bound" = null
    from (select "i"."report_id", "o".* from ${cells} and "o"."state" = 'CHANGED') as "f"
    where "c"."report_id" = "f"."report_id" and "c"."breakdown_id" = "f"."breakdown_id"`);
}
