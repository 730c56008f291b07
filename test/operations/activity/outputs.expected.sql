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
      "t"."title" as "title",
      "t"."outputs" as "outputs"
    from
      "activity" as "t"
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
      and "t"."status" = $2
      and "t"."setting" @> jsonb_build_object('scheme', $3::text, 'code', $4::text)
    order by
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
