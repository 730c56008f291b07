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
      "t"."code_key" as "codeKey",
      "t"."level" as "level",
      "t"."parent_id" as "parentId"
    from
      "place" as "t"
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
      "t"."code_key" asc,
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
      "t"."code" as "code",
      "t"."code_key" as "codeKey",
      "t"."level" as "level",
      "t"."parent_id" as "parentId"
    from
      "place" as "t"
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
      and "t"."level" ->> 'code' = $2
    order by
      "t"."code_key" desc,
      "t"."id" desc
    limit
      2
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "place" as "t"
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
  "t"."code" as "code",
  "t"."code_key" as "codeKey",
  "t"."level" as "level",
  "t"."parent_id" as "parentId"
from
  "place" as "t"
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
      "t"."code" as "code",
      "t"."code_key" as "codeKey",
      "t"."level" as "level",
      "t"."parent_id" as "parentId"
    from
      "place" as "t"
    where
      "t"."parent_id" = "k"."parent"
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
      "t"."code_key" asc,
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
      "t"."name" as "name",
      "t"."service_areas" as "serviceAreas"
    from
      (
        select
          "t".*
        from
          "organization" as "t"
        where
          "t"."ecosystem_id" = any (
            array(
              with recursive
                "line" as (
                  select
                    "p"."ecosystem_id",
                    "p"."code",
                    "p"."parent_id"
                  from
                    "place" as "p"
                  where
                    "p"."id" = "k"."parent"
                  union
                  select
                    "p"."ecosystem_id",
                    "p"."code",
                    "p"."parent_id"
                  from
                    "line"
                    cross join lateral (
                      select
                        "p"."ecosystem_id",
                        "p"."code",
                        "p"."parent_id"
                      from
                        "place" as "p"
                      where
                        "p"."id" = "line"."parent_id"
                        and (
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
                      offset
                        0
                    ) as "p"
                )
              select
                "line"."ecosystem_id"
              from
                "line"
            )
          )
          and exists (
            with recursive
              "line" as (
                select
                  "p"."ecosystem_id",
                  "p"."code",
                  "p"."parent_id"
                from
                  "place" as "p"
                where
                  "p"."id" = "k"."parent"
                union
                select
                  "p"."ecosystem_id",
                  "p"."code",
                  "p"."parent_id"
                from
                  "line"
                  cross join lateral (
                    select
                      "p"."ecosystem_id",
                      "p"."code",
                      "p"."parent_id"
                    from
                      "place" as "p"
                    where
                      "p"."id" = "line"."parent_id"
                      and (
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
                    offset
                      0
                  ) as "p"
              )
            select
            from
              "line"
            where
              "t"."ecosystem_id" = "line"."ecosystem_id"
              and "t"."service_areas" @> jsonb_build_array(jsonb_build_object('scheme', "line"."code" ->> 'scheme', 'code', "line"."code" ->> 'code'))
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
        offset
          $2
      ) as "t"
    order by
      "t"."name" asc,
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
      "t"."title" as "title"
    from
      (
        select
          "t".*
        from
          "activity" as "t"
        where
          "t"."ecosystem_id" = any (
            array(
              with recursive
                "line" as (
                  select
                    "p"."ecosystem_id",
                    "p"."code",
                    "p"."parent_id"
                  from
                    "place" as "p"
                  where
                    "p"."id" = "k"."parent"
                  union
                  select
                    "p"."ecosystem_id",
                    "p"."code",
                    "p"."parent_id"
                  from
                    "line"
                    cross join lateral (
                      select
                        "p"."ecosystem_id",
                        "p"."code",
                        "p"."parent_id"
                      from
                        "place" as "p"
                      where
                        "p"."id" = "line"."parent_id"
                        and (
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
                      offset
                        0
                    ) as "p"
                )
              select
                "line"."ecosystem_id"
              from
                "line"
            )
          )
          and exists (
            with recursive
              "line" as (
                select
                  "p"."ecosystem_id",
                  "p"."code",
                  "p"."parent_id"
                from
                  "place" as "p"
                where
                  "p"."id" = "k"."parent"
                union
                select
                  "p"."ecosystem_id",
                  "p"."code",
                  "p"."parent_id"
                from
                  "line"
                  cross join lateral (
                    select
                      "p"."ecosystem_id",
                      "p"."code",
                      "p"."parent_id"
                    from
                      "place" as "p"
                    where
                      "p"."id" = "line"."parent_id"
                      and (
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
                    offset
                      0
                  ) as "p"
              )
            select
            from
              "line"
            where
              "t"."ecosystem_id" = "line"."ecosystem_id"
              and case
                when "t"."service_areas" = '[]' then jsonb_build_array("t"."place")
                else "t"."service_areas"
              end @> jsonb_build_array(jsonb_build_object('scheme', "line"."code" ->> 'scheme', 'code', "line"."code" ->> 'code'))
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
          and "t"."status" = $2
        offset
          $3
      ) as "t"
    order by
      "t"."id" asc
    limit
      21
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "place" as "t"
    where
      "t"."parent_id" = "k"."parent"
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
  unnest($1::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";
