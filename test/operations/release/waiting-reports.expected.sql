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
      "t"."ecosystem_id" as "ecosystemId",
      "t"."calendar_id" as "calendarId",
      "t"."indicator_version_id" as "indicatorVersionId",
      "t"."period" as "period",
      "t"."period_end" as "periodEnd",
      "t"."tried_at" as "triedAt",
      "t"."basis" as "basis",
      "t"."release_id" as "releaseId",
      "t"."issues" as "issues"
    from
      "calendar_release" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and "t"."issues" <> '[]'
    order by
      "t"."id" desc
    limit
      2
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
      and "t"."code" = $2
    order by
      "t"."code" asc,
      "t"."id" asc
    limit
      21
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "calendar_release" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and "t"."issues" <> '[]'
  ) as "count"
from
  unnest(array[$1]::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";

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
      and true
    order by
      "t"."number" asc
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
      and true
      and true
    order by
      "t"."period_start" asc,
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
      "t"."from_period" as "fromPeriod",
      "t"."from_day" as "fromDay",
      "t"."releases_to" as "releasesTo"
    from
      "reporting_calendar" as "t"
    where
      "t"."indicator_version_id" = "k"."parent"
      and true
    order by
      "t"."from_day" asc,
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
  (
    select
      count(*) as "count"
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
                "y"."id" = any ($1::uuid[])
            )
            and (
              select
                count(*)
              from
                "dimension" as "d"
              where
                "d"."id" = any ("b"."dimension_ids")
                and true
            ) = cardinality("b"."dimension_ids")
        ),
        false
      )
      and (
        "t"."organization_id" is null
        or coalesce(
          (
            select
              true
            from
              "organization" as "o"
            where
              "o"."id" = "t"."organization_id"
          ),
          false
        )
      )
      and (
        "t"."suppressed"
        and exists (
          select
          from
            "release" as "tr"
            join "release" as "e" on "e"."indicator_version_id" = "tr"."indicator_version_id"
            and "e"."period" = "tr"."period"
            and ("e"."released_at", "e"."id") < ("tr"."released_at", "tr"."id")
            join "released_cell_with_voided" as "c" on "c"."release_id" = "e"."id"
          where
            "tr"."id" = "t"."release_id"
            and "c"."breakdown_id" = "t"."breakdown_id"
            and "c"."scope" = "t"."scope"
            and coalesce("c"."organization_id"::text, '') = coalesce("t"."organization_id"::text, '')
            and case
              when "c"."place" is null then ''
              else '[' || to_json("c"."place" ->> 'scheme')::text || ',' || to_json("c"."place" ->> 'code')::text || ']'
            end = case
              when "t"."place" is null then ''
              else '[' || to_json("t"."place" ->> 'scheme')::text || ',' || to_json("t"."place" ->> 'code')::text || ']'
            end
            and not "c"."suppressed"
            and coalesce("c"."value", "c"."denominator", "c"."lower_bound", "c"."upper_bound") is not null
        )
      )
  ) as "count"
from
  unnest($2::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";

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
      (
        exists (
          select
          from
            "released_row" as "w"
            join "release" as "l" on "l"."id" = "w"."release_id"
          where
            "l"."id" = "k"."parent"
            and "w"."outside_totals"
            and "l"."indicator_version_id" = "t"."indicator_version_id"
            and "l"."period" = "t"."period"
            and "w"."reporter_id" = "t"."reporter_id"
            and "w"."place_key" = "t"."place_key"
        )
        and true
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
      (
        "t"."status" = 'VERIFIED'
        and exists (
          select
            1 as "one"
          from
            "release" as "l"
          where
            "l"."id" = "k"."parent"
            and "l"."indicator_version_id" = "t"."indicator_version_id"
            and "l"."period" = "t"."period"
            and (
              exists (
                select
                from
                  "waiting_report" as "w"
                where
                  "w"."release_id" = "l"."id"
                  and "w"."report_id" = "t"."id"
              )
              or exists (
                select
                from
                  "report_correction" as "c"
                where
                  "c"."release_id" = "l"."id"
                  and "c"."report_id" = "t"."id"
              )
              or not exists (
                select
                from
                  "released_row_with_voided" as "w"
                where
                  "w"."release_id" = "l"."id"
                  and "w"."reporter_id" = "t"."reporter_id"
                  and "w"."place_key" = "t"."place_key"
              )
            )
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
  unnest(array[$1]::uuid[]) as "k" ("parent")
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
  "a"."indicator_version_id" = any (array[$1]::uuid[])
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
  "r"."indicator_version_id" = any (array[$2]::uuid[])
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
  (
    select
      count(*) as "count"
    from
      "indicator_report" as "t"
    where
      (
        exists (
          select
          from
            "released_row" as "w"
            join "release" as "l" on "l"."id" = "w"."release_id"
          where
            "l"."id" = "k"."parent"
            and "w"."outside_totals"
            and "l"."indicator_version_id" = "t"."indicator_version_id"
            and "l"."period" = "t"."period"
            and "w"."reporter_id" = "t"."reporter_id"
            and "w"."place_key" = "t"."place_key"
        )
        and true
      )
      and true
  ) as "count"
from
  unnest($1::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";

select
  (
    select
      count(*) as "count"
    from
      "indicator_report" as "t"
    where
      (
        "t"."status" = 'VERIFIED'
        and exists (
          select
            1 as "one"
          from
            "release" as "l"
          where
            "l"."id" = "k"."parent"
            and "l"."indicator_version_id" = "t"."indicator_version_id"
            and "l"."period" = "t"."period"
            and (
              exists (
                select
                from
                  "waiting_report" as "w"
                where
                  "w"."release_id" = "l"."id"
                  and "w"."report_id" = "t"."id"
              )
              or exists (
                select
                from
                  "report_correction" as "c"
                where
                  "c"."release_id" = "l"."id"
                  and "c"."report_id" = "t"."id"
              )
              or not exists (
                select
                from
                  "released_row_with_voided" as "w"
                where
                  "w"."release_id" = "l"."id"
                  and "w"."reporter_id" = "t"."reporter_id"
                  and "w"."place_key" = "t"."place_key"
              )
            )
        )
      )
      and true
  ) as "count"
from
  unnest($1::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";

select
  "t"."id" as "id",
  "t"."name" as "name"
from
  "organization" as "t"
where
  "t"."id" = any (array[$1]::uuid[])
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
  unnest(array[$1]::uuid[]) as "k" ("parent")
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
  "k"."parent",
  "t"."id" as "id",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."calendar_id" as "calendarId",
  "t"."indicator_version_id" as "indicatorVersionId",
  "t"."period" as "period",
  "t"."period_end" as "periodEnd",
  "t"."tried_at" as "triedAt",
  "t"."basis" as "basis",
  "t"."release_id" as "releaseId",
  "t"."issues" as "issues"
from
  unnest(array[$1]::uuid[]) as "k" ("parent")
  inner join "calendar_release" as "t" on "t"."indicator_version_id" = "k"."parent"
order by
  "t"."id" asc;
