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
  "k"."id" as "ecosystem",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'status',
            "t"."status",
            'setting',
            "t"."setting",
            'strategyIds',
            "t"."strategy_ids",
            'outputs',
            "t"."outputs",
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
          $1
      ) as "t"
  ) as "activities",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'indicatorVersionId',
            "t"."indicator_version_id",
            'organizationId',
            "t"."organization_id",
            'startsOn',
            "t"."starts_on",
            'endsOn',
            "t"."ends_on"
          )
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "adoption" as "t"
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
  ) as "adoptions",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'status',
            "t"."status",
            'vision',
            "t"."vision",
            'keyTermIds',
            "t"."key_term_ids",
            'ratifiedOn',
            "t"."ratified_on",
            'supersededOn',
            "t"."superseded_on"
          )
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
          $3
      ) as "t"
  ) as "agendas",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'role',
            "t"."role",
            'startedOn',
            "t"."started_on",
            'endedOn',
            "t"."ended_on",
            'functions',
            "t"."functions",
            'judgments',
            "t"."judgments"
          )
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "backbone_appointment" as "t"
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
  ) as "backboneAppointments",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'commonAgendaId',
            "t"."common_agenda_id",
            'organizationId',
            "t"."organization_id",
            'endorsedOn',
            "t"."endorsed_on",
            'withdrawnOn',
            "t"."withdrawn_on"
          )
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "endorsement" as "t"
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
  ) as "endorsements",
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
          $6
      ) as "t"
  ) as "goalContributions",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'commonAgendaId',
            "t"."common_agenda_id",
            'code',
            "t"."code",
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
          $7
      ) as "t"
  ) as "goals",
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
          $8
      ) as "t"
  ) as "indicatorContributions",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'indicatorId',
            "t"."indicator_id",
            'status',
            "t"."status",
            'adoptedOn',
            "t"."adopted_on",
            'retiredOn',
            "t"."retired_on",
            'effectiveFrom',
            "t"."effective_from"
          )
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "indicator_version" as "t"
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
  ) as "indicatorVersions",
  (
    select
      coalesce(
        jsonb_agg(jsonb_build_object('id', "t"."id", 'code', "t"."code", 'level', "t"."level", 'goalIds', "t"."goal_ids")),
        '[]'
      )
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
          $10
      ) as "t"
  ) as "indicators",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object('id', "t"."id", 'kind', "t"."kind", 'workingGroupId', "t"."working_group_id", 'heldOn', "t"."held_on")
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "meeting" as "t"
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
  ) as "meetings",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'indicatorVersionId',
            "t"."indicator_version_id",
            'frequency',
            "t"."period",
            'periodStart',
            "t"."period_start",
            'periodEnd',
            "t"."period_end",
            'releasedOn',
            "t"."released_on",
            'isWithdrawn',
            "t"."withdrawn_at" is not null
          )
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "release" as "t"
        where
          "t"."indicator_version_id" in (
            select
              "a"."local_version_id"
            from
              "network_adoption" as "a"
              join "indicator_version" as "v" on "v"."id" = "a"."network_version_id"
            where
              "v"."ecosystem_id" = "k"."id"
          )
          and (
            "t"."released_on" <= "t"."released_on"
            and (
              "t"."replaced_at" is null
              or not exists (
                select
                from
                  "release" as "later"
                where
                  "later"."indicator_version_id" = "t"."indicator_version_id"
                  and "later"."period" = "t"."period"
                  and "later"."released_on" <= "t"."released_on"
                  and (coalesce("later"."replaced_at", 'infinity'), "later"."released_on", "later"."id") > (coalesce("t"."replaced_at", 'infinity'), "t"."released_on", "t"."id")
              )
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
        limit
          $12
      ) as "t"
  ) as "memberReleases",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'ecosystemId',
            "t"."ecosystem_id",
            'networkVersionId',
            "t"."network_version_id",
            'adopterId',
            "t"."adopter_id",
            'localVersionId',
            "t"."local_version_id",
            'startsOn',
            "t"."starts_on",
            'endsOn',
            "t"."ends_on"
          )
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "network_adoption" as "t"
        where
          "t"."network_version_id" in (
            select
              "v"."id"
            from
              "indicator_version" as "v"
            where
              "v"."ecosystem_id" = "k"."id"
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
        limit
          $13
      ) as "t"
  ) as "networkAdoptions",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'stakeholderGroups',
            "t"."stakeholder_groups",
            'engagement',
            "t"."engagement",
            'joinedOn',
            "t"."joined_on",
            'leftOn',
            "t"."left_on"
          )
        ),
        '[]'
      )
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
          $14
      ) as "t"
  ) as "organizations",
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
          $15
      ) as "t"
  ) as "reinforcements",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'indicatorVersionId',
            "t"."indicator_version_id",
            'frequency',
            "t"."period",
            'periodStart',
            "t"."period_start",
            'periodEnd',
            "t"."period_end",
            'releasedOn',
            "t"."released_on",
            'isWithdrawn',
            "t"."withdrawn_at" is not null,
            'reporters',
            (
              select
                count(distinct "w"."reporter_id")
              from
                "released_row" as "w"
              where
                "w"."release_id" = "t"."id"
                and "w"."reporter_id" <> "t"."ecosystem_id"
            )
          )
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "release" as "t"
        where
          "t"."ecosystem_id" = "k"."id"
          and (
            "t"."released_on" <= "t"."released_on"
            and (
              "t"."replaced_at" is null
              or not exists (
                select
                from
                  "release" as "later"
                where
                  "later"."indicator_version_id" = "t"."indicator_version_id"
                  and "later"."period" = "t"."period"
                  and "later"."released_on" <= "t"."released_on"
                  and (coalesce("later"."replaced_at", 'infinity'), "later"."released_on", "later"."id") > (coalesce("t"."replaced_at", 'infinity'), "t"."released_on", "t"."id")
              )
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
        limit
          $16
      ) as "t"
  ) as "releases",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'goalId',
            "t"."goal_id",
            'kind',
            "t"."kind",
            'status',
            "t"."status",
            'startsOn',
            "t"."starts_on",
            'endsOn',
            "t"."ends_on"
          )
        ),
        '[]'
      )
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
          $17
      ) as "t"
  ) as "strategies",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'name',
            "t"."name",
            'cadence',
            "t"."cadence",
            'startedOn',
            "t"."started_on",
            'endedOn',
            "t"."ended_on"
          )
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "working_group" as "t"
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
          $18
      ) as "t"
  ) as "workingGroups"
from
  unnest($19::uuid[]) as "k" ("id");
