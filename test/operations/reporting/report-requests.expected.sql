select
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."slug" as "slug",
  "t"."name" as "name",
  "t"."purpose" as "purpose",
  "t"."kind" as "kind",
  "t"."place" as "place",
  "t"."population_served" as "populationServed",
  "t"."started_on" as "startedOn",
  "t"."phase" as "phase",
  "t"."time_zone" as "timeZone",
  "t"."school_year_start" as "schoolYearStart",
  "t"."fiscal_year_start" as "fiscalYearStart",
  "t"."disclosure_threshold" as "disclosureThreshold",
  "t"."hides_zeros" as "hidesZeros",
  "t"."default_visibility" as "defaultVisibility",
  "t"."authority" as "authority"
from
  "ecosystem" as "t"
where
  "t"."slug" = any ($1::text[])
  and true;

select
  "k"."parent",
  "p".*
from
  unnest(array[$1]::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."created_at" as "createdAt",
      "t"."updated_at" as "updatedAt",
      "t"."version" as "version",
      "t"."visibility" as "visibility",
      "t"."source_uri" as "sourceUri",
      "t"."ecosystem_id" as "ecosystemId",
      "t"."indicator_version_ids" as "indicatorVersionIds",
      "t"."period" as "period",
      "t"."opens_on" as "opensOn",
      "t"."due_on" as "dueOn",
      "t"."note" as "note",
      "t"."closed_on" as "closedOn"
    from
      "report_request" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and true
    order by
      "t"."due_on" asc,
      "t"."id" asc
    limit
      21
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "report_request" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and true
  ) as "count"
from
  unnest(array[$1]::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";

select
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."indicator_id" as "indicatorId",
  "t"."number" as "number",
  "t"."status" as "status",
  "t"."adopted_on" as "adoptedOn",
  "t"."retired_on" as "retiredOn",
  "t"."definition" as "definition",
  "t"."inclusion_rule" as "inclusionRule",
  "t"."collection_method" as "collectionMethod",
  "t"."kind" as "kind",
  "t"."counting_unit" as "countingUnit",
  "t"."unit" as "unit",
  "t"."multiplier" as "multiplier",
  "t"."direction" as "direction",
  "t"."tolerance" as "tolerance",
  "t"."effective_from" as "effectiveFrom",
  "t"."comparability" as "comparability",
  "t"."comparability_note" as "comparabilityNote",
  "t"."aggregation_across_organizations" as "aggregationAcrossOrganizations",
  "t"."aggregation_over_time" as "aggregationOverTime",
  "t"."denominator_over_time" as "denominatorOverTime",
  "t"."denominator_over_categories" as "denominatorOverCategories",
  "t"."frequency" as "frequency",
  "t"."crossings" as "crossings"
from
  "indicator_version" as "t"
where
  "t"."id" = any ($1::uuid[])
  and true;

select
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."slug" as "slug",
  "t"."name" as "name",
  "t"."purpose" as "purpose",
  "t"."kind" as "kind",
  "t"."place" as "place",
  "t"."population_served" as "populationServed",
  "t"."started_on" as "startedOn",
  "t"."phase" as "phase",
  "t"."time_zone" as "timeZone",
  "t"."school_year_start" as "schoolYearStart",
  "t"."fiscal_year_start" as "fiscalYearStart",
  "t"."disclosure_threshold" as "disclosureThreshold",
  "t"."hides_zeros" as "hidesZeros",
  "t"."default_visibility" as "defaultVisibility",
  "t"."authority" as "authority"
from
  "ecosystem" as "t"
where
  "t"."id" = any (array[$1]::uuid[])
  and true;

select
  "k"."parent",
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."indicator_version_id" as "indicatorVersionId",
  "t"."from_period" as "fromPeriod",
  "t"."from_day" as "fromDay",
  "t"."opens_after" as "opensAfter",
  "t"."due_after" as "dueAfter",
  "t"."grace" as "grace",
  "t"."reminder" as "reminder",
  "t"."releases_to" as "releasesTo"
from
  unnest($1::uuid[]) as "k" ("parent")
  inner join "reporting_calendar" as "t" on "t"."indicator_version_id" = "k"."parent"
  and true
order by
  "t"."from_day" asc,
  "t"."id" asc;

select
  "a"."indicator_version_id" as "indicatorVersionId",
  "a"."organization_id" as "organizationId",
  "a"."starts_on" as "from",
  "a"."ends_on" as "until"
from
  "adoption" as "a"
where
  "a"."indicator_version_id" = any ($1::uuid[])
  and true
union all
select
  "r"."indicator_version_id" as "indicatorVersionId",
  "r"."organization_id" as "organizationId",
  min("r"."period_end") + 1 as "from",
  null::date as "until"
from
  "indicator_report" as "r"
where
  "r"."indicator_version_id" = any ($2::uuid[])
  and "r"."organization_id" is not null
  and "r"."status" in ('SUBMITTED', 'VERIFIED')
  and not exists (
    select
      "a"."id"
    from
      "adoption" as "a"
    where
      "a"."indicator_version_id" = "r"."indicator_version_id"
  )
group by
  "r"."indicator_version_id",
  "r"."organization_id"
order by
  "indicatorVersionId",
  "from",
  "organizationId";

select
  "t"."indicator_version_id" as "indicatorVersionId",
  "t"."period",
  "t"."organization_id" as "organizationId",
  "t"."status"
from
  (
    select distinct
      split_part("key", ' ', 1)::uuid as "version_id",
      split_part("key", ' ', 2) as "period"
    from
      unnest($1::text[]) as "key"
  ) as "k"
  inner join "indicator_report" as "t" on "t"."indicator_version_id" = "k"."version_id"
  and "t"."period" = "k"."period"
  and true
order by
  "t"."id";

select distinct
  on ("k"."version_id", "k"."period") "k"."version_id" as "versionId",
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."indicator_version_ids" as "indicatorVersionIds",
  "t"."period" as "period",
  "t"."opens_on" as "opensOn",
  "t"."due_on" as "dueOn",
  "t"."note" as "note",
  "t"."closed_on" as "closedOn"
from
  (
    select distinct
      split_part("key", ' ', 1)::uuid as "version_id",
      split_part("key", ' ', 2) as "period"
    from
      unnest($1::text[]) as "key"
  ) as "k"
  inner join "report_request" as "t" on "t"."period" = "k"."period"
  and "k"."version_id" = any ("t"."indicator_version_ids")
  and "t"."visibility" <> 'RESTRICTED'
  and true
order by
  "k"."version_id",
  "k"."period",
  "t"."due_on" desc,
  "t"."id";

select
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."name" as "name",
  "t"."legal_name" as "legalName",
  "t"."identifiers" as "identifiers",
  "t"."stakeholder_groups" as "stakeholderGroups",
  "t"."url" as "url",
  "t"."place" as "place",
  "t"."service_areas" as "serviceAreas",
  "t"."joined_on" as "joinedOn",
  "t"."left_on" as "leftOn",
  "t"."engagement" as "engagement",
  "t"."legal_entity" as "legalEntity"
from
  "organization" as "t"
where
  "t"."id" = any ($1::uuid[])
  and true;
