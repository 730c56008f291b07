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
  "k"."id",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object('id', "t"."id", 'status', "t"."status", 'ratifiedOn', "t"."ratified_on", 'supersededOn', "t"."superseded_on")
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "common_agenda" as "t"
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
  ) as "agendas",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'commonAgendaId',
            "t"."common_agenda_id",
            'order',
            "t"."order",
            'basedOnId',
            "t"."based_on_id"
          )
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "goal" as "t"
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
  ) as "goals",
  (
    select
      coalesce(jsonb_agg(jsonb_build_object('id', "t"."id", 'goalId', "t"."goal_id")), '[]')
    from
      (
        select
          "t".*
        from
          "strategy" as "t"
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
  ) as "strategies",
  (
    select
      coalesce(jsonb_agg(jsonb_build_object('id', "t"."id", 'joinedOn', "t"."joined_on", 'leftOn', "t"."left_on")), '[]')
    from
      (
        select
          "t".*
        from
          "organization" as "t"
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
          $4
      ) as "t"
  ) as "organizations",
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
          $5
      ) as "t"
  ) as "indicators",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object('id', "t"."id", 'indicatorId', "t"."indicator_id", 'coreIndicatorId', "t"."core_indicator_id")
        ),
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
          $6
      ) as "t"
  ) as "indicatorContributions",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'status',
            "t"."status",
            'leadId',
            "t"."lead_id",
            'participants',
            "t"."participants",
            'strategyIds',
            "t"."strategy_ids",
            'outputs',
            "t"."outputs",
            'population',
            "t"."population",
            'populations',
            "t"."populations",
            'place',
            "t"."place",
            'serviceAreas',
            "t"."service_areas",
            'startsOn',
            "t"."starts_on",
            'endsOn',
            "t"."ends_on",
            'canceledOn',
            "t"."canceled_on",
            'canceledFrom',
            "t"."canceled_from"
          )
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "activity" as "t"
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
          $7
      ) as "t"
  ) as "activities",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object('id', "t"."id", 'activityId', "t"."activity_id", 'goalId', "t"."goal_id", 'indicatorId', "t"."indicator_id")
        ),
        '[]'
      )
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
          $8
      ) as "t"
  ) as "goalContributions",
  (
    select
      coalesce(
        jsonb_agg(jsonb_build_object('id', "t"."id", 'activityId', "t"."activity_id", 'reinforcedId', "t"."reinforced_id")),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "reinforcement" as "t"
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
          $9
      ) as "t"
  ) as "reinforcements",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'organizationId',
            "t"."organization_id",
            'status',
            "t"."status",
            'goalId',
            "t"."goal_id",
            'strategyId',
            "t"."strategy_id",
            'activityId',
            "t"."activity_id",
            'agreedOn',
            "t"."agreed_on",
            'closedOn',
            "t"."closed_on"
          )
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "commitment" as "t"
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
          $10
      ) as "t"
  ) as "commitments",
  (
    select
      coalesce(
        jsonb_agg(jsonb_build_object('id', "t"."id", 'code', "t"."code", 'level', "t"."level", 'parentId', "t"."parent_id")),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "place" as "t"
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
          $11
      ) as "t"
  ) as "places"
from
  unnest($12::uuid[]) as "k" ("id");

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
