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
      and true
    order by
      "t"."code" asc,
      "t"."id" asc
    limit
      21
  ) as "p";

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
      "t"."name" as "name",
      "t"."kind" as "kind",
      "t"."breakdown_id" as "breakdownId",
      "t"."least" as "least",
      "t"."most" as "most",
      "t"."largest_change" as "largestChange",
      "t"."change_by" as "changeBy",
      "t"."other_version_id" as "otherVersionId",
      "t"."blocks" as "blocks"
    from
      "data_quality_rule" as "t"
    where
      "t"."indicator_version_id" = "k"."parent"
      and true
    order by
      "t"."name" asc,
      "t"."id" asc
    limit
      21
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
      "t"."organization_id" as "organizationId",
      "t"."place" as "place",
      "t"."reporter_id" as "reporterId",
      "t"."place_key" as "placeKey",
      "t"."period" as "period",
      "t"."period_start" as "periodStart",
      "t"."period_end" as "periodEnd",
      "t"."status" as "status",
      "t"."method_note" as "methodNote",
      "t"."source" as "source",
      "t"."narrative" as "narrative"
    from
      "indicator_report" as "t"
    where
      "t"."indicator_version_id" in (
        select
          "v"."id"
        from
          "indicator_version" as "v"
        where
          "v"."indicator_id" = "k"."parent"
      )
      and true
      and true
      and "t"."period_start" >= $2::date
    order by
      "t"."period_start" asc,
      "t"."id" asc
    limit
      21
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "data_quality_rule" as "t"
    where
      "t"."indicator_version_id" = "k"."parent"
      and true
  ) as "count"
from
  unnest($1::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";

select
  "b"."id",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'dimension',
            jsonb_build_object('code', "d"."code", 'label', "d"."label"),
            'code',
            "g"."code",
            'label',
            "g"."label"
          )
          order by
            "d"."order",
            "d"."code"
        ),
        '[]'::jsonb
      )
    from
      unnest("b"."category_ids") as "u" ("id")
      join "category" as "g" on "g"."id" = "u"."id"
      join "dimension" as "d" on "d"."id" = "g"."dimension_id"
  ) as "categories"
from
  "breakdown" as "b"
where
  "b"."id" = any ($1::int[])
  and (
    select
      count(*)
    from
      "dimension" as "d"
    where
      "d"."id" = any ("b"."dimension_ids")
      and true
  ) = cardinality("b"."dimension_ids");

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
  and true;

select
  "t"."id" as "id",
  "t"."name" as "name"
from
  "organization" as "t"
where
  "t"."id" = any ($1::uuid[])
  and true;

select
  "k"."parent",
  "t"."report_id" as "reportId",
  "t"."breakdown_id" as "breakdownId",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."value" as "value",
  "t"."numerator" as "numerator",
  "t"."denominator" as "denominator",
  "t"."base" as "base",
  "t"."standard_error" as "standardError",
  "t"."lower_bound" as "lowerBound",
  "t"."upper_bound" as "upperBound",
  "t"."status" as "status"
from
  unnest($1::uuid[]) as "k" ("parent")
  inner join "cell" as "t" on (
    "t"."report_id" = "k"."parent"
    and coalesce(
      (
        select
          "b"."category_ids" = '{}'
        from
          "breakdown" as "b"
        where
          "b"."id" = "t"."breakdown_id"
      ),
      false
    )
  )
order by
  "t"."breakdown_id" asc;

select
  "s"."key",
  "q"."id" as "ruleId",
  "q"."name",
  "q"."kind",
  (
    select
      coalesce(jsonb_agg(jsonb_build_object('dimension', "d"."code", 'category', "g"."code")), '[]'::jsonb)
    from
      unnest("b"."category_ids") as "u" ("id")
      join "category" as "g" on "g"."id" = "u"."id"
      join "dimension" as "d" on "d"."id" = "g"."dimension_id"
  ) as "categories",
  "q"."least",
  "q"."most",
  "q"."largest_change" as "largestChange",
  "q"."change_by" as "changeBy",
  "q"."other_version_id" as "otherVersionId",
  "q"."blocks",
  json_build_array(trim_scale("c"."value")::text, trim_scale("c"."lower_bound")::text, trim_scale("c"."upper_bound")::text) as "stored",
  json_build_array(trim_scale("p"."value")::text, trim_scale("p"."lower_bound")::text, trim_scale("p"."upper_bound")::text) as "before",
  "p"."period_start" as "beforeStart",
  json_build_array(trim_scale("o"."value")::text, trim_scale("o"."lower_bound")::text, trim_scale("o"."upper_bound")::text) as "other"
from
  (
    select
      "r"."id"::text as "key",
      "r"."id" as "report_id",
      "r"."indicator_version_id" as "version_id",
      "r"."reporter_id",
      "r"."place_key",
      "r"."period",
      "r"."period_start"
    from
      "indicator_report" as "r"
    where
      "r"."id" = any ($1::uuid[])
  ) as "s"
  join "data_quality_rule" as "q" on "q"."indicator_version_id" = "s"."version_id"
  and true
  join "breakdown" as "b" on "b"."id" = "q"."breakdown_id"
  left join "cell" as "c" on "c"."report_id" = "s"."report_id"
  and "c"."breakdown_id" = "q"."breakdown_id"
  left join lateral (
    select
      "l"."period_start",
      "e"."value",
      "e"."lower_bound",
      "e"."upper_bound"
    from
      (
        select
          "r"."id",
          "r"."period_start"
        from
          "indicator_report" as "r"
        where
          "q"."kind" = 'CHANGE'
          and "r"."indicator_version_id" = "s"."version_id"
          and "r"."period_end" < "s"."period_start"
          and "r"."reporter_id" = "s"."reporter_id"
          and "r"."place_key" = "s"."place_key"
          and "r"."status" in ('SUBMITTED', 'VERIFIED')
        order by
          "r"."period_start" desc
        limit
          1
      ) as "l"
      left join "cell" as "e" on "e"."report_id" = "l"."id"
      and "e"."breakdown_id" = "q"."breakdown_id"
  ) as "p" on true
  left join lateral (
    select
      "e"."value",
      "e"."lower_bound",
      "e"."upper_bound"
    from
      "indicator_report" as "r"
      join "cell" as "e" on "e"."report_id" = "r"."id"
      join "breakdown" as "w" on "w"."id" = "e"."breakdown_id"
      and "w"."category_ids" = '{}'
    where
      "r"."indicator_version_id" = "q"."other_version_id"
      and "r"."period" = "s"."period"
      and "r"."reporter_id" = "s"."reporter_id"
      and "r"."place_key" = "s"."place_key"
      and "r"."status" in ('SUBMITTED', 'VERIFIED')
  ) as "o" on true
order by
  "s"."key",
  "q"."name";

select
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."indicator_version_id" as "indicatorVersionId",
  "t"."name" as "name",
  "t"."kind" as "kind",
  "t"."breakdown_id" as "breakdownId",
  "t"."least" as "least",
  "t"."most" as "most",
  "t"."largest_change" as "largestChange",
  "t"."change_by" as "changeBy",
  "t"."other_version_id" as "otherVersionId",
  "t"."blocks" as "blocks"
from
  "data_quality_rule" as "t"
where
  "t"."id" = any (array[$1]::uuid[])
  and true;
