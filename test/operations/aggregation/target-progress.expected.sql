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
      21
  ) as "p";

select
  "t"."id",
  "v"."indicator_id" as "indicatorId",
  "v"."number",
  "v"."direction",
  "v"."tolerance",
  "v"."frequency",
  "e"."school_year_start" as "schoolYearStart",
  "e"."fiscal_year_start" as "fiscalYearStart",
  case
    when coalesce(
      (
        select
          (
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
        from
          "breakdown" as "b"
        where
          "b"."id" = "t"."breakdown_id"
      ),
      false
    ) then (
      select
        (
          select
            coalesce(jsonb_agg(jsonb_build_object('dimension', "d"."code", 'category', "g"."code")), '[]'::jsonb)
          from
            unnest("c"."category_ids") as "u" ("id")
            join "category" as "g" on "g"."id" = "u"."id"
            join "dimension" as "d" on "d"."id" = "g"."dimension_id"
        ) as "categories"
      from
        "breakdown" as "c"
      where
        "c"."id" = "t"."breakdown_id"
    )
  end as "categories",
  (
    select
      jsonb_build_object('id', "g"."id", 'period', "g"."period", 'value', "g"."value"::text) as "baseline"
    from
      "baseline" as "g"
    where
      "g"."indicator_version_id" = "t"."indicator_version_id"
      and "g"."breakdown_id" = "t"."breakdown_id"
      and "g"."disparity" is not distinct from "t"."disparity"
      and "g"."period_start" < "t"."period_start"
      and (
        "g"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "g"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
      and coalesce(
        (
          select
            (
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
          from
            "breakdown" as "b"
          where
            "b"."id" = "t"."breakdown_id"
        ),
        false
      )
    order by
      "g"."period_start" desc,
      "g"."id"
    limit
      1
  ) as "baseline"
from
  "target" as "t"
  inner join "indicator_version" as "v" on "v"."id" = "t"."indicator_version_id"
  inner join "ecosystem" as "e" on "e"."id" = "t"."ecosystem_id"
where
  "t"."id" = any ($1::uuid[])
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
  );

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
      "v"."indicator_id" = any ($1::uuid[])
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
            "x"."indicator_id" = any ($2::uuid[])
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
      "v"."indicator_id" = any ($3::uuid[])
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
                  and (
                    "q"."released_on" <= $2::date
                    and (
                      "q"."replaced_at" is null
                      or not exists (
                        select
                        from
                          "release" as "later"
                        where
                          "later"."indicator_version_id" = "q"."indicator_version_id"
                          and "later"."period" = "q"."period"
                          and "later"."released_on" <= $3::date
                          and (coalesce("later"."replaced_at", 'infinity'), "later"."released_on", "later"."id") > (coalesce("q"."replaced_at", 'infinity'), "q"."released_on", "q"."id")
                      )
                    )
                  )
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
  "r"."indicator_version_id" = any ($4::uuid[])
  and (
    "r"."released_on" <= $5::date
    and (
      "r"."replaced_at" is null
      or not exists (
        select
        from
          "release" as "later"
        where
          "later"."indicator_version_id" = "r"."indicator_version_id"
          and "later"."period" = "r"."period"
          and "later"."released_on" <= $6::date
          and (coalesce("later"."replaced_at", 'infinity'), "later"."released_on", "later"."id") > (coalesce("r"."replaced_at", 'infinity'), "r"."released_on", "r"."id")
      )
    )
  )
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
  );

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
  "s"."least" as "least",
  "s"."greatest" as "greatest",
  "s"."parts" as "parts",
  "s"."derived" as "derived",
  "s"."numerator" as "numerator",
  "s"."numerator_span" as "numeratorSpan",
  "s"."denominator" as "denominator",
  "s"."suppressed_denominators" as "suppressedDenominators",
  "s"."weighted" as "weighted",
  "s"."bounded" as "bounded",
  "s"."without_lowest" as "withoutLowest",
  "s"."without_highest" as "withoutHighest",
  "s"."lowest" as "lowest",
  "s"."highest" as "highest",
  "s"."least_lowest" as "leastLowest",
  "s"."greatest_lowest" as "greatestLowest",
  "s"."least_highest" as "leastHighest",
  "s"."greatest_highest" as "greatestHighest",
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
        "x"."indicator_id" = any ($1::uuid[])
    )
  )
  and "a"."ecosystem_id" = "a"."adopter_id"
  inner join "network_adoption" as "n" on "n"."network_version_id" = "v"."id"
  and "n"."adopter_id" = "a"."adopter_id"
  and "n"."ecosystem_id" <> "n"."adopter_id"
where
  "v"."indicator_id" = any ($2::uuid[])
group by
  "parent",
  "ecosystemId",
  "isClosed"
order by
  "parent",
  "ecosystemId",
  "isClosed";

