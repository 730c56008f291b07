import { newUuid } from '@collective-impact/sdk';
import type { Database } from '@collective-impact/store';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { Random } from '../disclosure/support/random.ts';
import { makePeople, makeShares } from './people.ts';

/** How many linked sets to make up, and of what size: how many categories each dimension has. */
export interface SetSize {
  sets: number;
  organizations: number;
  categories: readonly number[];
}

/** A version and period whose verified reports are made up; `reports` by organization. UUIDs. */
export interface MadeSet {
  indicatorVersionId: string;
  period: string;
  reports: string[];
}

const years = 10;

/**
 * Makes up verified reports of people, set by set, in an ecosystem of their own: each organization says a total, and how
 * many of it are in each category. A third of the numbers or so are small. Ten years of each version are a set each.
 */
export async function makeReportedSets(database: Database, size: SetSize): Promise<MadeSet[]> {
  const ecosystem = newUuid();
  const random = new Random(1);
  const organizations = Array.from({ length: size.organizations }, newUuid);
  const versions = Array.from({ length: Math.ceil(size.sets / years) }, newUuid);
  await database
    .kysely()
    .connection()
    .execute(async (connection) => {
      const step = (statement: RawBuilder<unknown>) => statement.execute(connection);
      // Neither feed nor audit, nor a look at every reference: only the rows matter here.
      await step(sql`set session_replication_role = replica`);
      await step(sql`insert into "ecosystem" ("id", "ecosystem_id", "visibility", "slug", "name", "kind", "school_year_start", "fiscal_year_start", "disclosure_threshold", "hides_zeros")
        values (${ecosystem}::uuid, ${ecosystem}::uuid, 'PUBLIC', ${`made-up-${ecosystem}`}, 'Made up', 'LOCAL', '09-01', '01-01', 10, false)`);
      await step(sql`insert into "organization" ("id", "ecosystem_id", "visibility", "name", "identifiers", "stakeholder_groups", "legal_body")
        select "id", ${ecosystem}::uuid, 'PUBLIC', 'Partner ' || "n", '[]', '[]', true from unnest(${organizations}::uuid[]) with ordinality as "o"("id", "n")`);
      await step(sql`insert into "indicator" ("id", "ecosystem_id", "visibility", "code", "name", "goal_ids", "level", "identifiers")
        select "id", ${ecosystem}::uuid, 'PUBLIC', 'I' || "n", 'Indicator ' || "n", '{}', 'ACTIVITY', '[]' from unnest(${versions}::uuid[]) with ordinality as "v"("id", "n")`);
      await step(sql`insert into "indicator_version" ("id", "ecosystem_id", "visibility", "indicator_id", "number", "status", "definition", "kind", "counts", "unit", "multiplier",
          "direction", "over_organizations", "over_time", "frequency")
        select "id", ${ecosystem}::uuid, 'PUBLIC', "id", 1, 'ADOPTED', 'Made up', 'COUNT', 'PEOPLE', '{"scheme":"unit","code":"people","label":"People","uri":null}',
          1, 'INCREASE', 'SUM', 'NONE', 'YEAR' from unnest(${versions}::uuid[]) as "v"("id")`);
      await step(sql`insert into "dimension" ("id", "ecosystem_id", "visibility", "indicator_version_id", "code", "label", "order", "exclusive", "exhaustive")
        select md5('d' || "v"."id" || "n")::uuid, ${ecosystem}::uuid, 'PUBLIC', "v"."id", 'd' || "n", 'Dimension', "n", true, true
        from unnest(${versions}::uuid[]) as "v"("id"), generate_series(1, ${size.categories.length}::int) as "n"`);
      await step(sql`insert into "category" ("id", "ecosystem_id", "dimension_id", "code", "label", "order")
        select md5("d"."id" || '/' || "k")::uuid, ${ecosystem}::uuid, "d"."id", 'c' || "k", 'Category', "k"
        from "dimension" as "d", generate_series(1, (${size.categories}::int[])["d"."order"]) as "k" where "d"."ecosystem_id" = ${ecosystem}::uuid`);
      await step(sql`insert into "breakdown" ("ecosystem_id", "indicator_version_id", "category_ids", "dimension_ids")
        select ${ecosystem}::uuid, "v"."id", '{}', '{}' from unnest(${versions}::uuid[]) as "v"("id")`);
      await step(sql`insert into "breakdown" ("ecosystem_id", "indicator_version_id", "category_ids", "dimension_ids")
        select ${ecosystem}::uuid, "d"."indicator_version_id", array["c"."id"], array["d"."id"] from "category" as "c" join "dimension" as "d" on "d"."id" = "c"."dimension_id"
        where "d"."ecosystem_id" = ${ecosystem}::uuid order by "d"."indicator_version_id", "d"."order", "c"."order"`);
      for (const version of versions)
        await makeReports(connection, { ecosystem, version, organizations, size, random });
      // Not of the tables that are filled next: they would be planned for as empty.
      await step(sql`analyze "organization", "dimension", "category", "breakdown", "indicator_report", "cell"`);
      await step(sql`set session_replication_role = default`);
    });
  const { rows } =
    await sql<MadeSet>`select "indicator_version_id" as "indicatorVersionId", "period", array_agg("id") as "reports"
    from "indicator_report" where "ecosystem_id" = ${ecosystem}::uuid group by 1, 2 order by 1, 2 limit ${size.sets}`.execute(
      database.kysely(),
    );
  return rows;
}

/** The reports of a version for all years: the total of each, then category by category, as the breakdowns are numbered. */
async function makeReports(
  connection: Kysely<unknown>,
  made: { ecosystem: string; version: string; organizations: readonly string[]; size: SetSize; random: Random },
): Promise<void> {
  const { ecosystem, version, organizations, size, random } = made;
  const reports = Array.from({ length: years }, (_, year) => {
    const shares = makeShares(random, size.categories);
    return organizations.map((organization) => {
      const { total, parts } = makePeople(random, shares);
      return { id: newUuid(), organization, period: String(2010 + year), values: [total, ...parts.flat()] };
    });
  }).flat();
  const given = sql`jsonb_to_recordset(${JSON.stringify(reports)}::jsonb) as "r"("id" uuid, "organization" uuid, "period" text, "values" numeric[])`;
  await sql`insert into "indicator_report" ("id", "ecosystem_id", "visibility", "indicator_version_id", "organization_id", "reporter_id", "place_key", "period", "period_start", "period_end", "status")
    select "id", ${ecosystem}::uuid, 'RESTRICTED', ${version}::uuid, "organization", "organization", '', "period", ("period" || '-01-01')::date, ("period" || '-12-31')::date, 'VERIFIED'
    from ${given}`.execute(connection);
  await sql`insert into "cell" ("report_id", "breakdown_id", "ecosystem_id", "value", "status")
    select "r"."id", "b"."id", ${ecosystem}::uuid, "r"."values"["b"."number"], 'OBSERVED' from ${given}
    cross join (select "id", row_number() over (order by "id") as "number" from "breakdown" where "indicator_version_id" = ${version}::uuid) as "b"`.execute(
    connection,
  );
}
