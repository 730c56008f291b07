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
          $2
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
          $3
      ) as "t"
  ) as "backboneAppointments",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'organizationId',
            "t"."organization_id",
            'goalId',
            "t"."goal_id",
            'strategyId',
            "t"."strategy_id",
            'activityId',
            "t"."activity_id",
            'status',
            "t"."status",
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
          $4
      ) as "t"
  ) as "commitments",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object('id', "t"."id", 'communicationPlanId', "t"."communication_plan_id", 'happenedOn', "t"."happened_on")
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "communication_event" as "t"
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
  ) as "communicationEvents",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'audience',
            "t"."audience",
            'cadence',
            "t"."cadence",
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
          "communication_plan" as "t"
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
  ) as "communicationPlans",
  (
    select
      coalesce(
        jsonb_agg(jsonb_build_object('id', "t"."id", 'indicatorVersionId', "t"."indicator_version_id", 'saidOn', "t"."said_on")),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "discussion_entry" as "t"
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
  ) as "discussionEntries",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'awardId',
            "t"."award_id",
            'status',
            "t"."status",
            'committedOn',
            "t"."committed_on",
            'receivedOn',
            "t"."received_on",
            'declinedOn',
            "t"."declined_on",
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
          "funding" as "t"
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
  ) as "funding",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'landscapeScanId',
            "t"."landscape_scan_id",
            'aspect',
            "t"."aspect",
            'priority',
            "t"."priority",
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
          "gap" as "t"
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
  ) as "gaps",
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
          $10
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
          $11
      ) as "t"
  ) as "goals",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object('id', "t"."id", 'activityId', "t"."activity_id", 'stage', "t"."stage", 'startsOn', "t"."starts_on")
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "improvement_cycle" as "t"
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
          $12
      ) as "t"
  ) as "improvementCycles",
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
          $13
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
          $14
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
          $15
      ) as "t"
  ) as "indicators",
  (
    select
      coalesce(jsonb_agg(jsonb_build_object('id', "t"."id", 'scannedOn', "t"."scanned_on")), '[]')
    from
      (
        select
          "t".*
        from
          "landscape_scan" as "t"
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
          $16
      ) as "t"
  ) as "landscapeScans",
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
          $17
      ) as "t"
  ) as "meetings",
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
          $18
      ) as "t"
  ) as "organizations",
  (
    select
      coalesce(jsonb_agg(jsonb_build_object('id', "t"."id", 'takenOn', "t"."taken_on")), '[]')
    from
      (
        select
          "t".*
        from
          "policy_action" as "t"
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
          $19
      ) as "t"
  ) as "policyActions",
  (
    select
      coalesce(
        jsonb_agg(jsonb_build_object('id', "t"."id", 'assessedOn', "t"."assessed_on", 'criteria', "t"."criteria")),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "readiness_assessment" as "t"
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
          $20
      ) as "t"
  ) as "readinessAssessments",
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
          $21
      ) as "t"
  ) as "strategies",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id',
            "t"."id",
            'term',
            "t"."term",
            'status',
            "t"."status",
            'usedIn',
            "t"."used_in",
            'adoptedOn',
            "t"."adopted_on",
            'retiredOn',
            "t"."retired_on"
          )
        ),
        '[]'
      )
    from
      (
        select
          "t".*
        from
          "term" as "t"
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
          $22
      ) as "t"
  ) as "terms"
from
  unnest($23::uuid[]) as "k" ("id");
