import type { Sql } from './sql.ts';

/** The role of PostGraphile with row policies. Row policies do not apply to the superuser, as which the other servers connect. */
export const policyRole = 'peers_anonymous';

/** The setting in which PostGraphile states the ecosystem that a caller may change. */
export const changeableSetting = 'peers.ecosystem';

/** The schema of functions, which is the second one that PostGraphile serves. */
export const peerSchema = 'peers';

/** Tables of records with a visibility. */
const records = [
  ...['organization', 'common_agenda', 'goal', 'goal_contribution', 'activity'],
  ...['indicator', 'indicator_version', 'dimension', 'release'],
];

interface Place {
  /** The id of the indicator, as SQL. */
  indicator: string;
  /** The code of the dimension, as SQL. */
  dimension: string;
}

const currentReleases = ({ indicator }: Pick<Place, 'indicator'>) =>
  `"indicator_version" as "v" join "release" as "r" on "v"."indicator_id" = ${indicator} and "r"."indicator_version_id" = "v"."id" and "r"."replaced_at" is null`;

const categoryOf = ({ dimension }: Place) =>
  `join "breakdown" as "b" on "b"."id" = "s"."breakdown_id" and cardinality("b"."category_ids") = 1
    join "category" as "c" on "c"."id" = "b"."category_ids"[1]
    join "dimension" as "d" on "d"."id" = "c"."dimension_id" and "d"."code" = ${dimension}`;

/** The figures that an ecosystem reported itself, by category. */
export function seriesOf(place: Place): string {
  return `select "r"."period", "c"."code", "s"."value", "s"."status" from ${currentReleases(place)}
    join "released_cell" as "s" on "s"."release_id" = "r"."id" and "s"."scope" = 'ECOSYSTEM' ${categoryOf(place)}
    order by "r"."period_start", "c"."order", "c"."code"`;
}

/** The sums of organizations by category. Like the product, the other servers read the sums that a release stores. */
export function rollUpOf(place: Place): string {
  return `select "r"."period", "c"."code", "s"."sum", "s"."values" from ${currentReleases(place)}
    join "released_sum" as "s" on "s"."release_id" = "r"."id" and "s"."scope" = 'ORGANIZATION' ${categoryOf(place)}
    order by "r"."period_start", "c"."order", "c"."code"`;
}

/** Creates the functions that PostGraphile needs for questions beyond tables, and row policies. The product uses none of this. */
export async function createPeerObjects(sql: Sql, url: string): Promise<void> {
  await sql(`create schema "${peerSchema}"`);
  for (const statement of functions) await sql(statement);
  const { password } = new URL(url);
  await sql(`create role "${policyRole}" login password '${password}'`);
  await sql(`grant usage on schema "public", "${peerSchema}" to "${policyRole}"`);
  await sql(`grant select, insert, update on all tables in schema "public" to "${policyRole}"`);
  await sql(`grant usage on all sequences in schema "public" to "${policyRole}"`);
  for (const [table, condition] of Object.entries(policies)) {
    await sql(`alter table "${table}" enable row level security`);
    await sql(`create policy "peers_read" on "${table}" for select using (${condition})`);
  }
  await sql(`create policy "peers_create" on "organization" for insert
    with check ("ecosystem_id" = nullif(current_setting('${changeableSetting}', true), '')::uuid)`);
}

const isPublic = `not "is_voided" and "visibility" = 'PUBLIC' and "ecosystem_id" in (select "e"."id" from "ecosystem" as "e")`;

/** What the product shows to everyone. A subquery sees only the rows that the policies of its own tables show. */
const policies: Record<string, string> = {
  ecosystem: `not "is_voided" and "visibility" = 'PUBLIC'`,
  ...Object.fromEntries(records.map((table) => [table, isPublic])),
  category: `exists (select from "dimension" as "d" where "d"."id" = "dimension_id")`,
  breakdown: `not exists (select from unnest("dimension_ids") as "u" ("id") where not exists (select from "dimension" as "d" where "d"."id" = "u"."id"))`,
  released_cell: `not "is_voided" and exists (select from "release" as "r" where "r"."id" = "release_id")
    and ("organization_id" is null or exists (select from "organization" as "o" where "o"."id" = "organization_id"))
    and exists (select from "breakdown" as "b" where "b"."id" = "breakdown_id")`,
  released_sum: `not "is_voided" and exists (select from "release" as "r" where "r"."id" = "release_id")
    and exists (select from "breakdown" as "b" where "b"."id" = "breakdown_id")`,
};

const functions = [
  `create function "peers"."ecosystem_organizations_of_group"("e" "ecosystem", "code" text) returns setof "organization" language sql stable as $$
    select * from "organization" as "o"
    where "o"."ecosystem_id" = "e"."id" and "o"."stakeholder_groups" @> jsonb_build_array(jsonb_build_object('scheme', 'stakeholder-group', 'code', "code"))
    order by "o"."name", "o"."id" $$`,
  `create function "peers"."goal_indicators"("g" "goal") returns setof "indicator" language sql stable as $$
    select * from "indicator" as "i" where "i"."goal_ids" @> array["g"."id"] order by "i"."code", "i"."id" $$`,
  `create function "peers"."indicator_current_releases"("i" "indicator") returns setof "release" language sql stable as $$
    select "r".* from ${currentReleases({ indicator: '"i"."id"' })} order by "r"."period_start", "r"."id" $$`,
  `create type "peers"."point" as ("period" text, "category" text, "value" numeric, "status" text)`,
  `create function "peers"."indicator_series"("i" "indicator", "dimension" text) returns setof "peers"."point" language sql stable as $$
    ${seriesOf({ indicator: '"i"."id"', dimension: '"dimension"' })} $$`,
  `create type "peers"."figure" as ("period" text, "category" text, "value" numeric, "figures" integer)`,
  `create function "peers"."indicator_roll_up"("i" "indicator", "dimension" text) returns setof "peers"."figure" language sql stable as $$
    ${rollUpOf({ indicator: '"i"."id"', dimension: '"dimension"' })} $$`,
  // The product makes its ids itself.
  `alter table "organization" alter column "id" set default gen_random_uuid()`,
  // By default, PostGraphile filters and orders by the first column of an index only.
  `comment on column "common_agenda"."status" is '@behavior +attribute:filterBy'`,
  `comment on column "goal"."order" is '@behavior +attribute:orderBy'`,
  // Released cells have no foreign key to their release.
  `comment on table "released_cell" is E'@foreignKey (release_id) references release (id)\\n@foreignKey (organization_id) references organization (id)'`,
];
