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
      and "t"."code" = $2
    order by
      "t"."code" asc,
      "t"."id" asc
    limit
      21
  ) as "p";

with
  "point" as (
    select
      "k"."parent",
      "p".*
    from
      unnest(array[$1]::uuid[]) as "k" ("parent")
      cross join lateral (
        select
          "r"."id" as "releaseId",
          "v"."id" as "indicatorVersionId",
          "v"."number",
          "v"."kind",
          "v"."counting_unit" as "countingUnit",
          "r"."period",
          "r"."period_start" as "periodStart",
          "r"."period_end" as "periodEnd",
          "t"."ordinal",
          "t"."breakdown_id" as "breakdownId",
          "t"."organization_id" as "organizationId",
          "t"."place",
          "t"."scope",
          "t"."value",
          "t"."numerator",
          "t"."denominator",
          "t"."base",
          "t"."standard_error" as "standardError",
          "t"."lower_bound" as "lowerBound",
          "t"."upper_bound" as "upperBound",
          "t"."status",
          "t"."suppressed"
        from
          "indicator_version" as "v"
          join "release" as "r" on "r"."indicator_version_id" = "v"."id"
          and "r"."replaced_at" is null
          join "released_cell" as "t" on "t"."release_id" = "r"."id"
          and "t"."scope" <> 'AGGREGATE'
        where
          "v"."indicator_id" = "k"."parent"
          and (
            "r"."visibility" in ('PUBLIC')
            and exists (
              select
              from
                "ecosystem" as "shown"
              where
                "shown"."id" = "r"."ecosystem_id"
                and "shown"."visibility" in ('PUBLIC')
            )
          )
          and true
          and "r"."period_start" >= $2::date
          and coalesce(
            "t"."breakdown_id" in (
              select
                "b"."id"
              from
                "breakdown" as "b"
              where
                "b"."indicator_version_id" in (
                  select
                    "y"."id"
                  from
                    "indicator_version" as "y"
                  where
                    "y"."indicator_id" = any (array[$3]::uuid[])
                )
                and (
                  select
                    count(*)
                  from
                    "dimension" as "d"
                  where
                    "d"."id" = any ("b"."dimension_ids")
                    and (
                      "d"."visibility" in ('PUBLIC')
                      and exists (
                        select
                        from
                          "ecosystem" as "shown"
                        where
                          "shown"."id" = "d"."ecosystem_id"
                          and "shown"."visibility" in ('PUBLIC')
                      )
                    )
                ) = cardinality("b"."dimension_ids")
            ),
            false
          )
          and (
            "t"."organization_id" is null
            or coalesce(
              (
                select
                  (
                    "o"."visibility" in ('PUBLIC')
                    and exists (
                      select
                      from
                        "ecosystem" as "shown"
                      where
                        "shown"."id" = "o"."ecosystem_id"
                        and "shown"."visibility" in ('PUBLIC')
                    )
                  )
                from
                  "organization" as "o"
                where
                  "o"."id" = "t"."organization_id"
              ),
              false
            )
          )
          and coalesce(
            "t"."breakdown_id" in (
              select
                "b"."id"
              from
                "breakdown" as "b"
              where
                "b"."indicator_version_id" in (
                  select
                    "y"."id"
                  from
                    "indicator_version" as "y"
                  where
                    "y"."indicator_id" = any (array[$4]::uuid[])
                )
                and cardinality("b"."dimension_ids") = $5
                and true
            ),
            false
          )
        order by
          "r"."period_start",
          "r"."period_end" desc,
          "v"."number",
          "t"."ordinal"
        limit
          $6
      ) as "p"
    limit
      $7
  ),
  "combination" as materialized (
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
  "n"."parent",
  "n"."spans",
  "v"."id",
  "v"."ecosystem_id" as "ecosystemId",
  "v"."kind",
  "v"."counting_unit" as "countingUnit",
  "v"."unit",
  "v"."multiplier",
  "v"."aggregation_across_organizations" as "aggregationAcrossOrganizations",
  "v"."aggregation_over_time" as "aggregationOverTime",
  "v"."denominator_over_time" as "denominatorOverTime",
  "v"."denominator_over_categories" as "denominatorOverCategories",
  "w"."number",
  "w"."status",
  "w"."comparability",
  "w"."comparability_note" as "comparabilityNote",
  "w"."direction",
  coalesce(
    (
      select
        jsonb_agg(
          jsonb_build_object(
            'code',
            "d"."code",
            'label',
            "d"."label",
            'exclusive',
            "d"."exclusive",
            'exhaustive',
            "d"."exhaustive",
            'categories',
            coalesce(
              (
                select
                  jsonb_agg(
                    jsonb_build_object('code', "c"."code", 'label', "c"."label", 'parent', "p"."code")
                    order by
                      "c"."order",
                      "c"."code"
                  )
                from
                  "category" as "c"
                  left join "category" as "p" on "p"."id" = "c"."parent_id"
                where
                  "c"."dimension_id" = "d"."id"
              ),
              '[]'::jsonb
            )
          )
          order by
            "d"."order",
            "d"."code"
        )
      from
        "dimension" as "d"
      where
        "d"."indicator_version_id" = "v"."id"
        and (
          "d"."visibility" in ('PUBLIC')
          and exists (
            select
            from
              "ecosystem" as "shown"
            where
              "shown"."id" = "d"."ecosystem_id"
              and "shown"."visibility" in ('PUBLIC')
          )
        )
    ),
    '[]'::jsonb
  ) as "dimensions",
  coalesce(
    (
      select
        jsonb_agg(
          jsonb_build_object(
            'id',
            "b"."id",
            'categories',
            (
              select
                coalesce(jsonb_agg(jsonb_build_object('dimension', "d"."code", 'category', "g"."code")), '[]'::jsonb)
              from
                unnest("b"."category_ids") as "u" ("id")
                join "category" as "g" on "g"."id" = "u"."id"
                join "dimension" as "d" on "d"."id" = "g"."dimension_id"
            )
          )
          order by
            "b"."id"
        )
      from
        "breakdown" as "b"
      where
        "b"."indicator_version_id" = "v"."id"
        and (
          select
            count(*)
          from
            "dimension" as "d"
          where
            "d"."id" = any ("b"."dimension_ids")
            and (
              "d"."visibility" in ('PUBLIC')
              and exists (
                select
                from
                  "ecosystem" as "shown"
                where
                  "shown"."id" = "d"."ecosystem_id"
                  and "shown"."visibility" in ('PUBLIC')
              )
            )
        ) = cardinality("b"."dimension_ids")
    ),
    '[]'::jsonb
  ) as "combinations",
  jsonb_build_object('schoolYearStart', "e"."school_year_start", 'fiscalYearStart', "e"."fiscal_year_start") as "years"
from
  (
    select
      "v"."indicator_id" as "parent",
      "v"."id",
      "v"."id" as "standsFor",
      null::jsonb as "spans"
    from
      "indicator_version" as "v"
    where
      "v"."indicator_id" = any (array[$1]::uuid[])
    union all
    select
      "v"."indicator_id" as "parent",
      "a"."local_version_id" as "id",
      "v"."id" as "standsFor",
      jsonb_agg(
        jsonb_build_object('from', greatest("a"."starts_on", "n"."starts_on"), 'until', least("a"."ends_on", "n"."ends_on"))
      ) as "spans"
    from
      "indicator_version" as "v"
      inner join "network_adoption" as "a" on "a"."network_version_id" = "v"."id"
      and "a"."network_version_id" = any (
        array(
          select
            "x"."id"
          from
            "indicator_version" as "x"
          where
            "x"."indicator_id" = any (array[$2]::uuid[])
        )
      )
      and "a"."ecosystem_id" = "a"."adopter_id"
      and (
        "a"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "a"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
      inner join "network_adoption" as "n" on "n"."network_version_id" = "v"."id"
      and "n"."adopter_id" = "a"."adopter_id"
      and "n"."ecosystem_id" <> "n"."adopter_id"
      and (
        "n"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "n"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
    where
      "v"."indicator_id" = any (array[$3]::uuid[])
      and (
        "v"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "v"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
    group by
      "v"."indicator_id",
      "a"."local_version_id",
      "v"."id"
  ) as "n"
  inner join "indicator_version" as "v" on "v"."id" = "n"."id"
  inner join "indicator_version" as "w" on "w"."id" = "n"."standsFor"
  inner join "ecosystem" as "e" on "e"."id" = "v"."ecosystem_id"
order by
  "n"."parent",
  "w"."number",
  "n"."spans" is not null,
  "v"."id";

select
  "r"."id",
  "r"."indicator_version_id" as "indicatorVersionId",
  "r"."ecosystem_id" as "ecosystemId",
  "r"."period",
  "r"."period_start" as "periodStart",
  "r"."period_end" as "periodEnd",
  "s".*,
  exists (
    select
    from
      "released_row" as "w"
    where
      "w"."release_id" = "r"."id"
      and "w"."reporter_id" <> "r"."ecosystem_id"
      and "w"."reporter_id" not in (
        select
          "o"."id"
        from
          "organization" as "o"
        where
          "o"."ecosystem_id" = any (array[$1]::uuid[])
          and (
            "o"."visibility" in ('PUBLIC')
            and exists (
              select
              from
                "ecosystem" as "shown"
              where
                "shown"."id" = "o"."ecosystem_id"
                and "shown"."visibility" in ('PUBLIC')
            )
          )
      )
  ) as "hasHiddenReporters",
  "a"."expected",
  "a"."absent",
  coalesce(
    "r"."reporters",
    (
      select
        case
          when count(*) filter (
            where
              "w"."place_key" <> ''
          ) = 0 then jsonb_build_object('', count(*))
          else (
            select
              jsonb_object_agg("p"."place_key", "p"."rows")
            from
              (
                select
                  "w"."place_key",
                  count(*) as "rows"
                from
                  "released_row" as "w"
                where
                  "w"."release_id" = "r"."id"
                  and "w"."reporter_id" <> "r"."ecosystem_id"
                group by
                  1
              ) as "p"
          )
        end
      from
        "released_row" as "w"
      where
        "w"."release_id" = "r"."id"
        and "w"."reporter_id" <> "r"."ecosystem_id"
    )
  ) as "reporters"
from
  "release" as "r"
  cross join lateral (
    select
      count(*) > 0 as "hasSums",
      coalesce(bool_or("s"."place" is not null), false) as "hasSumsByPlace",
      coalesce(bool_or("s"."scope" = 'EXCLUDED'), false) as "hasExcludedReporters"
    from
      "released_sum" as "s"
    where
      "s"."release_id" = "r"."id"
  ) as "s"
  left join lateral (
    select
      count(*) as "expected",
      case
        when exists (
          select
          from
            "released_row" as "w"
          where
            "w"."release_id" = "r"."id"
        ) then count(*) filter (
          where
            not (
              exists (
                select
                from
                  "released_row" as "w"
                where
                  "w"."release_id" = "r"."id"
                  and "w"."reporter_id" = "a"."organization_id"
              )
              or exists (
                select
                from
                  "release" as "q"
                where
                  "q"."indicator_version_id" in (
                    select
                      "y"."id"
                    from
                      "indicator_version" as "x"
                      join "indicator_version" as "y" on "y"."indicator_id" = "x"."indicator_id"
                    where
                      "x"."id" = "r"."indicator_version_id"
                  )
                  and "q"."period" = "r"."period"
                  and "q"."replaced_at" is null
                  and (
                    "q"."visibility" in ('PUBLIC')
                    and exists (
                      select
                      from
                        "ecosystem" as "shown"
                      where
                        "shown"."id" = "q"."ecosystem_id"
                        and "shown"."visibility" in ('PUBLIC')
                    )
                  )
                  and exists (
                    select
                    from
                      "released_row" as "w"
                    where
                      "w"."release_id" = "q"."id"
                      and "w"."reporter_id" = "a"."organization_id"
                  )
              )
            )
        )
      end as "absent"
    from
      "adoption" as "a"
    where
      "a"."indicator_version_id" = "r"."indicator_version_id"
      and "a"."starts_on" <= "r"."period_end"
      and (
        "a"."ends_on" is null
        or "a"."ends_on" >= "r"."period_end"
      )
      and (
        "a"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "a"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
  ) as "a" on "a"."expected" > 0
where
  "r"."indicator_version_id" = any (array[$2]::uuid[])
  and "r"."replaced_at" is null
  and "r"."withdrawn_at" is null
  and (
    "r"."visibility" in ('PUBLIC')
    and exists (
      select
      from
        "ecosystem" as "shown"
      where
        "shown"."id" = "r"."ecosystem_id"
        and "shown"."visibility" in ('PUBLIC')
    )
  )
  and true
  and "r"."period_start" >= $3::date;

select
  "s"."release_id" as "releaseId",
  "s"."breakdown_id" as "breakdownId",
  "s"."scope",
  "s"."place",
  "s"."cells" as "cells",
  "s"."values" as "values",
  "s"."sum" as "sum",
  "s"."bases" as "bases",
  "s"."base" as "base",
  "s"."estimated" as "estimated",
  "s"."provisional" as "provisional",
  "s"."missing" as "missing",
  "s"."not_applicable" as "notApplicable",
  "s"."suppressed_at_source" as "suppressedAtSource",
  "s"."suppressed" as "suppressed",
  "s"."parts" as "parts",
  "s"."derived" as "derived",
  "s"."numerator" as "numerator",
  "s"."numerator_span" as "numeratorSpan",
  "s"."denominator" as "denominator",
  "s"."suppressed_denominators" as "suppressedDenominators",
  "s"."bounded" as "bounded",
  "s"."without_lowest" as "withoutLowest",
  "s"."without_highest" as "withoutHighest",
  "s"."lowest" as "lowest",
  "s"."highest" as "highest",
  "s"."bounded_bases" as "boundedBases",
  "s"."bounded_base" as "boundedBase",
  "s"."base_without_highest" as "baseWithoutHighest",
  "s"."weighted_lowest" as "weightedLowest",
  "s"."weighted_highest" as "weightedHighest"
from
  "released_sum" as "s"
where
  "s"."release_id" = any ($1::uuid[])
  and "s"."breakdown_id" = any ($2::int[])
limit
  $3;

select
  "v"."indicator_id" as "parent",
  "a"."adopter_id" as "ecosystemId",
  not (
    (
      "v"."visibility" in ('PUBLIC')
      and exists (
        select
        from
          "ecosystem" as "shown"
        where
          "shown"."id" = "v"."ecosystem_id"
          and "shown"."visibility" in ('PUBLIC')
      )
    )
    and (
      "a"."visibility" in ('PUBLIC')
      and exists (
        select
        from
          "ecosystem" as "shown"
        where
          "shown"."id" = "a"."ecosystem_id"
          and "shown"."visibility" in ('PUBLIC')
      )
    )
    and (
      "n"."visibility" in ('PUBLIC')
      and exists (
        select
        from
          "ecosystem" as "shown"
        where
          "shown"."id" = "n"."ecosystem_id"
          and "shown"."visibility" in ('PUBLIC')
      )
    )
  ) as "isClosed",
  jsonb_agg(
    jsonb_build_object('from', greatest("a"."starts_on", "n"."starts_on"), 'until', least("a"."ends_on", "n"."ends_on"))
  ) as "spans"
from
  "indicator_version" as "v"
  inner join "network_adoption" as "a" on "a"."network_version_id" = "v"."id"
  and "a"."network_version_id" = any (
    array(
      select
        "x"."id"
      from
        "indicator_version" as "x"
      where
        "x"."indicator_id" = any (array[$1]::uuid[])
    )
  )
  and "a"."ecosystem_id" = "a"."adopter_id"
  inner join "network_adoption" as "n" on "n"."network_version_id" = "v"."id"
  and "n"."adopter_id" = "a"."adopter_id"
  and "n"."ecosystem_id" <> "n"."adopter_id"
where
  "v"."indicator_id" = any (array[$2]::uuid[])
group by
  "parent",
  "ecosystemId",
  "isClosed"
order by
  "parent",
  "ecosystemId",
  "isClosed";
