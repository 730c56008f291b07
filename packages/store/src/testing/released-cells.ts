import { newUuid } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { writeSums } from '../release/index.ts';
import type { Database } from '../shared/database/database.ts';

/** The size of the data: about 5,000 released cells per indicator, of 20 quarters and 125 of 500 organizations. */
export interface Size {
  indicators: number;
}

const organizations = 500;
const reporters = 125;
const quarters = 20;

/**
 * Fills an empty database with synthetic releases. Of ten indicators, seven are counts, two are ratios and one is a mean.
 * Every second indicator is disaggregated by a dimension of two categories. Returns the number of cells, and the UUIDs of
 * the indicators.
 */
export async function insertReleasedCells(
  database: Database,
  { indicators }: Size,
): Promise<{ cells: number; ids: string[] }> {
  const ecosystem = newUuid();
  const kysely = database.kysely();
  await kysely.connection().execute(async (connection) => {
    const execute = (statement: ReturnType<typeof sql>) => statement.execute(connection);
    // Without triggers and foreign keys, because only the rows are needed.
    await execute(sql`set session_replication_role = replica`);
    await execute(sql`set statement_timeout = 0`);
    await execute(sql`insert into "ecosystem" ("id", "ecosystem_id", "visibility", "slug", "name", "kind", "time_zone", "school_year_start",
      "fiscal_year_start", "disclosure_threshold", "hides_zeros")
      values (${ecosystem}::uuid, ${ecosystem}::uuid, 'PUBLIC', 'made-up', 'Made up', 'LOCAL', 'UTC', '09-01', '01-01', 10, false)`);
    await execute(sql`insert into "organization" ("id", "ecosystem_id", "visibility", "name", "identifiers", "stakeholder_groups", "service_areas", "legal_entity")
      select md5('o' || "n")::uuid, ${ecosystem}::uuid, 'PUBLIC', 'Partner ' || "n", '[]', '[]', '[]', true from generate_series(1, ${organizations}::int) as "n"`);
    await execute(sql`insert into "indicator" ("id", "ecosystem_id", "visibility", "code", "name", "goal_ids", "level", "identifiers")
      select md5('i' || "n")::uuid, ${ecosystem}::uuid, 'PUBLIC', 'I' || "n", 'Indicator ' || "n", '{}', 'PROGRAM', '[]' from generate_series(1, ${indicators}::int) as "n"`);
    await execute(sql`insert into "indicator_version" ("id", "ecosystem_id", "visibility", "indicator_id", "number", "status", "definition", "kind", "counting_unit", "unit", "multiplier",
        "direction", "aggregation_across_organizations", "aggregation_over_time", "denominator_over_time", "denominator_over_categories", "frequency", "crossings")
      select md5('v' || "n")::uuid, ${ecosystem}::uuid, 'PUBLIC', md5('i' || "n")::uuid, 1, 'ADOPTED', 'Made up', "k"."kind", 'EVENTS', '{"scheme":"unit","code":"u","label":"U","uri":null}',
        1, 'INCREASE', "k"."way", "k"."way", "k"."denominator", case when "k"."denominator" is null then null else 'SPLIT' end, 'QUARTER', '[]'
      from generate_series(1, ${indicators}::int) as "n", lateral (select
        case "n" % 10 when 0 then 'MEAN' when 1 then 'RATIO' when 2 then 'RATIO' else 'COUNT' end as "kind",
        case "n" % 10 when 0 then 'WEIGHTED_MEAN' when 1 then 'RATIO' when 2 then 'RATIO' else 'SUM' end as "way",
        case "n" % 10 when 1 then 'SUM' when 2 then 'SUM' end as "denominator") as "k"`);
    await execute(sql`insert into "dimension" ("id", "ecosystem_id", "visibility", "indicator_version_id", "code", "label", "order", "exclusive", "exhaustive")
      select md5('d' || "n")::uuid, ${ecosystem}::uuid, 'PUBLIC', md5('v' || "n")::uuid, 'sex', 'Sex', 0, true, true from generate_series(2, ${indicators}::int, 2) as "n"`);
    await execute(sql`insert into "category" ("id", "ecosystem_id", "dimension_id", "code", "label", "order")
      select md5("c" || "n")::uuid, ${ecosystem}::uuid, md5('d' || "n")::uuid, "c", "c", 0 from generate_series(2, ${indicators}::int, 2) as "n", unnest(array['F', 'M']) as "c"`);
    await execute(sql`insert into "breakdown" ("id", "ecosystem_id", "indicator_version_id", "category_ids", "dimension_ids")
      select "n" * 3 + "b", ${ecosystem}::uuid, md5('v' || "n")::uuid,
        case "b" when 0 then '{}' when 1 then array[md5('F' || "n")::uuid] else array[md5('M' || "n")::uuid] end,
        case "b" when 0 then '{}' else array[md5('d' || "n")::uuid] end
      from generate_series(1, ${indicators}::int) as "n", generate_series(0, 2) as "b" where "b" = 0 or "n" % 2 = 0`);
    await execute(sql`insert into "release" ("id", "ecosystem_id", "visibility", "indicator_version_id", "period", "period_start", "period_end",
      "released_at", "released_on", "released_by", "threshold", "reporters")
      select md5('r' || "n" || '/' || "q")::uuid, ${ecosystem}::uuid, 'PUBLIC', md5('v' || "n")::uuid, extract(year from "first")::text || '-Q' || extract(quarter from "first")::text,
        "first", "first" + interval '3 months' - interval '1 day', now(), current_date, 'operator', 10, jsonb_build_object('', ${reporters}::int)
      from generate_series(1, ${indicators}::int) as "n", generate_series(0, ${quarters - 1}::int) as "q",
        lateral (select (date '2020-01-01' + "q" * interval '3 months')::date as "first") as "p"`);
    for (let first = 1; first <= indicators; first += 100) {
      await execute(sql`insert into "released_cell" ("release_id", "ordinal", "ecosystem_id", "breakdown_id", "value", "numerator", "denominator",
        "base", "status", "organization_id", "scope", "suppressed")
      select md5('r' || "n" || '/' || "q")::uuid, "o" * 3 + "b", ${ecosystem}::uuid, "n" * 3 + "b",
        case when "m"."status" = 'MISSING' then null when "n" % 10 < 3 then round(("m"."many" / 100.0), 2) else "m"."many" end,
        case when "m"."status" <> 'MISSING' and "n" % 10 < 3 then "m"."many" end, case when "m"."status" <> 'MISSING' and "n" % 10 < 3 then 100 end,
        null, "m"."status", md5('o' || (1 + ("n" * 7 + "o") % ${organizations}::int))::uuid, 'ORGANIZATION', false
      from generate_series(${first}::int, least(${first}::int + 99, ${indicators}::int)) as "n", generate_series(0, ${quarters - 1}::int) as "q",
      generate_series(1, ${reporters}::int) as "o", generate_series(0, 2) as "b",
        lateral (select (hashint4("n" * 1000003 + "q" * 10007 + "o" * 31 + "b") & 1023) as "many", case when ("n" + "q" + "o") % 50 = 0 then 'MISSING'
        when ("n" + "q" + "o") % 50 = 1 then 'ESTIMATED' else 'OBSERVED' end as "status") as "m"
      where "b" = 0 or "n" % 2 = 0 order by "n", "q", "o", "b"`);
      await execute(sql`insert into "released_row" ("release_id", "reporter_id", "place_key", "ecosystem_id", "digest", "summed")
        select "r"."id", md5('o' || (1 + ("r"."n" * 7 + "o") % ${organizations}::int))::uuid, '', ${ecosystem}::uuid, 'made up', true
        from ${releasesOf(first, indicators)} as "r", generate_series(1, ${reporters}::int) as "o"`);
      // The planner needs statistics on the new rows to compute the sums.
      await execute(sql`analyze public."released_cell", public."released_row"`);
      const { rows: releases } = await sql<{
        id: string;
      }>`select "r"."id" from ${releasesOf(first, indicators)} as "r"`.execute(connection);
      const unit = { rows: async <Row>(statement: RawBuilder<Row>) => (await statement.execute(connection)).rows };
      await writeSums(
        unit,
        releases.map(({ id }) => id),
      );
    }
    await execute(sql`analyze`);
    await execute(sql`reset statement_timeout`);
    await execute(sql`set session_replication_role = default`);
  });
  const { rows: counted } = await sql<{ cells: number }>`select count(*) as "cells" from "released_cell"`.execute(
    kysely,
  );
  const { rows } = await sql<{ id: string }>`select "id" from "indicator" order by "id"`.execute(kysely);
  return { cells: counted[0]?.cells ?? 0, ids: rows.map(({ id }) => id) };
}

