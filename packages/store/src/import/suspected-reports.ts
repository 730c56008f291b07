import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/** Consecutive reports of an import, by the numbers of the first and the last. */
export interface ReportRange {
  first: number;
  last: number;
}

/** A report whose sums must be checked. */
export interface SuspectedReport {
  number: number;
  indicatorVersionId: string;
}

/**
 * Creates the temporary table `imported_split`, with a row for each breakdown of the imported versions and each exclusive
 * dimension in which the breakdown is a total (`whole`) or a part. Breakdowns that differ only in that dimension have the
 * same number in `split`. `categories` is the number of categories of the dimension if it is exhaustive, otherwise null.
 */
export async function findSplits(unit: UnitOfWork): Promise<void> {
  await unit.rows(sql`
    create temporary table "imported_split" on commit drop as
    with "placed" as (
      select "b"."id" as "breakdown_id", "d"."id" as "dimension_id", "g"."id" is null as "whole",
        array_remove("b"."category_ids", "g"."id") as "rest",
        case when "d"."exhaustive" then (select count(*) from "category" as "k" where "k"."dimension_id" = "d"."id") end as "categories",
        exists (select from "category" as "k" where "k"."dimension_id" = "d"."id" and "k"."parent_id" is not null) as "nested"
      from "breakdown" as "b"
      join "dimension" as "d" on "d"."indicator_version_id" = "b"."indicator_version_id" and "d"."exclusive"
      left join "category" as "g" on "g"."dimension_id" = "d"."id" and "g"."id" = any("b"."category_ids")
      where "b"."indicator_version_id" in (select "indicator_version_id" from "imported_report")
    ), "numbered" as (
      select "placed".*, dense_rank() over (order by "dimension_id", "rest") as "split",
        count(*) filter (where not "whole") over (partition by "dimension_id", "rest") as "parts"
      from "placed"
    )
    select "breakdown_id", "split", "whole", "categories", "nested" from "numbered" where "parts" > 0`);
  await unit.rows(sql`create index "imported_split_by_breakdown" on "imported_split" ("breakdown_id")`);
  await unit.rows(sql`analyze "imported_split"`);
}

/**
 * A superset of the reports in a batch that do not add up. Counts and amounts by dimensions without a hierarchy are
 * included if the parts exceed the total, if all parts exist and are less than the total, or if one has bounds. Other additive figures are
 * always included, and figures that are not additive never. One statement, because nearly all reports add up.
 */
export function suspectedReports(unit: UnitOfWork, batch: ReportRange): Promise<SuspectedReport[]> {
  const value = (part: ReturnType<typeof sql>) => sql`"c"."value") filter (where ${part}`;
  const [whole, part] = [sql`"s"."whole"`, sql`not "s"."whole"`];
  const [total, sum, count] = [sql`max(${value(whole)})`, sql`sum(${value(part)})`, sql`count(${value(part)})`];
  return unit.rows<SuspectedReport>(sql`
    select "i"."number", "i"."indicator_version_id" as "indicatorVersionId"
    from "imported_report" as "i" join "indicator_version" as "v" on "v"."id" = "i"."indicator_version_id"
    where "i"."number" between ${batch.first}::int and ${batch.last}::int and not "i"."same"
      and ("v"."kind" in ('COUNT', 'AMOUNT') or "v"."kind" = 'RATIO' and "v"."denominator_over_categories" = 'SPLIT')
      and exists (
        select from "cell" as "c" join "imported_split" as "s" on "s"."breakdown_id" = "c"."breakdown_id"
        where "c"."report_id" = "i"."report_id" and "c"."status" = 'OBSERVED'
        group by "s"."split"
        having bool_or("s"."nested") or "v"."kind" = 'RATIO' or bool_or(coalesce("c"."lower_bound", "c"."upper_bound") is not null)
          or ${sum} > ${total} or ${sum} < ${total} and ${count} = max("s"."categories"))
    order by "i"."indicator_version_id", "i"."number"`);
}
