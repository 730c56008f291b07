import { rollUpOf, seriesOf } from '../data/peer-objects.ts';

/** A question as one statement, which returns the answer as text. The variables are its parameters. */
export interface Statement {
  text: string;
  variables: readonly string[];
}

/** A connection of the rows of a subquery, which has a column `node`. */
const nodes = (rows: string) =>
  `json_build_object('nodes', (select coalesce(json_agg("x"."node"), '[]') from (${rows}) as "x"))`;

const ofEcosystem = (fields: string) => `
  select json_build_object('ecosystem', json_build_object('id', "e"."id", ${fields}))::text
  from "ecosystem" as "e" where "e"."slug" = $1`;

const ofIndicator = (fields: string) =>
  ofEcosystem(
    `'indicators', ${nodes(`
    select json_build_object('id', "i"."id", ${fields}) as "node"
    from "indicator" as "i" where "i"."ecosystem_id" = "e"."id" and "i"."code" = $2`)}`,
  );

const contributions = nodes(`
  select json_build_object('id', "c"."id", 'expectedEffect', "c"."expected_effect", 'activity',
    json_build_object('id', "a"."id", 'title', "a"."title", 'status', "a"."status", 'lead',
      json_build_object('id', "o"."id", 'name', "o"."name"))) as "node"
  from (select * from "goal_contribution" as "c" where "c"."goal_id" = "g"."id" order by "c"."id" limit 20) as "c"
  join "activity" as "a" on "a"."id" = "c"."activity_id" join "organization" as "o" on "o"."id" = "a"."lead_id"
  order by "c"."id"`);

const indicators = nodes(`
  select json_build_object('id', "i"."id", 'code', "i"."code", 'name', "i"."name") as "node"
  from "indicator" as "i" where "i"."goal_ids" @> array["g"."id"] order by "i"."code", "i"."id" limit 10`);

const goals = nodes(`
  select json_build_object('id', "g"."id", 'code', "g"."code", 'title', "g"."title",
    'goalContributions', ${contributions}, 'indicators', ${indicators}) as "node"
  from "goal" as "g" where "g"."common_agenda_id" = "k"."id" order by "g"."order", "g"."id" limit 10`);

const cells = nodes(`
  select json_build_object('value', "c"."value"::text, 'status', "c"."status", 'scope', "c"."scope", 'suppressed', "c"."suppressed",
    'organization', case when "o"."id" is not null then json_build_object('id', "o"."id", 'name', "o"."name") end) as "node"
  from (select * from "released_cell" as "c" where "c"."release_id" = "r"."id" order by "c"."ordinal" limit 50) as "c"
  left join "organization" as "o" on "o"."id" = "c"."organization_id"
  order by "c"."ordinal"`);

/** A list of the figures of a subquery with these columns. */
const figures = (of: string, { columns, rows }: { columns: string; rows: string }) =>
  `'${of}', (select coalesce(json_agg(json_build_object('period', "x"."period", 'value', "x"."value"::text,
    'categories', json_build_array(json_build_object('code', "x"."code")), ${columns})), '[]') from (${rows}) as "x")`;

/** The statements, by the name of the question. They read what the answer contains, and check nothing. */
export const statements: Record<string, Statement> = {
  flat: {
    variables: ['slug'],
    text: ofEcosystem(
      `'name', "e"."name", 'organizations', ${nodes(`
      select json_build_object('id', "o"."id", 'name', "o"."name", 'url', "o"."url", 'legalEntity', "o"."legal_entity",
        'joinedOn', "o"."joined_on", 'stakeholderGroups',
        (select json_agg(json_build_object('code', "u"."g" ->> 'code', 'label', "u"."g" ->> 'label') order by "u"."at")
          from jsonb_array_elements("o"."stakeholder_groups") with ordinality as "u" ("g", "at"))) as "node"
      from "organization" as "o" where "o"."ecosystem_id" = "e"."id" order by "o"."name", "o"."id" limit 20`)}`,
    ),
  },
  'deep page': {
    variables: ['after'],
    text: `select json_build_object('organizations', ${nodes(`
      select json_build_object('id', "o"."id", 'name', "o"."name") as "node" from "organization" as "o"
      where ("o"."name", "o"."id") > (select "l"."name", "l"."id" from "organization" as "l" where "l"."id" = $1)
      order by "o"."name", "o"."id" limit 20`)})::text`,
  },
  'filter + count': {
    variables: ['slug', 'group'],
    text: `with "found" as materialized (
        select "o"."id", "o"."name" from "organization" as "o" join "ecosystem" as "e" on "e"."id" = "o"."ecosystem_id" and "e"."slug" = $1
        where "o"."stakeholder_groups" @> jsonb_build_array(jsonb_build_object('scheme', 'stakeholder-group', 'code', $2::text)))
      ${ofEcosystem(`'organizations', json_build_object('totalCount', (select count(*) from "found"), 'nodes',
        (select coalesce(json_agg(json_build_object('id', "o"."id", 'name', "o"."name")), '[]')
          from (select * from "found" as "o" order by "o"."name", "o"."id" limit 20) as "o"))`)}`,
  },
  nested: {
    variables: ['slug'],
    text: ofEcosystem(`'name', "e"."name", 'agenda', (
      select json_build_object('id', "k"."id", 'vision', "k"."vision", 'goals', ${goals})
      from "common_agenda" as "k" where "k"."ecosystem_id" = "e"."id" and "k"."status" = 'RATIFIED')`),
  },
  observations: {
    variables: ['slug', 'code'],
    text: ofIndicator(
      `'name', "i"."name", 'releases', ${nodes(`
      select json_build_object('id', "r"."id", 'period', "r"."period", 'cells', ${cells}) as "node"
      from "indicator_version" as "v" join "release" as "r" on "r"."indicator_version_id" = "v"."id" and "r"."replaced_at" is null
      where "v"."indicator_id" = "i"."id" order by "r"."period_start", "r"."id" limit 2`)}`,
    ),
  },
  series: {
    variables: ['slug', 'code', 'dimension'],
    text: ofIndicator(
      figures('series', {
        columns: `'status', "x"."status"`,
        rows: seriesOf({ indicator: '"i"."id"', dimension: '$3' }),
      }),
    ),
  },
  'roll-up': {
    variables: ['slug', 'code', 'dimension'],
    text: ofIndicator(
      figures('rollUp', {
        columns: `'coverage', json_build_object('figuresIncluded', "x"."values")`,
        rows: rollUpOf({ indicator: '"i"."id"', dimension: '$3' }).replace('"s"."sum"', '"s"."sum" as "value"'),
      }),
    ),
  },
  mutation: {
    variables: ['ecosystemId', 'name'],
    text: `with "made" as (
        insert into "organization" ("id", "ecosystem_id", "name", "visibility", "identifiers", "stakeholder_groups", "service_areas", "legal_entity")
        values (gen_random_uuid(), $1, $2, 'PUBLIC', '[]', '[]', '[]', true) returning *)
      select json_build_object('createOrganization', json_build_object('organization',
        json_build_object('name', "name", 'legalEntity', "legal_entity"), 'userErrors', '[]'::json))::text from "made"`,
  },
};
