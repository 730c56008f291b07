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
      "t"."number" asc
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
      "t"."ecosystem_id" as "ecosystemId",
      "t"."common_agenda_id" as "commonAgendaId",
      "t"."code" as "code",
      "t"."title" as "title",
      "t"."outcome_statement" as "outcomeStatement",
      "t"."population" as "population",
      "t"."order" as "order"
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
      4
  ) as "p";

select
  (
    select
      count(*) as "count"
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