/** The releases of a hundred indicators, beginning with the indicator `first`, with the number of the indicator. */
function releasesOf(first: number, indicators: number): RawBuilder<unknown> {
  return sql`(select "n", md5('r' || "n" || '/' || "q")::uuid as "id"
    from generate_series(${first}::int, least(${first}::int + 99, ${indicators}::int)) as "n", generate_series(0, ${quarters - 1}::int) as "q")`;
}

const sums = sql`count(*), sum("t"."value"), sum("t"."numerator"), sum("t"."denominator"), sum("t"."base")`;

/**
 * Adds up the released cells of these indicators with a plain `GROUP BY`, without status, visibility, suppression or other
 * rules. Returns the number of groups.
 */
export async function sumReleasedCells(database: Database, ids: readonly string[]): Promise<number> {
  const { rows } = await sql`select "t"."release_id", "t"."breakdown_id", ${sums}
    from "released_cell" as "t" where "t"."release_id" in (select "r"."id" from "release" as "r" join "indicator_version" as "v" on "v"."id" = "r"."indicator_version_id"
      where "v"."indicator_id" = any(${ids}::uuid[]) and "r"."replaced_at" is null) group by 1, 2`.execute(
    database.kysely(),
  );
  return rows.length;
}

/** Like {@link sumReleasedCells} for all releases, in one statement. */
export function sumAllReleasedCells(database: Database): Promise<number> {
  return database
    .kysely()
    .connection()
    .execute(async (connection) => {
      await sql`set statement_timeout = 0`.execute(connection);
      const grouped = sql`select "t"."release_id", "t"."breakdown_id", ${sums} from "released_cell" as "t" group by 1, 2`;
      const { rows } = await grouped.execute(connection);
      await sql`reset statement_timeout`.execute(connection);
      return rows.length;
    });
}
