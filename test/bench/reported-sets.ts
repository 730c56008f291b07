import { newUuid } from '@collective-impact/sdk';
import type { Database } from '@collective-impact/store';
import { Random } from '../../packages/disclosure/src/testing/index.ts';
import { makePeople, makeShares } from './people.ts';

/** The number of linked sets to create, and their size. `categories` is the number of categories of each dimension. */
export interface SetSize {
  sets: number;
  organizations: number;
  categories: readonly number[];
}

/** A version and period with made-up verified reports. `reports` has one UUID for each organization. */
export interface ReportedSet {
  indicatorVersionId: string;
  period: string;
  reports: string[];
}

const years = 10;

/**
 * Creates made-up verified reports of people in a new ecosystem. Each organization reports a total and the count of each
 * category. About a third of the counts are small. Each version has ten sets, one for each year.
 */
export async function makeReportedSets(database: Database, size: SetSize): Promise<ReportedSet[]> {
  const ecosystem = newUuid();
  const random = new Random(1);
  const organizations = Array.from({ length: size.organizations }, newUuid);
  const versions = Array.from({ length: Math.ceil(size.sets / years) }, newUuid);
  const given = { ecosystem, organizations: `{${organizations}}`, versions: `{${versions}}` };
  return database.orm.em.fork().transactional(async (em) => {
    const step: Step = (statement, values) => em.execute(...placed(statement, values));
    // Without the triggers of the change feed and audit log, and without foreign key checks: only the rows matter.
    await step(`set local session_replication_role = replica`, {});
    for (const statement of definitions) await step(statement, { ...given, categories: `{${size.categories}}` });
    for (const version of versions) await makeReports(step, { ecosystem, version, organizations, size, random });
    // Tables that are filled later are excluded. Otherwise the planner would treat them as empty.
    await step(`analyze "organization", "dimension", "category", "breakdown", "indicator_report", "cell"`, {});
    return em.execute<ReportedSet[]>(
      `select "indicator_version_id" as "indicatorVersionId", "period", array_agg("id") as "reports"
        from "indicator_report" where "ecosystem_id" = ? group by 1, 2 order by 1, 2 limit ?`,
      [ecosystem, size.sets],
    );
  });
}

/** Runs a statement whose values are named `:name`. */
type Step = (statement: string, values: Record<string, string>) => Promise<unknown>;

function placed(statement: string, values: Record<string, string>): [string, string[]] {
  const given: string[] = [];
  const text = statement.replaceAll(/(?<![:"]):([a-z]+)/g, (_, name: string) => {
    given.push(values[name] ?? '');
    return '?';
  });
  return [text, given];
}

const definitions = [
  `insert into "ecosystem" ("id", "ecosystem_id", "visibility", "slug", "name", "kind", "time_zone", "school_year_start", "fiscal_year_start", "disclosure_threshold", "hides_zeros")
        values (:ecosystem::uuid, :ecosystem::uuid, 'PUBLIC', 'made-up-' || :ecosystem::text, 'Made up', 'LOCAL', 'UTC', '09-01', '01-01', 10, false)`,
  `insert into "organization" ("id", "ecosystem_id", "visibility", "name", "identifiers", "stakeholder_groups", "service_areas", "legal_entity")
        select "id", :ecosystem::uuid, 'PUBLIC', 'Partner ' || "n", '[]', '[]', '[]', true from unnest(:organizations::uuid[]) with ordinality as "o"("id", "n")`,
  `insert into "indicator" ("id", "ecosystem_id", "visibility", "code", "name", "goal_ids", "level", "identifiers")
        select "id", :ecosystem::uuid, 'PUBLIC', 'I' || "n", 'Indicator ' || "n", '{}', 'PROGRAM', '[]' from unnest(:versions::uuid[]) with ordinality as "v"("id", "n")`,
  `insert into "indicator_version" ("id", "ecosystem_id", "visibility", "indicator_id", "number", "status", "definition", "kind", "counting_unit", "unit", "multiplier",
          "direction", "aggregation_across_organizations", "aggregation_over_time", "frequency")
        select "id", :ecosystem::uuid, 'PUBLIC', "id", 1, 'ADOPTED', 'Made up', 'COUNT', 'PEOPLE', '{"scheme":"unit","code":"people","label":"People","uri":null}',
          1, 'INCREASE', 'SUM', 'NONE', 'YEAR' from unnest(:versions::uuid[]) as "v"("id")`,
  `insert into "dimension" ("id", "ecosystem_id", "visibility", "indicator_version_id", "code", "label", "order", "exclusive", "exhaustive")
        select md5('d' || "v"."id" || "n")::uuid, :ecosystem::uuid, 'PUBLIC', "v"."id", 'd' || "n", 'Dimension', "n", true, true
        from unnest(:versions::uuid[]) as "v"("id"), generate_series(1, cardinality(:categories::int[])) as "n"`,
  `insert into "category" ("id", "ecosystem_id", "dimension_id", "code", "label", "order")
        select md5("d"."id" || '/' || "k")::uuid, :ecosystem::uuid, "d"."id", 'c' || "k", 'Category', "k"
        from "dimension" as "d", generate_series(1, (:categories::int[])["d"."order"]) as "k" where "d"."ecosystem_id" = :ecosystem::uuid`,
  `insert into "breakdown" ("ecosystem_id", "indicator_version_id", "category_ids", "dimension_ids")
        select :ecosystem::uuid, "v"."id", '{}', '{}' from unnest(:versions::uuid[]) as "v"("id")`,
  `insert into "breakdown" ("ecosystem_id", "indicator_version_id", "category_ids", "dimension_ids")
        select :ecosystem::uuid, "d"."indicator_version_id", array["c"."id"], array["d"."id"] from "category" as "c" join "dimension" as "d" on "d"."id" = "c"."dimension_id"
        where "d"."ecosystem_id" = :ecosystem::uuid order by "d"."indicator_version_id", "d"."order", "c"."order"`,
];

/** The reports of a version for all years: the total of each, then category by category, as the breakdowns are numbered. */
async function makeReports(
  step: Step,
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
  const given = { ecosystem, version, reports: JSON.stringify(reports) };
  const rows = `jsonb_to_recordset(:reports::jsonb) as "r"("id" uuid, "organization" uuid, "period" text, "values" numeric[])`;
  await step(
    `insert into "indicator_report" ("id", "ecosystem_id", "visibility", "indicator_version_id", "organization_id", "reporter_id", "place_key", "period", "period_start", "period_end", "status")
      select "id", :ecosystem::uuid, 'RESTRICTED', :version::uuid, "organization", "organization", '', "period", ("period" || '-01-01')::date, ("period" || '-12-31')::date, 'VERIFIED'
      from ${rows}`,
    given,
  );
  await step(
    `insert into "cell" ("report_id", "breakdown_id", "ecosystem_id", "value", "status")
      select "r"."id", "b"."id", :ecosystem::uuid, "r"."values"["b"."number"], 'OBSERVED' from ${rows}
      cross join (select "id", row_number() over (order by "id") as "number" from "breakdown" where "indicator_version_id" = :version::uuid) as "b"`,
    given,
  );
}
