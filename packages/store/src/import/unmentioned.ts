import { sql } from 'kysely';
import { categoryCodesInOrder } from '../indicator/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { ImportTables } from './tables.ts';

/** The categories of a cell, by the codes of dimension and category. Empty for the total. */
export type CellCategories = { dimension: string; category: string }[];

/** The existing cells of one imported report that the source does not have. */
export interface UnmentionedOfReport {
  /** Code of the indicator. */
  indicator: string;
  period: string;
  /** Name of the reporting organization. Null if the ecosystem itself reports. */
  organization: string | null;
  cells: CellCategories[];
}

/** The existing cells of the imported reports that the source does not have. */
export interface UnmentionedCells {
  cells: number;
  /** Number of combinations of indicator and period. */
  periods: number;
  /** By report, with at most 100,000 cells in total. */
  reports: UnmentionedOfReport[];
}

/** Bounds the memory. Further cells are only counted. */
const maximumListed = 100_000;

/** Lists the existing cells of the compared reports that the source does not have. */
export async function listUnmentioned(unit: UnitOfWork): Promise<UnmentionedCells> {
  const reported = unit.tables<ImportTables>().selectFrom('imported_report').where('unmentioned', '>', sql.lit(0));
  const [counted] = await unit.rows(
    reported
      .select(sql<number>`coalesce(sum("unmentioned"), 0)::int`.as('cells'))
      .select(sql<number>`count(distinct ("indicator_version_id", "period"))::int`.as('periods')),
  );
  if (!counted || counted.cells === 0) return { cells: 0, periods: 0, reports: [] };
  const reports = await unit.rows<UnmentionedOfReport>(sql`
    with "cells" as (${unmentionedCells})
    select "n"."code" as "indicator", "i"."period", "o"."name" as "organization", jsonb_agg("cells"."categories" order by "cells"."breakdown_id") as "cells"
    from "cells" join "imported_report" as "i" using ("number")
    join "indicator_version" as "v" on "v"."id" = "i"."indicator_version_id" join "indicator" as "n" on "n"."id" = "v"."indicator_id"
    left join "organization" as "o" on "o"."id" = "i"."organization_id"
    group by "i"."number", "n"."code", "i"."period", "o"."name" order by "i"."number"`);
  return { ...counted, reports };
}

/** The cells of imported reports that the source does not mention, with their categories. */
const unmentionedCells = sql`
      select "i"."number", "c"."breakdown_id", ${categoryCodesInOrder('b')} as "categories"
      from "imported_report" as "i" join "cell" as "c" on "c"."report_id" = "i"."report_id"
        join "breakdown" as "b" on "b"."id" = "c"."breakdown_id"
      where "i"."unmentioned" > 0
        and not exists (select from "imported_cell" as "o" where "o"."number" = "i"."number" and "o"."breakdown_id" = "c"."breakdown_id")
      order by "i"."number", "c"."breakdown_id" limit ${maximumListed}::int`;
