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

select
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."organization_id" as "organizationId",
  "t"."role" as "role",
  "t"."started_on" as "startedOn",
  "t"."ended_on" as "endedOn",
  "t"."functions" as "functions",
  "t"."judgments" as "judgments"
from
  "backbone_appointment" as "t"
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

select
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."assessed_on" as "assessedOn",
  "t"."assessed_by" as "assessedBy",
  "t"."criteria" as "criteria",
  "t"."summary" as "summary"
from
  "readiness_assessment" as "t"
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
  "t"."landscape_scan_id" as "landscapeScanId",
  "t"."aspect" as "aspect",
  "t"."statement" as "statement",
  "t"."population" as "population",
  "t"."place" as "place",
  "t"."evidence" as "evidence",
  "t"."priority" as "priority",
  "t"."indicator_id" as "indicatorId",
  "t"."goal_id" as "goalId",
  "t"."status" as "status",
  "t"."closed_on" as "closedOn"
from
  "gap" as "t"
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
  "t"."organization_id" as "organizationId",
  "t"."statement" as "statement",
  "t"."goal_id" as "goalId",
  "t"."strategy_id" as "strategyId",
  "t"."activity_id" as "activityId",
  "t"."due_on" as "dueOn",
  "t"."status" as "status",
  "t"."agreed_on" as "agreedOn",
  "t"."closed_on" as "closedOn",
  "t"."evidence" as "evidence",
  "t"."evidence_url" as "evidenceUrl"
from
  "commitment" as "t"
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
  "t"."term" as "term",
  "t"."term_key" as "termKey",
  "t"."search_text" as "searchText",
  "t"."definition" as "definition",
  "t"."source" as "source",
  "t"."synonyms" as "synonyms",
  "t"."used_in" as "usedIn",
  "t"."status" as "status",
  "t"."adopted_on" as "adoptedOn",
  "t"."retired_on" as "retiredOn"
from
  "term" as "t"
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
  "t"."indicator_version_id" as "indicatorVersionId",
  "t"."said_on" as "saidOn",
  "t"."organization_id" as "organizationId",
  "t"."speaker" as "speaker",
  "t"."position" as "position",
  "t"."statement" as "statement"
from
  "discussion_entry" as "t"
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
  "t"."title" as "title",
  "t"."funder_id" as "funderId",
  "t"."recipient_id" as "recipientId",
  "t"."award_id" as "awardId",
  "t"."amount" as "amount",
  "t"."currency" as "currency",
  "t"."status" as "status",
  "t"."requested_on" as "requestedOn",
  "t"."committed_on" as "committedOn",
  "t"."received_on" as "receivedOn",
  "t"."declined_on" as "declinedOn",
  "t"."starts_on" as "startsOn",
  "t"."ends_on" as "endsOn",
  "t"."function" as "function",
  "t"."strategy_id" as "strategyId"
from
  "funding" as "t"
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
  "t"."objective" as "objective",
  "t"."audience" as "audience",
  "t"."message" as "message",
  "t"."channel" as "channel",
  "t"."cadence" as "cadence",
  "t"."owner_id" as "ownerId",
  "t"."starts_on" as "startsOn",
  "t"."ends_on" as "endsOn"
from
  "communication_plan" as "t"
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
  "t"."aim" as "aim",
  "t"."activity_id" as "activityId",
  "t"."indicator_ids" as "indicatorIds",
  "t"."previous_cycle_id" as "previousCycleId",
  "t"."stage" as "stage",
  "t"."prediction" as "prediction",
  "t"."result" as "result",
  "t"."decision" as "decision",
  "t"."starts_on" as "startsOn",
  "t"."ends_on" as "endsOn"
from
  "improvement_cycle" as "t"
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
  "t"."working_group_id" as "workingGroupId",
  "t"."title" as "title",
  "t"."kind" as "kind",
  "t"."planned_on" as "plannedOn",
  "t"."held_on" as "heldOn",
  "t"."duration" as "duration",
  "t"."attendance" as "attendance",
  "t"."summary" as "summary",
  "t"."topics" as "topics",
  "t"."insights" as "insights"
from
  "meeting" as "t"
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
