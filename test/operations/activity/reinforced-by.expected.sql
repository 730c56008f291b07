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
      "t"."description" as "description",
      "t"."lead_id" as "leadId",
      "t"."participants" as "participants",
      "t"."status" as "status",
      "t"."setting" as "setting",
      "t"."strategy_ids" as "strategyIds",
      "t"."outputs" as "outputs",
      "t"."population" as "population",
      "t"."populations" as "populations",
      "t"."place" as "place",
      "t"."service_areas" as "serviceAreas",
      "t"."starts_on" as "startsOn",
      "t"."ends_on" as "endsOn",
      "t"."canceled_on" as "canceledOn",
      "t"."canceled_from" as "canceledFrom"
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
      "t"."activity_id" as "activityId",
      "t"."mechanism" as "mechanism"
    from
      "reinforcement" as "t"
    where
      "t"."reinforced_id" = "k"."parent"
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
  "t"."title" as "title",
  "t"."description" as "description",
  "t"."lead_id" as "leadId",
  "t"."participants" as "participants",
  "t"."status" as "status",
  "t"."setting" as "setting",
  "t"."strategy_ids" as "strategyIds",
  "t"."outputs" as "outputs",
  "t"."population" as "population",
  "t"."populations" as "populations",
  "t"."place" as "place",
  "t"."service_areas" as "serviceAreas",
  "t"."starts_on" as "startsOn",
  "t"."ends_on" as "endsOn",
  "t"."canceled_on" as "canceledOn",
  "t"."canceled_from" as "canceledFrom"
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
