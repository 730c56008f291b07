import { SourceError, type SourceLocation } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Published } from './definitions.ts';
import type { ImportTables } from './tables.ts';
import { rejectVoidedReports } from './voided-reports.ts';

/** Options of the comparison of an import with the database. */
export interface CompareOptions {
  importId: string;
  /** Whether the source contains each of its reports completely, so that other cells are removed. */
  replace: boolean;
}

/**
 * Creates two temporary tables from the staged rows. `imported_report` contains the reports, numbered, with the existing
 * report (`report_id`), whether it is unchanged (`same`), and the number of its cells that the source does not have
 * (`unmentioned`). `imported_cell` contains the cells, each `CREATED`, `CHANGED` or `UNCHANGED`. The existing reports are
 * locked until the transaction ends.
 *
 * @throws SourceError if a report is voided, or if an existing report is not verified and has cells that the source does not have. The import would
 * verify them too.
 */
export async function compareReports(unit: UnitOfWork, options: ComparedImport): Promise<void> {
  const { importId, replace } = options;
  await raiseSortMemory(unit);
  await listReports(unit, options);
  await addNarratives(unit, options);
  await findExistingReports(unit);
  await rejectVoidedReports(unit, { importId });
  await lockExistingReports(unit);
  await listCells(unit, options);
  await compareCells(unit, { replace });
  if (!replace) await requireVerified(unit, importId);
}

/** An import with the UUID of its ecosystem and the records that its numbers stand for. */
type ComparedImport = CompareOptions & { ecosystemId: string; published: Published };

/** The staged rows `s` of an import, with the indicator version `v` and the organization `o` whose numbers the reading assigned. */
function stagedRows({ published }: ComparedImport): RawBuilder<unknown> {
  return sql`"staged_observation" as "s"
    join unnest(${published.versions}::uuid[]) with ordinality as "v"("id", "position") on "v"."position" = "s"."indicator" + 1
    left join unnest(${published.organizations}::uuid[]) with ordinality as "o"("id", "position") on "o"."position" = "s"."organization" + 1`;
}

function isOfImport({ importId }: ComparedImport): RawBuilder<boolean> {
  return sql`"s"."import_id" = ${importId}::uuid`;
}

/** The reporter of a staged row: its organization, or the ecosystem. */
function reporterOf({ ecosystemId }: ComparedImport): RawBuilder<string> {
  return sql`coalesce("o"."id", ${ecosystemId}::uuid)`;
}

/** Creates `imported_report` with a row for each report of the source. */
async function listReports(unit: UnitOfWork, options: ComparedImport): Promise<void> {
  await unit.rows(sql`
    create temporary table "imported_report" on commit drop as
    select row_number() over (order by "indicator_version_id", "period_start", "reporter_id")::int as "number", "found".*,
      null::text as "narrative", null::uuid as "report_id", false as "same", 0 as "unmentioned"
    from (
      select "v"."id" as "indicator_version_id", "o"."id" as "organization_id", ${reporterOf(options)} as "reporter_id", "s"."period",
        min("s"."period_start") as "period_start", min("s"."period_end") as "period_end", count(*)::int as "cells",
        min("s"."ordinal") as "ordinal", min("s"."source_uri") as "source_uri"
      from ${stagedRows(options)} where ${isOfImport(options)} group by "v"."id", "o"."id", "s"."period"
    ) as "found"`);
  await unit.rows(sql`analyze "imported_report" ("number", "indicator_version_id", "reporter_id", "period")`);
}

/** Sets the narrative of each report: the different ones of its rows. */
async function addNarratives(unit: UnitOfWork, options: ComparedImport): Promise<void> {
  await unit.rows(sql`
    update "imported_report" as "i" set "narrative" = "narratives"."narrative"
    from (
      select "v"."id" as "indicator_version_id", ${reporterOf(options)} as "reporter_id", "s"."period",
        string_agg(distinct "s"."narrative", E'\\n\\n') as "narrative"
      from ${stagedRows(options)} where ${isOfImport(options)} and "s"."narrative" is not null group by 1, 2, 3
    ) as "narratives"
    where "narratives"."indicator_version_id" = "i"."indicator_version_id" and "narratives"."reporter_id" = "i"."reporter_id" and "narratives"."period" = "i"."period"`);
}

/** Sets the id of the existing report of each report. */
async function findExistingReports(unit: UnitOfWork): Promise<void> {
  await unit.rows(sql`
    update "imported_report" as "i" set "report_id" = "r"."id"
    from "indicator_report" as "r" where "r"."indicator_version_id" = "i"."indicator_version_id"
      and "r"."reporter_id" = "i"."reporter_id" and "r"."period" = "i"."period" and "r"."place_key" = ''`);
}

