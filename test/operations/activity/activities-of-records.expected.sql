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
      "t"."name" as "name",
      "t"."legal_name" as "legalName",
      "t"."identifiers" as "identifiers",
      "t"."stakeholder_groups" as "stakeholderGroups",
      "t"."url" as "url",
      "t"."place" as "place",
      "t"."service_areas" as "serviceAreas",
      "t"."joined_on" as "joinedOn",
      "t"."left_on" as "leftOn",
      "t"."engagement" as "engagement",
      "t"."legal_entity" as "legalEntity"
    from
      "organization" as "t"
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
      and "t"."stakeholder_groups" @> jsonb_build_array(jsonb_build_object('scheme', $2::text, 'code', $3::text))
    order by
      "t"."name" asc,
      "t"."id" asc
    limit
      5
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
  "t"."number" as "number",
  "t"."status" as "status",
  "t"."vision" as "vision",
  "t"."problem_statement" as "problemStatement",
  "t"."principles" as "principles",
  "t"."key_term_ids" as "keyTermIds",
  "t"."horizon" as "horizon",
  "t"."proposed_on" as "proposedOn",
  "t"."ratified_on" as "ratifiedOn",
  "t"."superseded_on" as "supersededOn"
from
  unnest(array[$1]::uuid[]) as "k" ("parent")
  inner join "common_agenda" as "t" on (
    "t"."ecosystem_id" = "k"."parent"
    and "t"."status" = 'RATIFIED'
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
  "t"."id" asc;

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
      4
  ) as "p";

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."title" as "title",
      "t"."ends_on" as "endsOn"
    from
      "activity" as "t"
    where
      (
        "t"."lead_id" = "k"."parent"
        or "t"."participants" @> jsonb_build_array(jsonb_build_object('organizationId', "k"."parent"))
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
      "t"."id" asc
    limit
      3
  ) as "p";

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."organization_id" as "organizationId",
      "t"."statement" as "statement",
      "t"."status" as "status"
    from
      "commitment" as "t"
    where
      "t"."organization_id" = "k"."parent"
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
      "t"."id" asc
    limit
      3
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
      "t"."common_agenda_id" as "commonAgendaId",
      "t"."code" as "code",
      "t"."title" as "title",
      "t"."outcome_statement" as "outcomeStatement",
      "t"."population" as "population",
      "t"."order" as "order",
      "t"."based_on_id" as "basedOnId"
    from
      "goal" as "t"
    where
      "t"."common_agenda_id" = "k"."parent"
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
      "t"."id" asc
    limit
      7
  ) as "p";

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."activity_id" as "activityId",
      "t"."indicator_id" as "indicatorId",
      "t"."mechanism" as "mechanism"
    from
      "goal_contribution" as "t"
    where
      "t"."indicator_id" = "k"."parent"
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
      "t"."id" asc
    limit
      2
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "activity" as "t"
    where
      (
        "t"."lead_id" = "k"."parent"
        or "t"."participants" @> jsonb_build_array(jsonb_build_object('organizationId', "k"."parent"))
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
  unnest($1::uuid[]) with ordinality as "k" ("parent", "position")
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
      "t"."activity_id" as "activityId",
      "t"."indicator_id" as "indicatorId",
      "t"."mechanism" as "mechanism"
    from
      (
        select
          "t".*
        from
          "goal_contribution" as "t"
        where
          "t"."goal_id" = any (
            array(
              with recursive
                "line" as (
                  select
                    "g"."id",
                    "g"."based_on_id"
                  from
                    "goal" as "g"
                  where
                    "g"."id" = "k"."parent"
                  union
                  select
                    "g"."id",
                    "g"."based_on_id"
                  from
                    "line"
                    cross join lateral (
                      select
                        "g"."id",
                        "g"."based_on_id"
                      from
                        "goal" as "g"
                      where
                        "g"."id" = "line"."based_on_id"
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
                      offset
                        0
                    ) as "g"
                )
              select
                "line"."id"
              from
                "line"
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
        offset
          $2
      ) as "t"
    order by
      "t"."id" asc
    limit
      2
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
      "t"."goal_id" as "goalId",
      "t"."title" as "title",
      "t"."description" as "description",
      "t"."kind" as "kind",
      "t"."status" as "status",
      "t"."lead_id" as "leadId",
      "t"."starts_on" as "startsOn",
      "t"."ends_on" as "endsOn",
      "t"."result" as "result",
      "t"."based_on_id" as "basedOnId"
    from
      "strategy" as "t"
    where
      "t"."goal_id" = "k"."parent"
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
      "t"."id" asc
    limit
      3
  ) as "p";

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."title" as "title",
      "t"."ends_on" as "endsOn"
    from
      (
        select
          "t".*
        from
          "activity" as "t"
        where
          "t"."id" = any (
            array(
              select
                "c"."activity_id"
              from
                "goal_contribution" as "c"
              where
                "c"."goal_id" = any (
                  array(
                    with recursive
                      "line" as (
                        select
                          "g"."id",
                          "g"."based_on_id"
                        from
                          "goal" as "g"
                        where
                          "g"."id" = "k"."parent"
                        union
                        select
                          "g"."id",
                          "g"."based_on_id"
                        from
                          "line"
                          cross join lateral (
                            select
                              "g"."id",
                              "g"."based_on_id"
                            from
                              "goal" as "g"
                            where
                              "g"."id" = "line"."based_on_id"
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
                            offset
                              0
                          ) as "g"
                      )
                    select
                      "line"."id"
                    from
                      "line"
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
              union
              select
                "a"."id"
              from
                "strategy" as "s"
                join "activity" as "a" on "a"."strategy_ids" @> array["s"."id"]
              where
                "s"."goal_id" = any (
                  array(
                    with recursive
                      "line" as (
                        select
                          "g"."id",
                          "g"."based_on_id"
                        from
                          "goal" as "g"
                        where
                          "g"."id" = "k"."parent"
                        union
                        select
                          "g"."id",
                          "g"."based_on_id"
                        from
                          "line"
                          cross join lateral (
                            select
                              "g"."id",
                              "g"."based_on_id"
                            from
                              "goal" as "g"
                            where
                              "g"."id" = "line"."based_on_id"
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
                            offset
                              0
                          ) as "g"
                      )
                    select
                      "line"."id"
                    from
                      "line"
                  )
                )
                and (
                  "s"."visibility" in ('PUBLIC')
                  and exists (
                    select
                    from
                      "ecosystem" as "shown"
                    where
                      "shown"."id" = "s"."ecosystem_id"
                      and "shown"."visibility" in ('PUBLIC')
                  )
                )
              union
              select
                "c"."activity_id"
              from
                "goal_contribution" as "c"
              where
                "c"."indicator_id" = any (
                  array(
                    select
                      "o"."id"
                    from
                      "indicator" as "o"
                    where
                      "o"."level" = 'POPULATION'
                      and "o"."goal_ids" && array(
                        with recursive
                          "line" as (
                            select
                              "g"."id",
                              "g"."based_on_id"
                            from
                              "goal" as "g"
                            where
                              "g"."id" = "k"."parent"
                            union
                            select
                              "g"."id",
                              "g"."based_on_id"
                            from
                              "goal" as "g"
                              join "line" on "g"."id" = "line"."based_on_id"
                            where
                              (
                                "g"."visibility" in ('PUBLIC')
                                and "g"."ecosystem_id" in (
                                  select
                                    "e"."id"
                                  from
                                    "ecosystem" as "e"
                                  where
                                    "e"."visibility" in ('PUBLIC')
                                )
                              )
                          )
                        select
                          "line"."id"
                        from
                          "line"
                      )
                      and (
                        "o"."visibility" in ('PUBLIC')
                        and "o"."ecosystem_id" in (
                          select
                            "e"."id"
                          from
                            "ecosystem" as "e"
                          where
                            "e"."visibility" in ('PUBLIC')
                        )
                      )
                    union
                    select
                      "i"."id"
                    from
                      "indicator_contribution" as "l"
                      join "indicator" as "i" on "i"."id" = "l"."indicator_id"
                      join "indicator" as "o" on "o"."id" = "l"."core_indicator_id"
                    where
                      "o"."goal_ids" && array(
                        with recursive
                          "line" as (
                            select
                              "g"."id",
                              "g"."based_on_id"
                            from
                              "goal" as "g"
                            where
                              "g"."id" = "k"."parent"
                            union
                            select
                              "g"."id",
                              "g"."based_on_id"
                            from
                              "line"
                              cross join lateral (
                                select
                                  "g"."id",
                                  "g"."based_on_id"
                                from
                                  "goal" as "g"
                                where
                                  "g"."id" = "line"."based_on_id"
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
                                offset
                                  0
                              ) as "g"
                          )
                        select
                          "line"."id"
                        from
                          "line"
                      )
                      and (
                        "l"."visibility" in ('PUBLIC')
                        and exists (
                          select
                          from
                            "ecosystem" as "shown"
                          where
                            "shown"."id" = "l"."ecosystem_id"
                            and "shown"."visibility" in ('PUBLIC')
                        )
                      )
                      and (
                        "i"."visibility" in ('PUBLIC')
                        and exists (
                          select
                          from
                            "ecosystem" as "shown"
                          where
                            "shown"."id" = "i"."ecosystem_id"
                            and "shown"."visibility" in ('PUBLIC')
                        )
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
              union
              select
                "a"."id"
              from
                (
                  select
                    "o"."id"
                  from
                    "indicator" as "o"
                  where
                    "o"."level" = 'POPULATION'
                    and "o"."goal_ids" && array(
                      with recursive
                        "line" as (
                          select
                            "g"."id",
                            "g"."based_on_id"
                          from
                            "goal" as "g"
                          where
                            "g"."id" = "k"."parent"
                          union
                          select
                            "g"."id",
                            "g"."based_on_id"
                          from
                            "goal" as "g"
                            join "line" on "g"."id" = "line"."based_on_id"
                          where
                            (
                              "g"."visibility" in ('PUBLIC')
                              and "g"."ecosystem_id" in (
                                select
                                  "e"."id"
                                from
                                  "ecosystem" as "e"
                                where
                                  "e"."visibility" in ('PUBLIC')
                              )
                            )
                        )
                      select
                        "line"."id"
                      from
                        "line"
                    )
                    and (
                      "o"."visibility" in ('PUBLIC')
                      and "o"."ecosystem_id" in (
                        select
                          "e"."id"
                        from
                          "ecosystem" as "e"
                        where
                          "e"."visibility" in ('PUBLIC')
                      )
                    )
                  union
                  select
                    "i"."id"
                  from
                    "indicator_contribution" as "l"
                    join "indicator" as "i" on "i"."id" = "l"."indicator_id"
                    join "indicator" as "o" on "o"."id" = "l"."core_indicator_id"
                  where
                    "o"."goal_ids" && array(
                      with recursive
                        "line" as (
                          select
                            "g"."id",
                            "g"."based_on_id"
                          from
                            "goal" as "g"
                          where
                            "g"."id" = "k"."parent"
                          union
                          select
                            "g"."id",
                            "g"."based_on_id"
                          from
                            "line"
                            cross join lateral (
                              select
                                "g"."id",
                                "g"."based_on_id"
                              from
                                "goal" as "g"
                              where
                                "g"."id" = "line"."based_on_id"
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
                              offset
                                0
                            ) as "g"
                        )
                      select
                        "line"."id"
                      from
                        "line"
                    )
                    and (
                      "l"."visibility" in ('PUBLIC')
                      and exists (
                        select
                        from
                          "ecosystem" as "shown"
                        where
                          "shown"."id" = "l"."ecosystem_id"
                          and "shown"."visibility" in ('PUBLIC')
                      )
                    )
                    and (
                      "i"."visibility" in ('PUBLIC')
                      and exists (
                        select
                        from
                          "ecosystem" as "shown"
                        where
                          "shown"."id" = "i"."ecosystem_id"
                          and "shown"."visibility" in ('PUBLIC')
                      )
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
                ) as "i"
                join "activity" as "a" on "a"."outputs" @> jsonb_build_array(jsonb_build_object('indicatorId', "i"."id"))
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
          and "t"."status" = $2
        offset
          $3
      ) as "t"
    order by
      "t"."id" asc
    limit
      3
  ) as "p";

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."organization_id" as "organizationId",
      "t"."statement" as "statement",
      "t"."status" as "status"
    from
      (
        select
          "t".*
        from
          "commitment" as "t"
        where
          "t"."goal_id" = any (
            array(
              with recursive
                "line" as (
                  select
                    "g"."id",
                    "g"."based_on_id"
                  from
                    "goal" as "g"
                  where
                    "g"."id" = "k"."parent"
                  union
                  select
                    "g"."id",
                    "g"."based_on_id"
                  from
                    "line"
                    cross join lateral (
                      select
                        "g"."id",
                        "g"."based_on_id"
                      from
                        "goal" as "g"
                      where
                        "g"."id" = "line"."based_on_id"
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
                      offset
                        0
                    ) as "g"
                )
              select
                "line"."id"
              from
                "line"
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
          and "t"."status" = $2
        offset
          $3
      ) as "t"
    order by
      "t"."id" asc
    limit
      2
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "goal_contribution" as "t"
    where
      "t"."indicator_id" = "k"."parent"
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

select
  "t"."id" as "id",
  "t"."title" as "title",
  "t"."ends_on" as "endsOn"
from
  "activity" as "t"
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
  (
    select
      count(*) as "count"
    from
      "goal_contribution" as "t"
    where
      "t"."goal_id" = any (
        array(
          with recursive
            "line" as (
              select
                "g"."id",
                "g"."based_on_id"
              from
                "goal" as "g"
              where
                "g"."id" = "k"."parent"
              union
              select
                "g"."id",
                "g"."based_on_id"
              from
                "line"
                cross join lateral (
                  select
                    "g"."id",
                    "g"."based_on_id"
                  from
                    "goal" as "g"
                  where
                    "g"."id" = "line"."based_on_id"
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
                  offset
                    0
                ) as "g"
            )
          select
            "line"."id"
          from
            "line"
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
  unnest($1::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";

select
  "t"."id" as "id",
  "t"."title" as "title",
  "t"."ends_on" as "endsOn"
from
  "activity" as "t"
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
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."title" as "title",
      "t"."ends_on" as "endsOn"
    from
      "activity" as "t"
    where
      "t"."strategy_ids" @> array["k"."parent"]
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
      "t"."id" asc
    limit
      3
  ) as "p";

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."organization_id" as "organizationId",
      "t"."statement" as "statement",
      "t"."status" as "status"
    from
      "commitment" as "t"
    where
      "t"."strategy_id" = "k"."parent"
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
      "t"."id" asc
    limit
      3
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "activity" as "t"
    where
      "t"."id" = any (
        array(
          select
            "c"."activity_id"
          from
            "goal_contribution" as "c"
          where
            "c"."goal_id" = any (
              array(
                with recursive
                  "line" as (
                    select
                      "g"."id",
                      "g"."based_on_id"
                    from
                      "goal" as "g"
                    where
                      "g"."id" = "k"."parent"
                    union
                    select
                      "g"."id",
                      "g"."based_on_id"
                    from
                      "line"
                      cross join lateral (
                        select
                          "g"."id",
                          "g"."based_on_id"
                        from
                          "goal" as "g"
                        where
                          "g"."id" = "line"."based_on_id"
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
                        offset
                          0
                      ) as "g"
                  )
                select
                  "line"."id"
                from
                  "line"
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
          union
          select
            "a"."id"
          from
            "strategy" as "s"
            join "activity" as "a" on "a"."strategy_ids" @> array["s"."id"]
          where
            "s"."goal_id" = any (
              array(
                with recursive
                  "line" as (
                    select
                      "g"."id",
                      "g"."based_on_id"
                    from
                      "goal" as "g"
                    where
                      "g"."id" = "k"."parent"
                    union
                    select
                      "g"."id",
                      "g"."based_on_id"
                    from
                      "line"
                      cross join lateral (
                        select
                          "g"."id",
                          "g"."based_on_id"
                        from
                          "goal" as "g"
                        where
                          "g"."id" = "line"."based_on_id"
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
                        offset
                          0
                      ) as "g"
                  )
                select
                  "line"."id"
                from
                  "line"
              )
            )
            and (
              "s"."visibility" in ('PUBLIC')
              and exists (
                select
                from
                  "ecosystem" as "shown"
                where
                  "shown"."id" = "s"."ecosystem_id"
                  and "shown"."visibility" in ('PUBLIC')
              )
            )
          union
          select
            "c"."activity_id"
          from
            "goal_contribution" as "c"
          where
            "c"."indicator_id" = any (
              array(
                select
                  "o"."id"
                from
                  "indicator" as "o"
                where
                  "o"."level" = 'POPULATION'
                  and "o"."goal_ids" && array(
                    with recursive
                      "line" as (
                        select
                          "g"."id",
                          "g"."based_on_id"
                        from
                          "goal" as "g"
                        where
                          "g"."id" = "k"."parent"
                        union
                        select
                          "g"."id",
                          "g"."based_on_id"
                        from
                          "goal" as "g"
                          join "line" on "g"."id" = "line"."based_on_id"
                        where
                          (
                            "g"."visibility" in ('PUBLIC')
                            and "g"."ecosystem_id" in (
                              select
                                "e"."id"
                              from
                                "ecosystem" as "e"
                              where
                                "e"."visibility" in ('PUBLIC')
                            )
                          )
                      )
                    select
                      "line"."id"
                    from
                      "line"
                  )
                  and (
                    "o"."visibility" in ('PUBLIC')
                    and "o"."ecosystem_id" in (
                      select
                        "e"."id"
                      from
                        "ecosystem" as "e"
                      where
                        "e"."visibility" in ('PUBLIC')
                    )
                  )
                union
                select
                  "i"."id"
                from
                  "indicator_contribution" as "l"
                  join "indicator" as "i" on "i"."id" = "l"."indicator_id"
                  join "indicator" as "o" on "o"."id" = "l"."core_indicator_id"
                where
                  "o"."goal_ids" && array(
                    with recursive
                      "line" as (
                        select
                          "g"."id",
                          "g"."based_on_id"
                        from
                          "goal" as "g"
                        where
                          "g"."id" = "k"."parent"
                        union
                        select
                          "g"."id",
                          "g"."based_on_id"
                        from
                          "line"
                          cross join lateral (
                            select
                              "g"."id",
                              "g"."based_on_id"
                            from
                              "goal" as "g"
                            where
                              "g"."id" = "line"."based_on_id"
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
                            offset
                              0
                          ) as "g"
                      )
                    select
                      "line"."id"
                    from
                      "line"
                  )
                  and (
                    "l"."visibility" in ('PUBLIC')
                    and exists (
                      select
                      from
                        "ecosystem" as "shown"
                      where
                        "shown"."id" = "l"."ecosystem_id"
                        and "shown"."visibility" in ('PUBLIC')
                    )
                  )
                  and (
                    "i"."visibility" in ('PUBLIC')
                    and exists (
                      select
                      from
                        "ecosystem" as "shown"
                      where
                        "shown"."id" = "i"."ecosystem_id"
                        and "shown"."visibility" in ('PUBLIC')
                    )
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
          union
          select
            "a"."id"
          from
            (
              select
                "o"."id"
              from
                "indicator" as "o"
              where
                "o"."level" = 'POPULATION'
                and "o"."goal_ids" && array(
                  with recursive
                    "line" as (
                      select
                        "g"."id",
                        "g"."based_on_id"
                      from
                        "goal" as "g"
                      where
                        "g"."id" = "k"."parent"
                      union
                      select
                        "g"."id",
                        "g"."based_on_id"
                      from
                        "goal" as "g"
                        join "line" on "g"."id" = "line"."based_on_id"
                      where
                        (
                          "g"."visibility" in ('PUBLIC')
                          and "g"."ecosystem_id" in (
                            select
                              "e"."id"
                            from
                              "ecosystem" as "e"
                            where
                              "e"."visibility" in ('PUBLIC')
                          )
                        )
                    )
                  select
                    "line"."id"
                  from
                    "line"
                )
                and (
                  "o"."visibility" in ('PUBLIC')
                  and "o"."ecosystem_id" in (
                    select
                      "e"."id"
                    from
                      "ecosystem" as "e"
                    where
                      "e"."visibility" in ('PUBLIC')
                  )
                )
              union
              select
                "i"."id"
              from
                "indicator_contribution" as "l"
                join "indicator" as "i" on "i"."id" = "l"."indicator_id"
                join "indicator" as "o" on "o"."id" = "l"."core_indicator_id"
              where
                "o"."goal_ids" && array(
                  with recursive
                    "line" as (
                      select
                        "g"."id",
                        "g"."based_on_id"
                      from
                        "goal" as "g"
                      where
                        "g"."id" = "k"."parent"
                      union
                      select
                        "g"."id",
                        "g"."based_on_id"
                      from
                        "line"
                        cross join lateral (
                          select
                            "g"."id",
                            "g"."based_on_id"
                          from
                            "goal" as "g"
                          where
                            "g"."id" = "line"."based_on_id"
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
                          offset
                            0
                        ) as "g"
                    )
                  select
                    "line"."id"
                  from
                    "line"
                )
                and (
                  "l"."visibility" in ('PUBLIC')
                  and exists (
                    select
                    from
                      "ecosystem" as "shown"
                    where
                      "shown"."id" = "l"."ecosystem_id"
                      and "shown"."visibility" in ('PUBLIC')
                  )
                )
                and (
                  "i"."visibility" in ('PUBLIC')
                  and exists (
                    select
                    from
                      "ecosystem" as "shown"
                    where
                      "shown"."id" = "i"."ecosystem_id"
                      and "shown"."visibility" in ('PUBLIC')
                  )
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
            ) as "i"
            join "activity" as "a" on "a"."outputs" @> jsonb_build_array(jsonb_build_object('indicatorId', "i"."id"))
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
      and "t"."status" = $1
  ) as "count"
from
  unnest($2::uuid[]) with ordinality as "k" ("parent", "position")
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
  "t"."name" as "name",
  "t"."legal_name" as "legalName",
  "t"."identifiers" as "identifiers",
  "t"."stakeholder_groups" as "stakeholderGroups",
  "t"."url" as "url",
  "t"."place" as "place",
  "t"."service_areas" as "serviceAreas",
  "t"."joined_on" as "joinedOn",
  "t"."left_on" as "leftOn",
  "t"."engagement" as "engagement",
  "t"."legal_entity" as "legalEntity"
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