select
  "v"."indicator_id" as "parent",
  "v"."number",
  "v"."status",
  "v"."kind",
  coalesce(
    (
      select
        jsonb_agg(
          jsonb_build_object(
            'code',
            "d"."code",
            'categories',
            coalesce(
              (
                select
                  jsonb_agg(
                    jsonb_build_object('code', "g"."code")
                    order by
                      "g"."order",
                      "g"."code"
                  )
                from
                  "category" as "g"
                where
                  "g"."dimension_id" = "d"."id"
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
            'from',
            "e"."number",
            'dimension',
            "c"."dimension",
            'earlierDimension',
            "c"."earlier_dimension",
            'mappings',
            case
              when (
                "c"."visibility" in ('PUBLIC')
                and exists (
                  select
                  from
                    "ecosystem" as "shown"
                  where
                    "shown"."id" = "c"."ecosystem_id"
                    and "shown"."visibility" in ('PUBLIC')
                )
              ) then "c"."mappings"
            end
          )
          order by
            "e"."number",
            "c"."dimension"
        )
      from
        "crosswalk" as "c"
        join "indicator_version" as "e" on "e"."id" = "c"."earlier_version_id"
      where
        "c"."indicator_version_id" = "v"."id"
        and exists (
          select
          from
            "dimension" as "d"
          where
            "d"."indicator_version_id" = "c"."indicator_version_id"
            and "d"."code" = "c"."dimension"
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
        )
        and exists (
          select
          from
            "dimension" as "d"
          where
            "d"."indicator_version_id" = "c"."earlier_version_id"
            and "d"."code" = "c"."earlier_dimension"
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
        )
    ),
    '[]'::jsonb
  ) as "crosswalks"
from
  "indicator_version" as "v"
where
  "v"."indicator_id" = any (array[$1]::uuid[])
order by
  "v"."number";

with
  "k" as materialized (
    select
      ("n" - 1)::int as "ordinal",
      "p".*,
      "r"."period",
      "p"."uses_published"
      and exists (
        select
        from
          (
            select
              *
            from
              "released_cell"
            where
              "release_id" = any ($1::uuid[])
          ) as "t"
        where
          "t"."release_id" = "p"."release_id"
          and "t"."breakdown_id" = "p"."breakdown_id"
          and "t"."scope" = 'AGGREGATE'
      ) as "published"
    from
      unnest($2::jsonb[]) with ordinality as "u" ("j", "n")
      cross join lateral (
        select
          ("e" ->> 'releaseId')::uuid as "release_id",
          ("e" ->> 'breakdownId')::int as "breakdown_id",
          case
            when jsonb_typeof("e" -> 'places') = 'array' then array(
              select
                jsonb_array_elements_text("e" -> 'places')
            )
          end as "places",
          "e" -> 'addedUp' as "added_up",
          case
            when jsonb_typeof("e" -> 'ofPlace' -> 'expected') = 'array' then array(
              select
                jsonb_array_elements_text("e" -> 'ofPlace' -> 'expected')::uuid
            )
          end as "expected",
          "e" -> 'notApplicableTotals' as "not_applicable",
          ("e" ->> 'organizationId')::uuid as "organization_id",
          ("e" ->> 'isOfCategories')::boolean as "of_categories",
          ("e" ->> 'isTotal')::boolean as "total",
          ("e" ->> 'usesPublishedTotal')::boolean as "uses_published"
        from
          jsonb_array_elements("j") as "e"
      ) as "p"
      join (
        select
          *
        from
          "release"
        where
          "id" = any ($3::uuid[])
      ) as "r" on "r"."id" = "p"."release_id"
  ),
  "i" as (
    select
      "k"."ordinal",
      "k"."period",
      "t"."organization_id" as "id",
      "k"."published"
    from
      "k"
      join (
        select
          *
        from
          "released_cell"
        where
          "release_id" = any ($4::uuid[])
      ) as "t" on "t"."release_id" = "k"."release_id"
      and "t"."breakdown_id" = "k"."breakdown_id"
      and "t"."scope" = 'ORGANIZATION'
    where
      (
        "k"."places" is null
        or case
          when "t"."place" is null then ''
          else '[' || to_json("t"."place" ->> 'scheme')::text || ',' || to_json("t"."place" ->> 'code')::text || ']'
        end = any ("k"."places")
      )
      and (
        "k"."organization_id" is null
        or "t"."organization_id" = "k"."organization_id"
      )
      and (
        "t"."organization_id" is null
        or ("t"."release_id", "t"."organization_id") in (
          select
            "w"."release_id",
            "w"."reporter_id"
          from
            "released_row" as "w"
          where
            "w"."release_id" = any ($5::uuid[])
            and "w"."summed"
        )
        or "t"."release_id" not in (
          select
            "w"."release_id"
          from
            "released_row" as "w"
          where
            "w"."release_id" = any ($6::uuid[])
            and "w"."summed"
        )
      )
      and case
        when "t"."suppressed" then "k"."published"
        else "t"."status" in ('OBSERVED', 'ESTIMATED', 'PROVISIONAL')
      end
    union all
    select
      "k"."ordinal",
      "k"."period",
      "w"."reporter_id",
      true
    from
      "k"
      join (
        select
          *
        from
          "released_row"
        where
          "release_id" = any ($7::uuid[])
      ) as "w" on "w"."release_id" = "k"."release_id"
    where
      "k"."of_categories"
      and "w"."reporter_id" <> "w"."ecosystem_id"
      and (
        "k"."places" is null
        or "w"."place_key" = any ("k"."places")
      )
      and (
        "k"."organization_id" is null
        or "w"."reporter_id" = "k"."organization_id"
      )
    union all
    select
      "k"."ordinal",
      "k"."period",
      "w"."reporter_id",
      true
    from
      "k"
      join (
        select
          *
        from
          "released_row"
        where
          "release_id" = any ($8::uuid[])
      ) as "w" on "w"."release_id" = "k"."release_id"
    where
      "k"."published"
      and "k"."total"
      and "w"."summed"
      and "w"."reporter_id" <> "w"."ecosystem_id"
      and not exists (
        select
        from
          (
            select
              *
            from
              "released_cell"
            where
              "release_id" = any ($9::uuid[])
          ) as "t"
        where
          "t"."release_id" = "k"."release_id"
          and "t"."breakdown_id" = "k"."breakdown_id"
          and "t"."organization_id" = "w"."reporter_id"
      )
      and exists (
        select
        from
          (
            select
              *
            from
              "released_cell"
            where
              "release_id" = any ($10::uuid[])
          ) as "t"
        where
          "t"."release_id" = "k"."release_id"
          and "t"."organization_id" = "w"."reporter_id"
          and (
            "t"."suppressed"
            or "t"."status" in ('OBSERVED', 'ESTIMATED', 'PROVISIONAL')
          )
      )
  ),
  "x" as (
    select
      "k"."ordinal",
      "k"."period",
      "t"."organization_id" as "id"
    from
      "k"
      join (
        select
          *
        from
          "released_cell"
        where
          "release_id" = any ($11::uuid[])
      ) as "t" on "t"."release_id" = "k"."release_id"
      and "t"."breakdown_id" = "k"."breakdown_id"
      and "t"."scope" = 'ORGANIZATION'
    where
      (
        "k"."places" is null
        or case
          when "t"."place" is null then ''
          else '[' || to_json("t"."place" ->> 'scheme')::text || ',' || to_json("t"."place" ->> 'code')::text || ']'
        end = any ("k"."places")
      )
      and (
        "k"."organization_id" is null
        or "t"."organization_id" = "k"."organization_id"
      )
    group by
      1,
      2,
      3
    having
      bool_and(
        "t"."status" = 'NOT_APPLICABLE'
        and not "t"."suppressed"
      )
    union all
    select
      "k"."ordinal",
      "k"."period",
      jsonb_array_elements_text("k"."not_applicable")::uuid
    from
      "k"
  ),
  "all" as (
    select
      "i"."ordinal",
      "i"."period",
      "i"."id",
      true as "included",
      false as "agreed",
      true as "applicable",
      true as "reported"
    from
      "i"
    where
      "i"."published"
      or not coalesce(
        "i"."id" not in (
          select
            "o"."id"
          from
            "organization" as "o"
          where
            "o"."ecosystem_id" in (
              select
                "y"."ecosystem_id"
              from
                "release" as "y"
              where
                "y"."id" = any ($12::uuid[])
            )
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
        ),
        false
      )
    union all
    select
      "k"."ordinal",
      "k"."period",
      jsonb_array_elements_text("k"."added_up")::uuid,
      true,
      false,
      true,
      true
    from
      "k"
    union all
    select
      "k"."ordinal",
      "k"."period",
      "a"."organization_id",
      false,
      true,
      not exists (
        select
        from
          "x"
        where
          "x"."ordinal" = "k"."ordinal"
          and "x"."period" = "k"."period"
          and "x"."id" = "a"."organization_id"
      ),
      false
    from
      "k"
      join (
        select
          *
        from
          "release"
        where
          "id" = any ($13::uuid[])
      ) as "r" on "r"."id" = "k"."release_id"
      join "adoption" as "a" on "a"."indicator_version_id" = "r"."indicator_version_id"
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
      and (
        "k"."organization_id" is null
        or "a"."organization_id" = "k"."organization_id"
      )
      and (
        "k"."expected" is null
        or "a"."organization_id" = any ("k"."expected")
      )
    union all
    select
      "k"."ordinal",
      "k"."period",
      "w"."reporter_id",
      false,
      false,
      not exists (
        select
        from
          "x"
        where
          "x"."ordinal" = "k"."ordinal"
          and "x"."period" = "k"."period"
          and "x"."id" = "w"."reporter_id"
      ),
      true
    from
      "k"
      join (
        select
          *
        from
          "released_row"
        where
          "release_id" = any ($14::uuid[])
      ) as "w" on "w"."release_id" = "k"."release_id"
    where
      "w"."reporter_id" <> "w"."ecosystem_id"
      and (
        "k"."places" is null
        or "w"."place_key" = any ("k"."places")
      )
      and (
        "k"."organization_id" is null
        or "w"."reporter_id" = "k"."organization_id"
      )
      and not coalesce(
        "w"."reporter_id" not in (
          select
            "o"."id"
          from
            "organization" as "o"
          where
            "o"."ecosystem_id" in (
              select
                "y"."ecosystem_id"
              from
                "release" as "y"
              where
                "y"."id" = any ($15::uuid[])
            )
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
        ),
        false
      )
  ),
  "period" as (
    select
      "ordinal",
      "id",
      bool_or("included") as "included",
      bool_or("agreed") as "agreed",
      bool_and("applicable") as "applicable",
      bool_or("reported") as "reported"
    from
      "all"
    group by
      1,
      2,
      "period"
  )
select
  "ordinal",
  count(*) filter (
    where
      "included"
      and "agreed"
  )::int as "reporters",
  count(*) filter (
    where
      "agreed"
      and "applicable"
  )::int as "expected",
  count(*) filter (
    where
      "included"
      and not "agreed"
  )::int as "otherReporters",
  sum("reporterPeriods")::int as "reporterPeriods",
  sum("expectedReporterPeriods")::int as "expectedReporterPeriods",
  count(*) filter (
    where
      "reported"
      and "applicable"
      and not "included"
  )::int as "withoutFigure"
from
  (
    select
      "ordinal",
      "id",
      bool_or("included") as "included",
      bool_or("agreed") as "agreed",
      bool_or(
        "included"
        or "applicable"
      ) as "applicable",
      bool_or("reported") as "reported",
      count(*) filter (
        where
          "included"
          and "agreed"
      ) as "reporterPeriods",
      count(*) filter (
        where
          "agreed"
          and (
            "included"
            or "applicable"
          )
      ) as "expectedReporterPeriods"
    from
      "period"
    group by
      1,
      2
  ) as "each"
group by
  1;

with
  "k" as materialized (
    select
      "u"."figure",
      "u"."side",
      "u"."pairs",
      dense_rank() over (
        partition by
          "u"."figure",
          "u"."side",
          "r"."ecosystem_id"
        order by
          "r"."period"
      ) + dense_rank() over (
        partition by
          "u"."figure",
          "u"."side",
          "r"."ecosystem_id"
        order by
          "r"."period" desc
      ) - 1 as "periods",
      "u"."release_id",
      "u"."breakdown_id",
      "r"."period",
      "u"."number",
      case
        when "u"."of_organizations" then 'ORGANIZATION'
        else 'ECOSYSTEM'
      end as "scope",
      case
        when "u"."places" is not null then array(
          select
            jsonb_array_elements_text("u"."places")
        )
      end as "places",
      case
        when "v"."kind" = 'RATIO'
        and "v"."counting_unit" in ('PEOPLE', 'PEOPLE_UNDUPLICATED') then "v"."multiplier"
      end as "multiplier",
      (
        "v"."kind" in ('RATIO', 'MEAN')
        and "v"."aggregation_across_organizations" in ('MIN', 'MAX')
      ) as "by_quotient"
    from
      unnest($1::int[], $2::int[], $3::int[], $4::uuid[], $5::int[], $6::int[], $7::boolean[], $8::jsonb[]) as "u" ("figure", "side", "pairs", "release_id", "breakdown_id", "number", "of_organizations", "places")
      join "release" as "r" on "r"."id" = "u"."release_id"
      join "indicator_version" as "v" on "v"."id" = "r"."indicator_version_id"
  ),
  "c" as materialized (
    select
      *
    from
      (
        select
          "k"."figure",
          "k"."side",
          "k"."pairs",
          "k"."periods",
          "k"."places",
          "k"."number",
          "k"."multiplier",
          "k"."by_quotient",
          "k"."period" as "of_period",
          "t".*,
          coalesce("t"."organization_id", "t"."ecosystem_id") as "reporter_id",
          case
            when bool_or("t"."place" is null) over (
              partition by
                "k"."figure",
                coalesce("t"."organization_id", "t"."ecosystem_id")
            ) then ''
            else case
              when "t"."place" is null then ''
              else '[' || to_json("t"."place" ->> 'scheme')::text || ',' || to_json("t"."place" ->> 'code')::text || ']'
            end
          end as "place_key",
          (
            coalesce(
              "t"."organization_id" not in (
                select
                  "o"."id"
                from
                  "organization" as "o"
                where
                  "o"."ecosystem_id" in (
                    select
                      "y"."ecosystem_id"
                    from
                      "release" as "y"
                    where
                      "y"."id" = any ($9::uuid[])
                  )
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
              ),
              false
            )
            or not (
              "t"."organization_id" is null
              or ("t"."release_id", "t"."organization_id") in (
                select
                  "w"."release_id",
                  "w"."reporter_id"
                from
                  "released_row" as "w"
                where
                  "w"."release_id" = any ($10::uuid[])
                  and "w"."summed"
              )
              or "t"."release_id" not in (
                select
                  "w"."release_id"
                from
                  "released_row" as "w"
                where
                  "w"."release_id" = any ($11::uuid[])
                  and "w"."summed"
              )
            )
          ) as "closed",
          (
            "t"."status" = 'NOT_APPLICABLE'
            and not "t"."suppressed"
          ) as "not_applicable",
          max("k"."number") over (
            partition by
              "k"."figure",
              "k"."side",
              "k"."period",
              coalesce("t"."organization_id", "t"."ecosystem_id")
          ) as "newest",
          bool_or(
            "t"."place" is null
            and (
              "t"."suppressed"
              or "t"."status" in ('OBSERVED', 'ESTIMATED', 'PROVISIONAL')
            )
          ) over (
            partition by
              "k"."figure",
              "k"."side",
              "t"."release_id",
              coalesce("t"."organization_id", "t"."ecosystem_id")
          ) as "has_whole"
        from
          "k"
          join "released_cell" as "t" on "t"."release_id" = "k"."release_id"
          and "t"."breakdown_id" = "k"."breakdown_id"
          and "t"."scope" = "k"."scope"
        where
          (
            "k"."places" is null
            or case
              when "t"."place" is null then ''
              else '[' || to_json("t"."place" ->> 'scheme')::text || ',' || to_json("t"."place" ->> 'code')::text || ']'
            end = any ("k"."places")
          )
          and (
            (
              "t"."suppressed"
              or "t"."status" in ('OBSERVED', 'ESTIMATED', 'PROVISIONAL')
            )
            or (
              "t"."status" = 'NOT_APPLICABLE'
              and not "t"."suppressed"
            )
          )
      ) as "c"
    where
      "number" = "newest"
      and (
        "place" is null
        or "places" is not null
        or not "has_whole"
      )
  ),
  "answered_side" as (
    select
      "figure",
      "side",
      "pairs",
      "reporter_id",
      "place_key",
      bool_or("closed") as "closed",
      count(distinct "of_period") filter (
        where
          not "not_applicable"
      ) = "periods" as "has_figures"
    from
      "c"
    group by
      "figure",
      "side",
      "pairs",
      "reporter_id",
      "place_key",
      "periods"
    having
      count(distinct "of_period") = "periods"
  ),
  "answered_pair" as materialized (
    select
      "figure",
      "pairs",
      "reporter_id",
      "place_key",
      "side" / 2 as "pair",
      bool_or("closed") as "closed",
      bool_or("side" % 2 = 0) as "in_first",
      bool_or("side" % 2 = 1) as "in_second",
      bool_or(
        "side" % 2 = 0
        and "has_figures"
      ) as "before",
      bool_or(
        "side" % 2 = 1
        and "has_figures"
      ) as "after"
    from
      "answered_side"
    group by
      "figure",
      "pairs",
      "reporter_id",
      "place_key",
      "side" / 2
  ),
  "matched_place" as materialized (
    select
      "figure",
      "reporter_id",
      "place_key",
      bool_or("closed") as "closed",
      bool_and(
        "before"
        and "after"
      )
      and count(*) = "pairs" as "matched",
      bool_and(
        "in_first"
        and "in_second"
      )
      and count(*) = "pairs" as "in_all",
      bool_or(
        "in_first"
        and "in_second"
        and "before" <> "after"
      ) as "in_one"
    from
      "answered_pair"
    group by
      "figure",
      "pairs",
      "reporter_id",
      "place_key"
  ),
  "sums" as (
    select
      "t"."figure",
      "t"."side",
      "t"."release_id" as "releaseId",
      "t"."breakdown_id" as "breakdownId",
      "t"."scope",
      "t"."place" ->> 'scheme' as "placeScheme",
      case
        when "t"."by_quotient" then trim_scale("t"."numerator")
      end as "eachNumerator",
      case
        when "t"."by_quotient" then trim_scale("t"."denominator")
      end as "eachDenominator",
      array_agg(distinct "t"."place" ->> 'code') filter (
        where
          "t"."place" is not null
      ) as "placeCodes",
      count(*) as "cells",
      count("t"."value") as "values",
      trim_scale(sum("t"."value")) as "sum",
      count("t"."base") filter (
        where
          (
            (
              "t"."value" is not null
              or "t"."denominator" > 0
              or coalesce("t"."lower_bound", "t"."upper_bound") is not null
            )
            and not "t"."suppressed"
          )
      ) as "bases",
      (
        sum("t"."base") filter (
          where
            (
              (
                "t"."value" is not null
                or "t"."denominator" > 0
                or coalesce("t"."lower_bound", "t"."upper_bound") is not null
              )
              and not "t"."suppressed"
            )
        )
      )::numeric as "base",
      count(*) filter (
        where
          "t"."status" = 'ESTIMATED'
          and not "t"."suppressed"
      ) as "estimated",
      count(*) filter (
        where
          "t"."status" = 'PROVISIONAL'
          and not "t"."suppressed"
      ) as "provisional",
      count(*) filter (
        where
          "t"."status" = 'MISSING'
          and not "t"."suppressed"
      ) as "missing",
      count(*) filter (
        where
          "t"."status" = 'NOT_APPLICABLE'
          and not "t"."suppressed"
      ) as "notApplicable",
      count(*) filter (
        where
          "t"."status" = 'SUPPRESSED_AT_SOURCE'
          and not "t"."suppressed"
      ) as "suppressedAtSource",
      count(*) filter (
        where
          "t"."suppressed"
      ) as "suppressed",
      min("t"."value") as "least",
      max("t"."value") as "greatest",
      count("t"."denominator") filter (
        where
          (
            (
              "t"."value" is not null
              or "t"."denominator" > 0
              or coalesce("t"."lower_bound", "t"."upper_bound") is not null
            )
            and not "t"."suppressed"
          )
      ) as "parts",
      count("n"."lowest") filter (
        where
          not "t"."suppressed"
      ) as "derived",
      trim_scale(sum(coalesce("n"."lowest", "t"."numerator"))) as "numerator",
      trim_scale(sum("n"."highest" - "n"."lowest")) as "numeratorSpan",
      trim_scale(
        sum(
          case
            when "t"."suppressed" then "n"."denominator"
            else coalesce("n"."denominator", "t"."denominator")
          end
        )
      ) as "denominator",
      count("n"."denominator") filter (
        where
          "t"."suppressed"
      ) as "suppressedDenominators",
      trim_scale(sum("t"."value" * "t"."base")) as "weighted",
      count(*) filter (
        where
          coalesce("t"."lower_bound", "t"."upper_bound") is not null
      ) as "bounded",
      count(*) filter (
        where
          coalesce("t"."lower_bound", "t"."upper_bound") is not null
          and "t"."lower_bound" is null
      ) as "withoutLowest",
      count(*) filter (
        where
          coalesce("t"."lower_bound", "t"."upper_bound") is not null
          and "t"."upper_bound" is null
      ) as "withoutHighest",
      trim_scale(sum("t"."lower_bound")) as "lowest",
      trim_scale(sum("t"."upper_bound")) as "highest",
      min(coalesce("t"."lower_bound", 0)) filter (
        where
          coalesce("t"."lower_bound", "t"."upper_bound") is not null
      ) as "leastLowest",
      max(coalesce("t"."lower_bound", 0)) filter (
        where
          coalesce("t"."lower_bound", "t"."upper_bound") is not null
      ) as "greatestLowest",
      min("t"."upper_bound") as "leastHighest",
      max("t"."upper_bound") as "greatestHighest",
      count("t"."base") filter (
        where
          coalesce("t"."lower_bound", "t"."upper_bound") is not null
      ) as "boundedBases",
      (
        sum("t"."base") filter (
          where
            coalesce("t"."lower_bound", "t"."upper_bound") is not null
        )
      )::numeric as "boundedBase",
      (
        sum("t"."base") filter (
          where
            coalesce("t"."lower_bound", "t"."upper_bound") is not null
            and "t"."upper_bound" is null
        )
      )::numeric as "baseWithoutHighest",
      trim_scale(sum("t"."lower_bound" * "t"."base")) as "weightedLowest",
      trim_scale(sum("t"."upper_bound" * "t"."base")) as "weightedHighest"
    from
      "c" as "t"
      left join lateral (
        select
          0 as "lowest",
          coalesce("t"."denominator", "t"."base") as "highest",
          coalesce("t"."denominator", "t"."base") as "denominator"
        where
          "t"."suppressed"
          and "t"."multiplier" > 0
          and coalesce("t"."denominator", "t"."base") is not null
        union all
        (
          select
            "w"."lowest",
            "w"."highest",
            "t"."base"
          from
            (
              values
                (0.5),
                (1)
            ) as "u" ("units")
            cross join lateral (
              select
                ("t"."value" - "d"."deviation") * "t"."base" as "from",
                ("t"."value" + "d"."deviation") * "t"."base" as "to"
              from
                (
                  select
                    "u"."units" * ('1e-' || scale(trim_scale("t"."value")))::numeric as "deviation"
                ) as "d"
            ) as "p"
            cross join lateral (
              select
                greatest(0, div("p"."from", "t"."multiplier") + (mod("p"."from", "t"."multiplier") > 0)::int) as "lowest",
                least("t"."base", div("p"."to", "t"."multiplier") - (mod("p"."to", "t"."multiplier") < 0)::int) as "highest"
            ) as "w"
          where
            not "t"."suppressed"
            and "t"."multiplier" > 0
            and "t"."value" is not null
            and "t"."base" is not null
            and "t"."numerator" is null
            and "w"."lowest" <= "w"."highest"
          order by
            "u"."units"
          limit
            1
        )
      ) as "n" on true
    where
      not "t"."not_applicable"
      and (
        ("t"."figure", "t"."reporter_id", "t"."place_key") in (
          select
            "figure",
            "reporter_id",
            "place_key"
          from
            "matched_place"
          where
            "matched"
            and not "closed"
        )
      ) is true
    group by
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8
  )
select
  "sums".*,
  "matched".*,
  "joined",
  "left",
  "placesJoined",
  "placesLeft"
from
  (
    select
      "figure",
      count(*) filter (
        where
          "matched"
      )::int as "matched",
      count(*) filter (
        where
          "in_all"
          and not "matched"
      )::int as "notApplicableInAny",
      count(*) filter (
        where
          "in_one"
      )::int as "notApplicableInOne",
      coalesce(bool_or("closed"), false) as "hasClosed"
    from
      (
        select
          "figure",
          bool_or("matched") as "matched",
          bool_or("in_all") as "in_all",
          bool_or("in_one") as "in_one",
          bool_or("closed") filter (
            where
              "matched"
          ) as "closed"
        from
          "matched_place"
        group by
          "figure",
          "reporter_id"
      ) as "reporter"
    group by
      "figure"
  ) as "matched"
  full join (
    select
      "figure",
      count(*) filter (
        where
          "joined"
      )::int as "joined",
      count(*) filter (
        where
          "left"
      )::int as "left",
      sum("places_joined")::int as "placesJoined",
      sum("places_left")::int as "placesLeft"
    from
      (
        select
          "figure",
          "reporter_id",
          bool_or("joined") as "joined",
          bool_or("left") as "left",
          max("places_joined") as "places_joined",
          max("places_left") as "places_left"
        from
          (
            select
              "figure",
              "reporter_id",
              bool_or("after")
              and not bool_or("in_first") as "joined",
              bool_or("before")
              and not bool_or("in_second") as "left",
              case
                when bool_or("in_first") then count(*) filter (
                  where
                    "after"
                    and not "in_first"
                )
                else 0
              end as "places_joined",
              case
                when bool_or("in_second") then count(*) filter (
                  where
                    "before"
                    and not "in_second"
                )
                else 0
              end as "places_left"
            from
              "answered_pair"
            group by
              "figure",
              "reporter_id",
              "pair"
          ) as "of_pair"
        group by
          "figure",
          "reporter_id"
      ) as "reporter"
    group by
      "figure"
  ) as "changed" using ("figure")
  full join "sums" using ("figure");

with
  "k" as materialized (
    select
      "u"."figure",
      "u"."side",
      "u"."pairs",
      dense_rank() over (
        partition by
          "u"."figure",
          "u"."side",
          "r"."ecosystem_id"
        order by
          "r"."period"
      ) + dense_rank() over (
        partition by
          "u"."figure",
          "u"."side",
          "r"."ecosystem_id"
        order by
          "r"."period" desc
      ) - 1 as "periods",
      "u"."release_id",
      "u"."breakdown_id",
      "r"."period",
      "u"."number",
      case
        when "u"."of_organizations" then 'ORGANIZATION'
        else 'ECOSYSTEM'
      end as "scope",
      case
        when "u"."places" is not null then array(
          select
            jsonb_array_elements_text("u"."places")
        )
      end as "places",
      case
        when "v"."kind" = 'RATIO'
        and "v"."counting_unit" in ('PEOPLE', 'PEOPLE_UNDUPLICATED') then "v"."multiplier"
      end as "multiplier",
      (
        "v"."kind" in ('RATIO', 'MEAN')
        and "v"."aggregation_across_organizations" in ('MIN', 'MAX')
      ) as "by_quotient"
    from
      unnest($1::int[], $2::int[], $3::int[], $4::uuid[], $5::int[], $6::int[], $7::boolean[], $8::jsonb[]) as "u" ("figure", "side", "pairs", "release_id", "breakdown_id", "number", "of_organizations", "places")
      join "release" as "r" on "r"."id" = "u"."release_id"
      join "indicator_version" as "v" on "v"."id" = "r"."indicator_version_id"
  ),
  "c" as materialized (
    select
      *
    from
      (
        select
          "k"."figure",
          "k"."side",
          "k"."pairs",
          "k"."periods",
          "k"."places",
          "k"."number",
          "k"."multiplier",
          "k"."by_quotient",
          "k"."period" as "of_period",
          "t".*,
          coalesce("t"."organization_id", "t"."ecosystem_id") as "reporter_id",
          case
            when bool_or("t"."place" is null) over (
              partition by
                "k"."figure",
                coalesce("t"."organization_id", "t"."ecosystem_id")
            ) then ''
            else case
              when "t"."place" is null then ''
              else '[' || to_json("t"."place" ->> 'scheme')::text || ',' || to_json("t"."place" ->> 'code')::text || ']'
            end
          end as "place_key",
          (
            coalesce(
              "t"."organization_id" not in (
                select
                  "o"."id"
                from
                  "organization" as "o"
                where
                  "o"."ecosystem_id" in (
                    select
                      "y"."ecosystem_id"
                    from
                      "release" as "y"
                    where
                      "y"."id" = any ($9::uuid[])
                  )
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
              ),
              false
            )
            or not (
              "t"."organization_id" is null
              or ("t"."release_id", "t"."organization_id") in (
                select
                  "w"."release_id",
                  "w"."reporter_id"
                from
                  "released_row" as "w"
                where
                  "w"."release_id" = any ($10::uuid[])
                  and "w"."summed"
              )
              or "t"."release_id" not in (
                select
                  "w"."release_id"
                from
                  "released_row" as "w"
                where
                  "w"."release_id" = any ($11::uuid[])
                  and "w"."summed"
              )
            )
          ) as "closed",
          (
            "t"."status" = 'NOT_APPLICABLE'
            and not "t"."suppressed"
          ) as "not_applicable",
          max("k"."number") over (
            partition by
              "k"."figure",
              "k"."side",
              "k"."period",
              coalesce("t"."organization_id", "t"."ecosystem_id")
          ) as "newest",
          bool_or(
            "t"."place" is null
            and (
              "t"."suppressed"
              or "t"."status" in ('OBSERVED', 'ESTIMATED', 'PROVISIONAL')
            )
          ) over (
            partition by
              "k"."figure",
              "k"."side",
              "t"."release_id",
              coalesce("t"."organization_id", "t"."ecosystem_id")
          ) as "has_whole"
        from
          "k"
          join "released_cell" as "t" on "t"."release_id" = "k"."release_id"
          and "t"."breakdown_id" = "k"."breakdown_id"
          and "t"."scope" = "k"."scope"
        where
          (
            "k"."places" is null
            or case
              when "t"."place" is null then ''
              else '[' || to_json("t"."place" ->> 'scheme')::text || ',' || to_json("t"."place" ->> 'code')::text || ']'
            end = any ("k"."places")
          )
          and (
            (
              "t"."suppressed"
              or "t"."status" in ('OBSERVED', 'ESTIMATED', 'PROVISIONAL')
            )
            or (
              "t"."status" = 'NOT_APPLICABLE'
              and not "t"."suppressed"
            )
          )
      ) as "c"
    where
      "number" = "newest"
      and (
        "place" is null
        or "places" is not null
        or not "has_whole"
      )
  ),
  "answered_side" as (
    select
      "figure",
      "side",
      "pairs",
      "reporter_id",
      "place_key",
      bool_or("closed") as "closed",
      count(distinct "of_period") filter (
        where
          not "not_applicable"
      ) = "periods" as "has_figures"
    from
      "c"
    group by
      "figure",
      "side",
      "pairs",
      "reporter_id",
      "place_key",
      "periods"
    having
      count(distinct "of_period") = "periods"
  ),
  "answered_pair" as materialized (
    select
      "figure",
      "pairs",
      "reporter_id",
      "place_key",
      "side" / 2 as "pair",
      bool_or("closed") as "closed",
      bool_or("side" % 2 = 0) as "in_first",
      bool_or("side" % 2 = 1) as "in_second",
      bool_or(
        "side" % 2 = 0
        and "has_figures"
      ) as "before",
      bool_or(
        "side" % 2 = 1
        and "has_figures"
      ) as "after"
    from
      "answered_side"
    group by
      "figure",
      "pairs",
      "reporter_id",
      "place_key",
      "side" / 2
  ),
  "matched_place" as materialized (
    select
      "figure",
      "reporter_id",
      "place_key",
      bool_or("closed") as "closed",
      bool_and(
        "before"
        and "after"
      )
      and count(*) = "pairs" as "matched",
      bool_and(
        "in_first"
        and "in_second"
      )
      and count(*) = "pairs" as "in_all",
      bool_or(
        "in_first"
        and "in_second"
        and "before" <> "after"
      ) as "in_one"
    from
      "answered_pair"
    group by
      "figure",
      "pairs",
      "reporter_id",
      "place_key"
  ),
  "sums" as (
    select
      "t"."figure",
      "t"."side",
      "t"."release_id" as "releaseId",
      "t"."breakdown_id" as "breakdownId",
      "t"."scope",
      "t"."place" ->> 'scheme' as "placeScheme",
      case
        when "t"."by_quotient" then trim_scale("t"."numerator")
      end as "eachNumerator",
      case
        when "t"."by_quotient" then trim_scale("t"."denominator")
      end as "eachDenominator",
      array_agg(distinct "t"."place" ->> 'code') filter (
        where
          "t"."place" is not null
      ) as "placeCodes",
      count(*) as "cells",
      count("t"."value") as "values",
      trim_scale(sum("t"."value")) as "sum",
      count("t"."base") filter (
        where
          (
            (
              "t"."value" is not null
              or "t"."denominator" > 0
              or coalesce("t"."lower_bound", "t"."upper_bound") is not null
            )
            and not "t"."suppressed"
          )
      ) as "bases",
      (
        sum("t"."base") filter (
          where
            (
              (
                "t"."value" is not null
                or "t"."denominator" > 0
                or coalesce("t"."lower_bound", "t"."upper_bound") is not null
              )
              and not "t"."suppressed"
            )
        )
      )::numeric as "base",
      count(*) filter (
        where
          "t"."status" = 'ESTIMATED'
          and not "t"."suppressed"
      ) as "estimated",
      count(*) filter (
        where
          "t"."status" = 'PROVISIONAL'
          and not "t"."suppressed"
      ) as "provisional",
      count(*) filter (
        where
          "t"."status" = 'MISSING'
          and not "t"."suppressed"
      ) as "missing",
      count(*) filter (
        where
          "t"."status" = 'NOT_APPLICABLE'
          and not "t"."suppressed"
      ) as "notApplicable",
      count(*) filter (
        where
          "t"."status" = 'SUPPRESSED_AT_SOURCE'
          and not "t"."suppressed"
      ) as "suppressedAtSource",
      count(*) filter (
        where
          "t"."suppressed"
      ) as "suppressed",
      min("t"."value") as "least",
      max("t"."value") as "greatest",
      count("t"."denominator") filter (
        where
          (
            (
              "t"."value" is not null
              or "t"."denominator" > 0
              or coalesce("t"."lower_bound", "t"."upper_bound") is not null
            )
            and not "t"."suppressed"
          )
      ) as "parts",
      count("n"."lowest") filter (
        where
          not "t"."suppressed"
      ) as "derived",
      trim_scale(sum(coalesce("n"."lowest", "t"."numerator"))) as "numerator",
      trim_scale(sum("n"."highest" - "n"."lowest")) as "numeratorSpan",
      trim_scale(
        sum(
          case
            when "t"."suppressed" then "n"."denominator"
            else coalesce("n"."denominator", "t"."denominator")
          end
        )
      ) as "denominator",
      count("n"."denominator") filter (
        where
          "t"."suppressed"
      ) as "suppressedDenominators",
      trim_scale(sum("t"."value" * "t"."base")) as "weighted",
      count(*) filter (
        where
          coalesce("t"."lower_bound", "t"."upper_bound") is not null
      ) as "bounded",
      count(*) filter (
        where
          coalesce("t"."lower_bound", "t"."upper_bound") is not null
          and "t"."lower_bound" is null
      ) as "withoutLowest",
      count(*) filter (
        where
          coalesce("t"."lower_bound", "t"."upper_bound") is not null
          and "t"."upper_bound" is null
      ) as "withoutHighest",
      trim_scale(sum("t"."lower_bound")) as "lowest",
      trim_scale(sum("t"."upper_bound")) as "highest",
      min(coalesce("t"."lower_bound", 0)) filter (
        where
          coalesce("t"."lower_bound", "t"."upper_bound") is not null
      ) as "leastLowest",
      max(coalesce("t"."lower_bound", 0)) filter (
        where
          coalesce("t"."lower_bound", "t"."upper_bound") is not null
      ) as "greatestLowest",
      min("t"."upper_bound") as "leastHighest",
      max("t"."upper_bound") as "greatestHighest",
      count("t"."base") filter (
        where
          coalesce("t"."lower_bound", "t"."upper_bound") is not null
      ) as "boundedBases",
      (
        sum("t"."base") filter (
          where
            coalesce("t"."lower_bound", "t"."upper_bound") is not null
        )
      )::numeric as "boundedBase",
      (
        sum("t"."base") filter (
          where
            coalesce("t"."lower_bound", "t"."upper_bound") is not null
            and "t"."upper_bound" is null
        )
      )::numeric as "baseWithoutHighest",
      trim_scale(sum("t"."lower_bound" * "t"."base")) as "weightedLowest",
      trim_scale(sum("t"."upper_bound" * "t"."base")) as "weightedHighest"
    from
      "c" as "t"
      left join lateral (
        select
          0 as "lowest",
          coalesce("t"."denominator", "t"."base") as "highest",
          coalesce("t"."denominator", "t"."base") as "denominator"
        where
          "t"."suppressed"
          and "t"."multiplier" > 0
          and coalesce("t"."denominator", "t"."base") is not null
        union all
        (
          select
            "w"."lowest",
            "w"."highest",
            "t"."base"
          from
            (
              values
                (0.5),
                (1)
            ) as "u" ("units")
            cross join lateral (
              select
                ("t"."value" - "d"."deviation") * "t"."base" as "from",
                ("t"."value" + "d"."deviation") * "t"."base" as "to"
              from
                (
                  select
                    "u"."units" * ('1e-' || scale(trim_scale("t"."value")))::numeric as "deviation"
                ) as "d"
            ) as "p"
            cross join lateral (
              select
                greatest(0, div("p"."from", "t"."multiplier") + (mod("p"."from", "t"."multiplier") > 0)::int) as "lowest",
                least("t"."base", div("p"."to", "t"."multiplier") - (mod("p"."to", "t"."multiplier") < 0)::int) as "highest"
            ) as "w"
          where
            not "t"."suppressed"
            and "t"."multiplier" > 0
            and "t"."value" is not null
            and "t"."base" is not null
            and "t"."numerator" is null
            and "w"."lowest" <= "w"."highest"
          order by
            "u"."units"
          limit
            1
        )
      ) as "n" on true
    where
      not "t"."not_applicable"
      and (
        ("t"."figure", "t"."reporter_id", "t"."place_key") in (
          select
            "figure",
            "reporter_id",
            "place_key"
          from
            "matched_place"
          where
            "matched"
            and not "closed"
        )
      ) is true
    group by
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8
  )
select
  "sums".*,
  "matched".*,
  "joined",
  "left",
  "placesJoined",
  "placesLeft"
from
  (
    select
      "figure",
      count(*) filter (
        where
          "matched"
      )::int as "matched",
      count(*) filter (
        where
          "in_all"
          and not "matched"
      )::int as "notApplicableInAny",
      count(*) filter (
        where
          "in_one"
      )::int as "notApplicableInOne",
      coalesce(bool_or("closed"), false) as "hasClosed"
    from
      (
        select
          "figure",
          bool_or("matched") as "matched",
          bool_or("in_all") as "in_all",
          bool_or("in_one") as "in_one",
          bool_or("closed") filter (
            where
              "matched"
          ) as "closed"
        from
          "matched_place"
        group by
          "figure",
          "reporter_id"
      ) as "reporter"
    group by
      "figure"
  ) as "matched"
  full join (
    select
      "figure",
      count(*) filter (
        where
          "joined"
      )::int as "joined",
      count(*) filter (
        where
          "left"
      )::int as "left",
      sum("places_joined")::int as "placesJoined",
      sum("places_left")::int as "placesLeft"
    from
      (
        select
          "figure",
          "reporter_id",
          bool_or("joined") as "joined",
          bool_or("left") as "left",
          max("places_joined") as "places_joined",
          max("places_left") as "places_left"
        from
          (
            select
              "figure",
              "reporter_id",
              bool_or("after")
              and not bool_or("in_first") as "joined",
              bool_or("before")
              and not bool_or("in_second") as "left",
              case
                when bool_or("in_first") then count(*) filter (
                  where
                    "after"
                    and not "in_first"
                )
                else 0
              end as "places_joined",
              case
                when bool_or("in_second") then count(*) filter (
                  where
                    "before"
                    and not "in_second"
                )
                else 0
              end as "places_left"
            from
              "answered_pair"
            group by
              "figure",
              "reporter_id",
              "pair"
          ) as "of_pair"
        group by
          "figure",
          "reporter_id"
      ) as "reporter"
    group by
      "figure"
  ) as "changed" using ("figure")
  full join "sums" using ("figure");

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
  "t"."released_on" as "releasedOn",
  "t"."released_by" as "releasedBy",
  "t"."threshold" as "threshold",
  "t"."replaced_at" as "replacedAt",
  "t"."withdrawn_at" as "withdrawnAt",
  "t"."withdrawal_reason" as "withdrawalReason",
  "t"."held_reports" as "heldReports",
  "t"."unprotected_totals" as "unprotectedTotals",
  "t"."reporters" as "reporters"
from
  "release" as "t"
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
  "t"."released_on" as "releasedOn",
  "t"."released_by" as "releasedBy",
  "t"."threshold" as "threshold",
  "t"."replaced_at" as "replacedAt",
  "t"."withdrawn_at" as "withdrawnAt",
  "t"."withdrawal_reason" as "withdrawalReason",
  "t"."held_reports" as "heldReports",
  "t"."unprotected_totals" as "unprotectedTotals",
  "t"."reporters" as "reporters"
from
  "release" as "t"
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
  "t"."released_on" as "releasedOn",
  "t"."released_by" as "releasedBy",
  "t"."threshold" as "threshold",
  "t"."replaced_at" as "replacedAt",
  "t"."withdrawn_at" as "withdrawnAt",
  "t"."withdrawal_reason" as "withdrawalReason",
  "t"."held_reports" as "heldReports",
  "t"."unprotected_totals" as "unprotectedTotals",
  "t"."reporters" as "reporters"
from
  "release" as "t"
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