/** Locks the existing reports in the order of their ids, so that two imports cannot wait for each other. */
async function lockExistingReports(unit: UnitOfWork): Promise<void> {
  await unit.rows(sql`analyze "imported_report" ("report_id")`);
  await unit.rows(sql`
    select count(*) from (select from "indicator_report" where "id" in (select "report_id" from "imported_report")
      order by "id" for no key update) as "held"`);
}

/** Creates `imported_cell` with a row for each cell of the source, compared with the existing cell. */
async function listCells(unit: UnitOfWork, options: ComparedImport): Promise<void> {
  await unit.rows(sql`
    create temporary table "imported_cell" on commit drop as
    select "i"."number", "b"."id" as "breakdown_id", "s"."ordinal", "s"."value", "s"."numerator", "s"."denominator", "s"."base", "s"."status",
      case when "c"."report_id" is null then 'CREATED'
        when row("s"."value", "s"."numerator", "s"."denominator", "s"."base", "s"."status")
          is not distinct from row("c"."value", "c"."numerator", "c"."denominator", "c"."base", "c"."status") then 'UNCHANGED'
        else 'CHANGED' end as "state"
    from ${stagedRows(options)}
    join unnest(${options.published.breakdowns}::int[]) with ordinality as "b"("id", "position") on "b"."position" = "s"."breakdown" + 1
    join "imported_report" as "i" on "i"."indicator_version_id" = "v"."id" and "i"."reporter_id" = ${reporterOf(options)} and "i"."period" = "s"."period"
    left join "cell" as "c" on "c"."report_id" = "i"."report_id" and "c"."breakdown_id" = "b"."id"
    where ${isOfImport(options)} order by "i"."number", "b"."id"`);
  await unit.rows(sql`create index "imported_cell_by_number" on "imported_cell" ("number")`);
  await unit.rows(sql`analyze "imported_cell" ("number", "state")`);
}

/** Sets whether each existing report is unchanged, and the number of its cells that the source does not have. */
async function compareCells(unit: UnitOfWork, { replace }: Pick<CompareOptions, 'replace'>): Promise<void> {
  await unit.rows(sql`
    with "found" as (
      select "number", bool_and("state" = 'UNCHANGED') as "same", count(*) filter (where "state" <> 'CREATED') as "present"
      from "imported_cell" group by "number"
    ), "compared" as (
      select "i"."number", "found"."same" and "r"."status" = 'VERIFIED' and ("i"."narrative" is null or "i"."narrative" = "r"."narrative")
          as "same",
        (select count(*) from "cell" where "report_id" = "r"."id") - "found"."present" as "unmentioned"
      from "imported_report" as "i" join "found" using ("number") join "indicator_report" as "r" on "r"."id" = "i"."report_id"
    )
    update "imported_report" as "i" set "unmentioned" = "compared"."unmentioned",
      "same" = coalesce("compared"."same", false) and not (${replace}::boolean and "compared"."unmentioned" > 0)
    from "compared" where "compared"."number" = "i"."number"`);
}

/** With the default memory of a server, the sorts of a large import would use temporary files. */
async function raiseSortMemory(unit: UnitOfWork): Promise<void> {
  await unit.rows(sql`
    select set_config('work_mem', '64MB', true) where pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('64MB')`);
}

/** An import verifies the reports that it writes. It must not verify other figures of an unverified report. */
async function requireVerified(unit: UnitOfWork, importId: string): Promise<void> {
  const [draft] = await unit.rows(
    unit
      .tables<ImportTables>()
      .selectFrom('imported_report as i')
      .innerJoin('indicator_report as r', 'r.id', 'i.report_id')
      .innerJoin('staged_observation as s', (join) =>
        join.on('s.import_id', '=', importId).onRef('s.ordinal', '=', 'i.ordinal'),
      )
      .select(['s.place', 'i.period', 'r.status', 'i.unmentioned'])
      .where('i.unmentioned', '>', sql.lit(0))
      .where('r.status', '<>', sql.lit('VERIFIED'))
      .orderBy('i.number')
      .limit(1),
  );
  if (!draft) return;
  const { place, period, status, unmentioned } = draft;
  throw new SourceError({
    place: JSON.parse(place) as SourceLocation,
    message: `The existing report for ${period} is ${status}, and has ${unmentioned} ${unmentioned === 1 ? 'cell' : 'cells'} that the file does not have.`,
    remedy: `Verify the report first, add its other rows for ${period} to the file, or add --replace to remove them.`,
  });
}
