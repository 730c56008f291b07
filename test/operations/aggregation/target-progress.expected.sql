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
  "t"."frequency" as "frequency"
from
  "indicator_version" as "t"
where
  "t"."indicator_id" = any ($1::uuid[])
  and "t"."status" = 'ADOPTED'
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
      "t"."indicator_version_id" as "indicatorVersionId",
      "t"."breakdown_id" as "breakdownId",
      "t"."period" as "period",
      "t"."period_start" as "periodStart",
      "t"."value" as "value"
    from
      "target" as "t"
    where
      "t"."indicator_version_id" = "k"."parent"
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
      "t"."period_start" asc,
      "t"."id" asc
    limit
      $2
  ) as "p";

select
  "g"."id",
  "v"."direction",
  "v"."tolerance",
  "e"."school_year_start" as "schoolYearStart",
  "e"."fiscal_year_start" as "fiscalYearStart",
  (
    select
      jsonb_build_object('id', "t"."id", 'period', "t"."period", 'value', "t"."value"::text)
    from
      "baseline" as "t"
    where
      "t"."indicator_version_id" = "g"."indicator_version_id"
      and "t"."breakdown_id" = "g"."breakdown_id"
      and "t"."period_start" < "g"."period_start"
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
    order by
      "t"."period_start" desc,
      "t"."id"
    limit
      1
  ) as "baseline",
  (
    select
      jsonb_build_object(
        'releaseId',
        "r"."id",
        'period',
        "r"."period",
        'value',
        case
          when "t"."organization_id" is null
          and "t"."place" is null then "t"."value"::text
        end,
        'status',
        case
          when "t"."organization_id" is null
          and "t"."place" is null then "t"."status"
          else (
            select
              case
                when bool_and(
                  "s"."status" = 'NOT_APPLICABLE'
                  and not "s"."suppressed"
                ) then 'NOT_APPLICABLE'
                when bool_and(
                  "s"."status" = 'SUPPRESSED_AT_SOURCE'
                  and not "s"."suppressed"
                ) then 'SUPPRESSED_AT_SOURCE'
                else 'MISSING'
              end
            from
              "released_cell" as "s"
            where
              "s"."release_id" = "r"."id"
              and "s"."breakdown_id" = "t"."breakdown_id"
          )
        end,
        'suppressed',
        "t"."organization_id" is null
        and "t"."place" is null
        and "t"."suppressed",
        'isOfPartsOnly',
        not (
          "t"."organization_id" is null
          and "t"."place" is null
        )
      )
    from
      "release" as "r"
      join "released_cell" as "t" on "t"."release_id" = "r"."id"
    where
      "r"."indicator_version_id" = "g"."indicator_version_id"
      and "t"."breakdown_id" = "g"."breakdown_id"
      and "r"."replaced_at" is null
      and "r"."period_end" <= $1::date
      and "r"."period_start" <= "g"."period_start"
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
    order by
      "r"."period_start" desc,
      "r"."period_end" desc,
      "t"."organization_id" is null
      and "t"."place" is null desc,
      "t"."ordinal"
    limit
      1
  ) as "latest",
  (
    select
      nullif("o"."number", "v"."number")
    from
      "indicator_version" as "o"
      join "release" as "r" on "r"."indicator_version_id" = "o"."id"
    where
      "o"."indicator_id" = "v"."indicator_id"
      and "r"."replaced_at" is null
      and "r"."period_end" <= $2::date
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
    order by
      "r"."period_start" desc,
      "o"."id" = "v"."id" desc,
      "o"."number" desc
    limit
      1
  ) as "otherVersion"
from
  "target" as "g"
  join "indicator_version" as "v" on "v"."id" = "g"."indicator_version_id"
  join "ecosystem" as "e" on "e"."id" = "g"."ecosystem_id"
where
  "g"."id" = any ($3::uuid[])
  and (
    "v"."visibility" in ('PUBLIC')
    and "v"."ecosystem_id" in (
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
  "t"."indicator_version_id" as "indicatorVersionId",
  "t"."breakdown_id" as "breakdownId",
  "t"."period" as "period",
  "t"."period_start" as "periodStart",
  "t"."value" as "value"
from
  "baseline" as "t"
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
  "t"."indicator_version_id" as "indicatorVersionId",
  "t"."period" as "period",
  "t"."period_start" as "periodStart",
  "t"."period_end" as "periodEnd",
  "t"."released_at" as "releasedAt",
  "t"."released_by" as "releasedBy",
  "t"."threshold" as "threshold",
  "t"."replaced_at" as "replacedAt",
  "t"."waiting" as "waiting",
  "t"."unprotected" as "unprotected",
  "t"."reporters" as "reporters"
from
  "release" as "t"
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
