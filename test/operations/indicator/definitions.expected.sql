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
  and (
    "t"."visibility" in ('PUBLIC')
    and exists (
      select
      from
        "ecosystem" as "shown"
      where
        "shown"."id" = "t"."ecosystem_id"
        and "shown"."visibility" in ('PUBLIC')
    )
  );

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
      "t"."code" as "code",
      "t"."name" as "name",
      "t"."goal_ids" as "goalIds",
      "t"."level" as "level",
      "t"."sensitivity" as "sensitivity",
      "t"."defined_by_id" as "definedById",
      "t"."identifiers" as "identifiers"
    from
      "indicator" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and (
        "t"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "t"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
    order by
      "t"."code" asc,
      "t"."id" asc
    limit
      3
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "indicator" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and (
        "t"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "t"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
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
  "t"."indicator_id" = any ($1::uuid[])
  and "t"."status" = 'ADOPTED'
  and (
    "t"."visibility" in ('PUBLIC')
    and exists (
      select
      from
        "ecosystem" as "shown"
      where
        "shown"."id" = "t"."ecosystem_id"
        and "shown"."visibility" in ('PUBLIC')
    )
  );

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
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
      "t"."indicator_id" = "k"."parent"
      and (
        "t"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "t"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
    order by
      "t"."number" desc
    limit
      2
  ) as "p";

select
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."code" as "code",
  "t"."name" as "name",
  "t"."goal_ids" as "goalIds",
  "t"."level" as "level",
  "t"."sensitivity" as "sensitivity",
  "t"."defined_by_id" as "definedById",
  "t"."identifiers" as "identifiers"
from
  "indicator" as "t"
where
  "t"."id" = any ($1::uuid[])
  and (
    "t"."visibility" in ('PUBLIC')
    and exists (
      select
      from
        "ecosystem" as "shown"
      where
        "shown"."id" = "t"."ecosystem_id"
        and "shown"."visibility" in ('PUBLIC')
    )
  );

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
  "t"."code" as "code",
  "t"."label" as "label",
  "t"."order" as "order",
  "t"."exclusive" as "exclusive",
  "t"."exhaustive" as "exhaustive"
from
  unnest($1::uuid[]) as "k" ("parent")
  inner join "dimension" as "t" on "t"."indicator_version_id" = "k"."parent"
  and (
    "t"."visibility" in ('PUBLIC')
    and exists (
      select
      from
        "ecosystem" as "shown"
      where
        "shown"."id" = "t"."ecosystem_id"
        and "shown"."visibility" in ('PUBLIC')
    )
  )
order by
  "t"."order" asc,
  "t"."code" asc;

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."created_at" as "createdAt",
      "t"."updated_at" as "updatedAt",
      "t"."version" as "version",
      "t"."visibility" as "visibility",
      "t"."source_uri" as "sourceUri",
      "t"."ecosystem_id" as "ecosystemId",
      "t"."indicator_version_id" as "indicatorVersionId",
      "t"."breakdown_id" as "breakdownId",
      "t"."period" as "period",
      "t"."period_start" as "periodStart",
      "t"."value" as "value",
      "t"."disparity" as "disparity"
    from
      "baseline" as "t"
    where
      "t"."indicator_version_id" = "k"."parent"
      and (
        "t"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "t"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
    order by
      "t"."period_start" asc,
      "t"."id" asc
    limit
      6
  ) as "p";

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."created_at" as "createdAt",
      "t"."updated_at" as "updatedAt",
      "t"."version" as "version",
      "t"."visibility" as "visibility",
      "t"."source_uri" as "sourceUri",
      "t"."ecosystem_id" as "ecosystemId",
      "t"."indicator_version_id" as "indicatorVersionId",
      "t"."breakdown_id" as "breakdownId",
      "t"."period" as "period",
      "t"."period_start" as "periodStart",
      "t"."value" as "value",
      "t"."disparity" as "disparity",
      "t"."minimum_coverage" as "minimumCoverage"
    from
      "target" as "t"
    where
      "t"."indicator_version_id" = "k"."parent"
      and (
        "t"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "t"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
    order by
      "t"."period_start" asc,
      "t"."id" asc
    limit
      6
  ) as "p";

select
  "t"."dimension_id" as "dimensionId",
  "t"."code",
  "t"."label",
  "t"."order",
  "p"."code" as "parent",
  "t"."uri"
from
  "category" as "t"
  left join "category" as "p" on "p"."id" = "t"."parent_id"
where
  "t"."dimension_id" = any (array[$1]::uuid[])
order by
  "t"."order",
  "t"."code";

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
  "t"."id" = any (array[$1]::uuid[])
  and (
    "t"."visibility" in ('PUBLIC')
    and exists (
      select
      from
        "ecosystem" as "shown"
      where
        "shown"."id" = "t"."ecosystem_id"
        and "shown"."visibility" in ('PUBLIC')
    )
  );
