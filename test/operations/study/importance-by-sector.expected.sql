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
      "t"."title" as "title",
      "t"."question" as "question",
      "t"."method" as "method",
      "t"."started_on" as "startedOn",
      "t"."ended_on" as "endedOn",
      "t"."citation" as "citation",
      "t"."minimum_base" as "minimumBase"
    from
      "study" as "t"
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
      "t"."title" asc,
      "t"."id" asc
    limit
      21
  ) as "p";

select
  "k"."study" as "studyId",
  coalesce(
    (
      select
        jsonb_agg(jsonb_build_object('id', "t"."id", 'code', "t"."code", 'label', "t"."label"))
      from
        "codebook_code" as "t"
      where
        "t"."codebook_id" = "b"."id"
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
    ),
    '[]'
  ) as "codes",
  "l"."counts",
  "l"."created_at" as "releasedAt",
  coalesce(
    (
      select
        jsonb_agg(
          jsonb_build_object(
            'code',
            "t"."code",
            'label',
            "t"."label",
            'count',
            "t"."count",
            'base',
            "t"."base",
            'share',
            "t"."share"::text
          )
        )
      from
        "published_figure" as "t"
      where
        "t"."study_id" = "k"."study"
        and "t"."code" is not null
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
        and "t"."round" is not distinct from "r"."round"
    ),
    '[]'
  ) as "figures"
from
  unnest($1::uuid[]) as "k" ("study")
  cross join lateral (
    select
      coalesce(
        $2::int,
        (
          select
            max("any"."round")
          from
            (
              select
                "b"."round"
              from
                "codebook" as "b"
              where
                "b"."study_id" = "k"."study"
                and (
                  "b"."visibility" in ('PUBLIC')
                  and exists (
                    select
                    from
                      "ecosystem" as "shown"
                    where
                      "shown"."id" = "b"."ecosystem_id"
                      and "shown"."visibility" in ('PUBLIC')
                  )
                )
                and exists (
                  select
                  from
                    "coding_release" as "t"
                  where
                    "t"."codebook_id" = "b"."id"
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
                )
                and exists (
                  select
                  from
                    "codebook_code" as "t"
                  where
                    "t"."codebook_id" = "b"."id"
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
                )
              union all
              select
                "t"."round"
              from
                "published_figure" as "t"
              where
                "t"."study_id" = "k"."study"
                and "t"."code" is not null
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
            ) as "any"
        )
      ) as "round"
  ) as "r"
  left join "codebook" as "b" on "b"."study_id" = "k"."study"
  and "b"."round" = "r"."round"
  and (
    "b"."visibility" in ('PUBLIC')
    and exists (
      select
      from
        "ecosystem" as "shown"
      where
        "shown"."id" = "b"."ecosystem_id"
        and "shown"."visibility" in ('PUBLIC')
    )
  )
  and exists (
    select
    from
      "coding_release" as "t"
    where
      "t"."codebook_id" = "b"."id"
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
  )
  and exists (
    select
    from
      "codebook_code" as "t"
    where
      "t"."codebook_id" = "b"."id"
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
  )
  left join lateral (
    select
      "t"."counts",
      "t"."created_at"
    from
      "coding_release" as "t"
    where
      "t"."codebook_id" = "b"."id"
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
      "t"."created_at" desc,
      "t"."id" desc
    limit
      1
  ) as "l" on true;
