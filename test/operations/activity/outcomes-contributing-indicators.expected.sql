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
      21
  ) as "p";

select
  "k"."id",
  (
    select
      coalesce(jsonb_agg(jsonb_build_object('id', "t"."id", 'level', "t"."level", 'goalIds', "t"."goal_ids")), '[]')
    from
      (
        select
          "t".*
        from
          "indicator" as "t"
        where
          "t"."ecosystem_id" = "k"."id"
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
        limit
          $1
      ) as "t"
  ) as "indicators",
  (
    select
      coalesce(
        jsonb_agg(jsonb_build_object('indicatorId', "t"."indicator_id", 'coreIndicatorId', "t"."core_indicator_id")),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "indicator_contribution" as "t"
        where
          "t"."ecosystem_id" = "k"."id"
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
        limit
          $2
      ) as "t"
  ) as "indicatorContributions",
  (
    select
      coalesce(jsonb_agg(jsonb_build_object('activityId', "t"."activity_id", 'indicatorId', "t"."indicator_id")), '[]')
    from
      (
        select
          "t".*
        from
          "goal_contribution" as "t"
        where
          "t"."ecosystem_id" = "k"."id"
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
        limit
          $3
      ) as "t"
  ) as "goalContributions"
from
  unnest($4::uuid[]) as "k" ("id");

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
