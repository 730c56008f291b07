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
      (
        "t"."indicator_version_id" in (
          select
            "v"."id"
          from
            "indicator_version" as "v"
          where
            "v"."indicator_id" = "k"."parent"
        )
        and "t"."replaced_at" is null
      )
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
      and true
    order by
      "t"."period_start" asc,
      "t"."id" asc
    limit
      21
  ) as "p";

select
  "k"."parent",
  "t"."release_id" as "releaseId",
  "t"."ordinal" as "ordinal",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."breakdown_id" as "breakdownId",
  "t"."value" as "value",
  "t"."numerator" as "numerator",
  "t"."denominator" as "denominator",
  "t"."base" as "base",
  "t"."standard_error" as "standardError",
  "t"."lower_bound" as "lowerBound",
  "t"."upper_bound" as "upperBound",
  "t"."status" as "status",
  "t"."organization_id" as "organizationId",
  "t"."place" as "place",
  "t"."scope" as "scope",
  "t"."suppressed" as "suppressed",
  "t"."reason" as "reason"
from
  unnest($1::uuid[]) as "k" ("parent")
  inner join "released_cell" as "t" on (
    "t"."release_id" = "k"."parent"
    and "t"."scope" <> 'ORGANIZATION'
    and "t"."place" is null
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
  "t"."ordinal" asc;

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."release_id" as "releaseId",
      "t"."ordinal" as "ordinal",
      "t"."ecosystem_id" as "ecosystemId",
      "t"."breakdown_id" as "breakdownId",
      "t"."value" as "value",
      "t"."numerator" as "numerator",
      "t"."denominator" as "denominator",
      "t"."base" as "base",
      "t"."standard_error" as "standardError",
      "t"."lower_bound" as "lowerBound",
      "t"."upper_bound" as "upperBound",
      "t"."status" as "status",
      "t"."organization_id" as "organizationId",
      "t"."place" as "place",
      "t"."scope" as "scope",
      "t"."suppressed" as "suppressed",
      "t"."reason" as "reason"
    from
      "released_cell" as "t"
    where
      "t"."release_id" = "k"."parent"
      and coalesce(
        "t"."breakdown_id" in (
          select
            "b"."id"
          from
            "breakdown" as "b"
          where
            "b"."indicator_version_id" in (
              select
                "y"."indicator_version_id"
              from
                "release" as "y"
              where
                "y"."id" = any ($2::uuid[])
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
      and coalesce(
        "t"."breakdown_id" in (
          select
            "b"."id"
          from
            "breakdown" as "b"
          where
            "b"."indicator_version_id" in (
              select
                "y"."indicator_version_id"
              from
                "release" as "y"
              where
                "y"."id" = any ($3::uuid[])
            )
            and cardinality("b"."dimension_ids") = $4
            and true
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
    order by
      "t"."ordinal" asc
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
  ) = cardinality("b"."dimension_ids");

select
  "t"."id" as "id",
  "t"."name" as "name"
from
  "organization" as "t"
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

select distinct
  "release_id" as "id"
from
  "released_row"
where
  "outside_totals" is true
  and "release_id" = any ($1::uuid[]);

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
