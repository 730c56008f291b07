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
      "t"."period" as "period"
    from
      "calendar_release" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and false
    order by
      "t"."id" desc
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
  (
    select
      count(*) as "count"
    from
      "calendar_release" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and false
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
      and "t"."period_end" <= $2::date
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
      "t"."period_start" as "periodStart"
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
        and false
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
      "t"."period_start" as "periodStart"
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
        and false
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
  ) as "count"
from
  unnest(array[$1]::uuid[]) with ordinality as "k" ("parent", "position")
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
