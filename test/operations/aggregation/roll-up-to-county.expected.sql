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
  );

select
  "p"."id",
  "p"."ecosystem_id" as "ecosystemId",
  "p"."code",
  "p"."level",
  "p"."parent_id" as "parentId",
  not (
    (
      "p"."visibility" in ('PUBLIC')
      and exists (
        select
        from
          "ecosystem" as "shown"
        where
          "shown"."id" = "p"."ecosystem_id"
          and "shown"."visibility" in ('PUBLIC')
      )
    )
  ) as "isClosed"
from
  "place" as "p"
where
  "p"."ecosystem_id" = any ($1::uuid[])
order by
  "p"."ecosystem_id",
  "p"."code_key";

select
  "r"."id" as "releaseId",
  "a"."organization_id" as "organizationId",
  true as "isExpected",
  array(
    select distinct
      "w"."place_key"
    from
      "released_row" as "w"
    where
      "w"."reporter_id" = "a"."organization_id"
      and (
        "w"."release_id" = "r"."id"
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
            and "q"."id" = "w"."release_id"
        )
      )
  ) as "places",
  coalesce("o"."service_areas", '[]'::jsonb) as "serviceAreas"
from
  "release" as "r"
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
  left join "organization" as "o" on "o"."id" = "a"."organization_id"
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
where
  "r"."id" = any ($1::uuid[])
union all
select
  "w"."release_id",
  nullif("w"."reporter_id", "w"."ecosystem_id"),
  false,
  array_agg("w"."place_key"),
  '[]'::jsonb
from
  "released_row" as "w"
where
  "w"."release_id" = any ($2::uuid[])
  and "w"."place_key" <> ''
group by
  1,
  2
having
  count(*) > 1;

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
  "s"."bounded" as "bounded",
  "s"."without_lowest" as "withoutLowest",
  "s"."without_highest" as "withoutHighest",
  "s"."lowest" as "lowest",
  "s"."highest" as "highest"
from
  "released_sum" as "s"
where
  "s"."release_id" = any (array[$1]::uuid[])
  and "s"."breakdown_id" = any ($2::int[])
limit
  $3;

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
            "w"."release_id" = any (array[$5]::uuid[])
            and "w"."summed"
        )
        or "t"."release_id" not in (
          select
            "w"."release_id"
          from
            "released_row" as "w"
          where
            "w"."release_id" = any (array[$6]::uuid[])
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
                "y"."id" = any (array[$12]::uuid[])
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
                "y"."id" = any (array[$15]::uuid[])
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
