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
      "t"."statement" as "statement",
      "t"."priority" as "priority",
      "t"."goal_id" as "goalId"
    from
      (
        select
          "t".*
        from
          "gap" as "t"
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
      "t"."priority" asc,
      "t"."id" asc
    limit
      6
  ) as "p";

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
  "common_agenda" as "t"
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
