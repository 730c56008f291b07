import { type Place, SourceError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Published } from './definitions.ts';

/** What is compared with what is there. */
export interface CompareOptions {
  importId: string;
  /** Whether the source stands for the whole of each report that it speaks of. */
  replace: boolean;
}

/**
 * Makes two temporary tables of what was staged. `imported_report` has the reports, numbered, with the one that is there
 * (`report_id`), whether that has it all (`same`), and how many of its cells the source does not mention (`unmentioned`);
 * `imported_cell` their cells, each `CREATED`, `CHANGED` or `UNCHANGED`. The reports are held until the transaction ends.
 *
 * @throws SourceError where a report that is there was not verified, and would be with figures that nobody looked at.
 */
export async function compareReports(
  unit: UnitOfWork,
  options: CompareOptions & { ecosystemId: string; published: Published },
): Promise<void> {
  const { importId, ecosystemId, published, replace } = options;
  // What the rows of the staging table stand for, as the numbers were given while reading.
  await unit.rows(sql`
    create temporary table "importing" on commit drop as
    select "s"."ordinal", "v"."id" as "indicator_version_id", "o"."id" as "organization_id",
      coalesce("o"."id", ${ecosystemId}::uuid) as "reporter_id", "b"."id" as "breakdown_id", "s"."period", "s"."period_start",
      "s"."period_end", "s"."value", "s"."numerator", "s"."denominator", "s"."base", "s"."status", "s"."narrative", "s"."source_uri"
    from "staged_observation" as "s"
    join unnest(${published.versions}::uuid[]) with ordinality as "v"("id", "position") on "v"."position" = "s"."indicator" + 1
    join unnest(${published.breakdowns}::int[]) with ordinality as "b"("id", "position") on "b"."position" = "s"."breakdown" + 1
    left join unnest(${published.organizations}::uuid[]) with ordinality as "o"("id", "position") on "o"."position" = "s"."organization" + 1
    where "s"."import_id" = ${importId}::uuid`);
  await unit.rows(sql`analyze "importing"`);
  await unit.rows(sql`
    create temporary table "imported_report" on commit drop as
    select row_number() over (order by "indicator_version_id", min("period_start"), "reporter_id")::int as "number",
      "indicator_version_id", "reporter_id", "period", (array_agg("organization_id"))[1] as "organization_id",
      min("period_start") as "period_start", min("period_end") as "period_end", count(*)::int as "cells", min("ordinal") as "ordinal",
      string_agg(distinct "narrative", E'\\n\\n') as "narrative", min("source_uri") as "source_uri",
      null::uuid as "report_id", false as "same", 0 as "unmentioned"
    from "importing" group by "indicator_version_id", "reporter_id", "period"`);
  await unit.rows(sql`
    update "imported_report" as "i" set "report_id" = "r"."id"
    from "indicator_report" as "r" where "r"."indicator_version_id" = "i"."indicator_version_id"
      and "r"."reporter_id" = "i"."reporter_id" and "r"."period" = "i"."period" and "r"."place_key" = ''`);
  await unit.rows(sql`analyze "imported_report"`);
  await unit.rows(sql`
    select count(*) from (select from "indicator_report" where "id" in (select "report_id" from "imported_report")
      order by "id" for no key update) as "held"`);
  await unit.rows(sql`
    create temporary table "imported_cell" on commit drop as
    select "i"."number", "o"."breakdown_id", "o"."ordinal", "o"."value", "o"."numerator", "o"."denominator", "o"."base", "o"."status",
      case when "c"."report_id" is null then 'CREATED'
        when row("o"."value", "o"."numerator", "o"."denominator", "o"."base", "o"."status")
          is not distinct from row("c"."value", "c"."numerator", "c"."denominator", "c"."base", "c"."status") then 'UNCHANGED'
        else 'CHANGED' end as "state"
    from "importing" as "o" join "imported_report" as "i" using ("indicator_version_id", "reporter_id", "period")
    left join "cell" as "c" on "c"."report_id" = "i"."report_id" and "c"."breakdown_id" = "o"."breakdown_id"
    order by "i"."number", "o"."breakdown_id"`);
  await unit.rows(sql`create index "imported_cell_by_number" on "imported_cell" ("number")`);
  await unit.rows(sql`analyze "imported_cell"`);
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
  if (!replace) await refuseUnverified(unit, importId);
}

/** An import verifies what it writes; it cannot speak for other figures of a report that nobody has verified yet. */
async function refuseUnverified(unit: UnitOfWork, importId: string): Promise<void> {
  const [draft] = await unit.rows<{ place: string; period: string; status: string; unmentioned: number }>(sql`
    select "s"."place", "i"."period", "r"."status", "i"."unmentioned" from "imported_report" as "i"
    join "indicator_report" as "r" on "r"."id" = "i"."report_id"
    join "staged_observation" as "s" on "s"."import_id" = ${importId}::uuid and "s"."ordinal" = "i"."ordinal"
    where "i"."unmentioned" > 0 and "r"."status" <> 'VERIFIED' order by "i"."number" limit 1`);
  if (!draft) return;
  const { place, period, status, unmentioned } = draft;
  throw new SourceError({
    place: JSON.parse(place) as Place,
    message: `the report for ${period} that is there is ${status}, and has ${unmentioned} ${unmentioned === 1 ? 'cell' : 'cells'} that the file does not have`,
    remedy: `Verify that report first, include its other rows for ${period} in the file, or add --replace to take them out.`,
  });
}
