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
  "t"."authority" as "authority"
from
  "ecosystem" as "t"
where
  "t"."slug" = any ($1::text[])
  and (
    "t"."visibility" in ('PUBLIC')
    and "t"."ecosystem_id" in (
      select
        "e"."id"
      from
        "ecosystem" as "e"
      where
        "e"."visibility" in ('PUBLIC')
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
        and "t"."ecosystem_id" in (
          select
            "e"."id"
          from
            "ecosystem" as "e"
          where
            "e"."visibility" in ('PUBLIC')
        )
      )
    order by
      "t"."code" asc,
      "t"."id" asc
    limit
      $2
  ) as "p";

with
  "point" as (
    select
      "k"."parent",
      "p".*
    from
      unnest($1::uuid[]) as "k" ("parent")
      cross join lateral (
        select
          "r"."id" as "releaseId",
          "v"."id" as "indicatorVersionId",
          "v"."number",
          "r"."period",
          "r"."period_start" as "periodStart",
          "r"."period_end" as "periodEnd",
          "t"."ordinal",
          "t"."breakdown_id" as "breakdownId",
          "t"."organization_id" as "organizationId",
          "t"."place",
          "t"."scope",
          "t"."reason",
          "t"."value",
          "t"."numerator",
          "t"."denominator",
          "t"."base",
          "t"."standard_error" as "standardError",
          "t"."status",
          "t"."suppressed"
        from
          "indicator_version" as "v"
          join "release" as "r" on "r"."indicator_version_id" = "v"."id"
          and "r"."replaced_at" is null
          join "released_cell" as "t" on "t"."release_id" = "r"."id"
        where
          "v"."indicator_id" = "k"."parent"
          and (
            "r"."visibility" in ('PUBLIC')
            and "r"."ecosystem_id" in (
              select
                "e"."id"
              from
                "ecosystem" as "e"
              where
                "e"."visibility" in ('PUBLIC')
            )
          )
          and true
          and not exists (
            select
            from
              "breakdown" as "b"
              join "dimension" as "d" on "d"."id" = any ("b"."dimension_ids")
            where
              "b"."id" = "t"."breakdown_id"
              and not (
                (
                  "d"."visibility" in ('PUBLIC')
                  and "d"."ecosystem_id" in (
                    select
                      "e"."id"
                    from
                      "ecosystem" as "e"
                    where
                      "e"."visibility" in ('PUBLIC')
                  )
                )
              )
          )
          and (
            "t"."organization_id" is null
            or exists (
              select
              from
                "organization" as "o"
              where
                "o"."id" = "t"."organization_id"
                and (
                  "o"."visibility" in ('PUBLIC')
                  and "o"."ecosystem_id" in (
                    select
                      "e"."id"
                    from
                      "ecosystem" as "e"
                    where
                      "e"."visibility" in ('PUBLIC')
                  )
                )
            )
          )
          and exists (
            select
            from
              "breakdown" as "b"
            where
              "b"."id" = "t"."breakdown_id"
              and cardinality("b"."dimension_ids") = $2
              and true
          )
        order by
          "r"."period_start",
          "r"."period_end" desc,
          "v"."number",
          "t"."ordinal"
        limit
          $3
      ) as "p"
    limit
      $4
  ),
  "combination" as (
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
          "category" as "g"
          join "dimension" as "d" on "d"."id" = "g"."dimension_id"
        where
          "g"."id" = any ("b"."category_ids")
      ) as "categories"
    from
      "breakdown" as "b"
    where
      "b"."id" in (
        select
          "point"."breakdownId"
        from
          "point"
      )
  )
select
  "point".*,
  "combination"."categories"
from
  "point"
  join "combination" on "combination"."id" = "point"."breakdownId"
order by
  "periodStart",
  "periodEnd" desc,
  "number",
  "ordinal";

select
  "v"."indicator_id" as "parent",
  "v"."number",
  "v"."status",
  "v"."kind",
  "v"."counting_unit" as "countingUnit",
  "v"."unit",
  "v"."multiplier",
  "v"."comparability",
  "v"."comparability_note" as "comparabilityNote"
from
  "indicator_version" as "v"
where
  "v"."indicator_id" = any ($1::uuid[])
order by
  "v"."number";

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
  "t"."joined_on" as "joinedOn",
  "t"."left_on" as "leftOn",
  "t"."engagement" as "engagement",
  "t"."legal_entity" as "legalEntity"
from
  "organization" as "t"
where
  "t"."id" = any ($1::uuid[])
  and (
    "t"."visibility" in ('PUBLIC')
    and "t"."ecosystem_id" in (
      select
        "e"."id"
      from
        "ecosystem" as "e"
      where
        "e"."visibility" in ('PUBLIC')
    )
  );

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
  and (
    "t"."visibility" in ('PUBLIC')
    and "t"."ecosystem_id" in (
      select
        "e"."id"
      from
        "ecosystem" as "e"
      where
        "e"."visibility" in ('PUBLIC')
    )
  );

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
  "t"."joined_on" as "joinedOn",
  "t"."left_on" as "leftOn",
  "t"."engagement" as "engagement",
  "t"."legal_entity" as "legalEntity"
from
  "organization" as "t"
where
  "t"."id" = any ($1::uuid[])
  and (
    "t"."visibility" in ('PUBLIC')
    and "t"."ecosystem_id" in (
      select
        "e"."id"
      from
        "ecosystem" as "e"
      where
        "e"."visibility" in ('PUBLIC')
    )
  );

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
  and (
    "t"."visibility" in ('PUBLIC')
    and "t"."ecosystem_id" in (
      select
        "e"."id"
      from
        "ecosystem" as "e"
      where
        "e"."visibility" in ('PUBLIC')
    )
  );
