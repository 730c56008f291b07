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
      and "t"."period_end" <= $3::date
      and "t"."status" = $4
    order by
      "t"."period_start" asc,
      "t"."id" asc
    limit
      3
  ) as "p";

select
  (
    select
      count(*) as "count"
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
      and "t"."period_start" >= $1::date
      and "t"."period_end" <= $2::date
      and "t"."status" = $3
  ) as "count"
from
  unnest(array[$4]::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";

select
  "t"."id" as "id",
  "t"."number" as "number"
from
  "indicator_version" as "t"
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
  and true
order by
  "t"."order" asc,
  "t"."code" asc;

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
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
      "cell" as "t"
    where
      "t"."report_id" = "k"."parent"
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
                and true
            ) = cardinality("b"."dimension_ids")
          from
            "breakdown" as "b"
          where
            "b"."id" = "t"."breakdown_id"
        ),
        false
      )
      and coalesce(
        (
          select
            cardinality("b"."dimension_ids") = $2
            and (
              select
                count(*)
              from
                "dimension" as "d"
              where
                "d"."id" = any ("b"."dimension_ids")
                and "d"."code" = any ($3::text[])
            ) = $4
          from
            "breakdown" as "b"
          where
            "b"."id" = "t"."breakdown_id"
        ),
        false
      )
    order by
      "t"."breakdown_id" asc
    limit
      3
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "cell" as "t"
    where
      "t"."report_id" = "k"."parent"
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
                and true
            ) = cardinality("b"."dimension_ids")
          from
            "breakdown" as "b"
          where
            "b"."id" = "t"."breakdown_id"
        ),
        false
      )
      and coalesce(
        (
          select
            cardinality("b"."dimension_ids") = $1
            and (
              select
                count(*)
              from
                "dimension" as "d"
              where
                "d"."id" = any ("b"."dimension_ids")
                and "d"."code" = any ($2::text[])
            ) = $3
          from
            "breakdown" as "b"
          where
            "b"."id" = "t"."breakdown_id"
        ),
        false
      )
  ) as "count"
from
  unnest($4::uuid[]) with ordinality as "k" ("parent", "position")
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
