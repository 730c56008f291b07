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
      and "t"."period_start" >= $2::date
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
  "t"."code" as "code",
  "t"."label" as "label",
  "t"."order" as "order",
  "t"."exclusive" as "exclusive",
  "t"."exhaustive" as "exhaustive"
from
  unnest(array[$1]::uuid[]) as "k" ("parent")
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
  unnest(array[$1]::uuid[]) as "k" ("parent")
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
                "y"."id" = any (array[$2]::uuid[])
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
                "y"."id" = any (array[$3]::uuid[])
            )
            and cardinality("b"."dimension_ids") = $4
            and (
              select
                count(*)
              from
                "dimension" as "d"
              where
                "d"."id" = any ("b"."dimension_ids")
                and "d"."code" = any ($5::text[])
            ) = $6
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
