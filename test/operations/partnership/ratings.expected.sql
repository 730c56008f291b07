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
      "t"."rater_id" as "raterId",
      "t"."rated_id" as "ratedId",
      "t"."wave" as "wave",
      "t"."collaboration_level" as "collaborationLevel",
      "t"."trust" as "trust",
      "t"."value" as "value",
      "t"."rated_on" as "ratedOn",
      "t"."comment" as "comment"
    from
      (
        select
          "t".*
        from
          "relationship_rating" as "t"
        where
          "t"."survey_wave_id" = any (
            array(
              select
                "w"."id"
              from
                "survey_wave" as "w"
              where
                "w"."ecosystem_id" = "k"."parent"
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
          and "t"."wave" = $2
        offset
          $3
      ) as "t"
    order by
      "t"."wave" asc,
      "t"."id" asc
    limit
      4
  ) as "p";

select distinct
  "t"."number"
from
  "survey_wave" as "t"
where
  (
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
  "t"."number";

select
  (
    select
      count(*) as "count"
    from
      "relationship_rating" as "t"
    where
      "t"."survey_wave_id" = any (
        array(
          select
            "w"."id"
          from
            "survey_wave" as "w"
          where
            "w"."ecosystem_id" = "k"."parent"
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
      and "t"."wave" = $1
  ) as "count"
from
  unnest(array[$2]::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";

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
