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
  "t"."study_id" as "parent",
  "t"."round"
from
  "codebook" as "t"
where
  "t"."study_id" = any (array[$1]::uuid[])
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
union
select
  "t"."study_id" as "parent",
  "t"."round" as "round"
from
  "published_figure" as "t"
where
  "t"."study_id" = any (array[$2]::uuid[])
  and "t"."round" is not null
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
  "round";

select
  "r"."round",
  coalesce(
    (
      select
        jsonb_agg(jsonb_build_object('id', "cc"."id", 'code', "cc"."code", 'label', "cc"."label"))
      from
        "codebook_code" as "cc"
      where
        "cc"."codebook_id" = "b"."id"
        and (
          "cc"."visibility" in ('PUBLIC')
          and exists (
            select
            from
              "ecosystem" as "shown"
            where
              "shown"."id" = "cc"."ecosystem_id"
              and "shown"."visibility" in ('PUBLIC')
          )
        )
    ),
    '[]'
  ) as "codes",
  coalesce(
    (
      select
        jsonb_agg(jsonb_build_object('excerptId', "c"."excerpt_id", 'codebookCodeId', "cc"."id", 'coder', "c"."coder"))
      from
        "codebook_code" as "cc"
        join "coding" as "c" on "c"."codebook_code_id" = "cc"."id"
        join "excerpt" as "x" on "x"."id" = "c"."excerpt_id"
      where
        "cc"."codebook_id" = "b"."id"
        and (
          "cc"."visibility" in ('PUBLIC')
          and exists (
            select
            from
              "ecosystem" as "shown"
            where
              "shown"."id" = "cc"."ecosystem_id"
              and "shown"."visibility" in ('PUBLIC')
          )
        )
        and (
          "c"."visibility" in ('PUBLIC')
          and exists (
            select
            from
              "ecosystem" as "shown"
            where
              "shown"."id" = "c"."ecosystem_id"
              and "shown"."visibility" in ('PUBLIC')
          )
        )
        and (
          "x"."visibility" in ('PUBLIC')
          and exists (
            select
            from
              "ecosystem" as "shown"
            where
              "shown"."id" = "x"."ecosystem_id"
              and "shown"."visibility" in ('PUBLIC')
          )
        )
    ),
    '[]'
  ) as "codings",
  coalesce(
    (
      select
        jsonb_agg(jsonb_build_object('excerptId', "d"."excerpt_id", 'coder', "d"."coder"))
      from
        "excerpt_reading" as "d"
        join "excerpt" as "x" on "x"."id" = "d"."excerpt_id"
      where
        "d"."codebook_id" = "b"."id"
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
        and (
          "x"."visibility" in ('PUBLIC')
          and exists (
            select
            from
              "ecosystem" as "shown"
            where
              "shown"."id" = "x"."ecosystem_id"
              and "shown"."visibility" in ('PUBLIC')
          )
        )
    ),
    '[]'
  ) as "readings",
  exists (
    select
    from
      "published_figure" as "f"
    where
      "f"."study_id" = "k"."study"
      and (
        "f"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "f"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
  ) as "published"
from
  unnest($1::uuid[]) with ordinality as "k" ("study", "at")
  cross join lateral (
    select
      coalesce(
        $2::int,
        (
          select
            max("b"."round")
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
                "codebook_code" as "cc"
                join "coding" as "c" on "c"."codebook_code_id" = "cc"."id"
                join "excerpt" as "x" on "x"."id" = "c"."excerpt_id"
              where
                "cc"."codebook_id" = "b"."id"
                and (
                  "cc"."visibility" in ('PUBLIC')
                  and exists (
                    select
                    from
                      "ecosystem" as "shown"
                    where
                      "shown"."id" = "cc"."ecosystem_id"
                      and "shown"."visibility" in ('PUBLIC')
                  )
                )
                and (
                  "c"."visibility" in ('PUBLIC')
                  and exists (
                    select
                    from
                      "ecosystem" as "shown"
                    where
                      "shown"."id" = "c"."ecosystem_id"
                      and "shown"."visibility" in ('PUBLIC')
                  )
                )
                and (
                  "x"."visibility" in ('PUBLIC')
                  and exists (
                    select
                    from
                      "ecosystem" as "shown"
                    where
                      "shown"."id" = "x"."ecosystem_id"
                      and "shown"."visibility" in ('PUBLIC')
                  )
                )
            )
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
order by
  "k"."at";

select
  "r"."round",
  coalesce(
    (
      select
        jsonb_agg(jsonb_build_object('id', "cc"."id", 'code', "cc"."code", 'label', "cc"."label"))
      from
        "codebook_code" as "cc"
      where
        "cc"."codebook_id" = "b"."id"
        and (
          "cc"."visibility" in ('PUBLIC')
          and exists (
            select
            from
              "ecosystem" as "shown"
            where
              "shown"."id" = "cc"."ecosystem_id"
              and "shown"."visibility" in ('PUBLIC')
          )
        )
    ),
    '[]'
  ) as "codes",
  coalesce(
    (
      select
        jsonb_agg(jsonb_build_object('excerptId', "c"."excerpt_id", 'codebookCodeId', "cc"."id", 'coder', "c"."coder"))
      from
        "codebook_code" as "cc"
        join "coding" as "c" on "c"."codebook_code_id" = "cc"."id"
        join "excerpt" as "x" on "x"."id" = "c"."excerpt_id"
      where
        "cc"."codebook_id" = "b"."id"
        and (
          "cc"."visibility" in ('PUBLIC')
          and exists (
            select
            from
              "ecosystem" as "shown"
            where
              "shown"."id" = "cc"."ecosystem_id"
              and "shown"."visibility" in ('PUBLIC')
          )
        )
        and (
          "c"."visibility" in ('PUBLIC')
          and exists (
            select
            from
              "ecosystem" as "shown"
            where
              "shown"."id" = "c"."ecosystem_id"
              and "shown"."visibility" in ('PUBLIC')
          )
        )
        and (
          "x"."visibility" in ('PUBLIC')
          and exists (
            select
            from
              "ecosystem" as "shown"
            where
              "shown"."id" = "x"."ecosystem_id"
              and "shown"."visibility" in ('PUBLIC')
          )
        )
    ),
    '[]'
  ) as "codings",
  coalesce(
    (
      select
        jsonb_agg(jsonb_build_object('excerptId', "d"."excerpt_id", 'coder', "d"."coder"))
      from
        "excerpt_reading" as "d"
        join "excerpt" as "x" on "x"."id" = "d"."excerpt_id"
      where
        "d"."codebook_id" = "b"."id"
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
        and (
          "x"."visibility" in ('PUBLIC')
          and exists (
            select
            from
              "ecosystem" as "shown"
            where
              "shown"."id" = "x"."ecosystem_id"
              and "shown"."visibility" in ('PUBLIC')
          )
        )
    ),
    '[]'
  ) as "readings",
  exists (
    select
    from
      "published_figure" as "f"
    where
      "f"."study_id" = "k"."study"
      and (
        "f"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "f"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
  ) as "published"
from
  unnest($1::uuid[]) with ordinality as "k" ("study", "at")
  cross join lateral (
    select
      coalesce(
        $2::int,
        (
          select
            max("b"."round")
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
                "codebook_code" as "cc"
                join "coding" as "c" on "c"."codebook_code_id" = "cc"."id"
                join "excerpt" as "x" on "x"."id" = "c"."excerpt_id"
              where
                "cc"."codebook_id" = "b"."id"
                and (
                  "cc"."visibility" in ('PUBLIC')
                  and exists (
                    select
                    from
                      "ecosystem" as "shown"
                    where
                      "shown"."id" = "cc"."ecosystem_id"
                      and "shown"."visibility" in ('PUBLIC')
                  )
                )
                and (
                  "c"."visibility" in ('PUBLIC')
                  and exists (
                    select
                    from
                      "ecosystem" as "shown"
                    where
                      "shown"."id" = "c"."ecosystem_id"
                      and "shown"."visibility" in ('PUBLIC')
                  )
                )
                and (
                  "x"."visibility" in ('PUBLIC')
                  and exists (
                    select
                    from
                      "ecosystem" as "shown"
                    where
                      "shown"."id" = "x"."ecosystem_id"
                      and "shown"."visibility" in ('PUBLIC')
                  )
                )
            )
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
order by
  "k"."at";
