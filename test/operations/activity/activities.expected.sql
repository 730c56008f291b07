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
    and "t"."ecosystem_id" in (
      select
        "e"."id"
      from
        "ecosystem" as "e"
      where
        "e"."visibility" in ('PUBLIC')
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
        and "t"."ecosystem_id" in (
          select
            "e"."id"
          from
            "ecosystem" as "e"
          where
            "e"."visibility" in ('PUBLIC')
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
  (
    select
      count(*) as "count"
    from
      "activity" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and (
        "t"."visibility" in ('PUBLIC')
        and "t"."ecosystem_id" in (
          select
            "e"."id"
          from
            "ecosystem" as "e"
          where
            "e"."visibility" in ('PUBLIC')
        )
      )
      and "t"."status" = $1
      and "t"."setting" @> jsonb_build_object('scheme', $2::text, 'code', $3::text)
  ) as "count"
from
  unnest(array[$4]::uuid[]) with ordinality as "k" ("parent", "position")
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
    and "t"."ecosystem_id" in (
      select
        "e"."id"
      from
        "ecosystem" as "e"
      where
        "e"."visibility" in ('PUBLIC')
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
  "t"."goal_id" as "goalId",
  "t"."title" as "title",
  "t"."description" as "description",
  "t"."kind" as "kind",
  "t"."status" as "status",
  "t"."lead_id" as "leadId",
  "t"."starts_on" as "startsOn",
  "t"."ends_on" as "endsOn",
  "t"."result" as "result",
  "t"."based_on_id" as "basedOnId"
from
  "strategy" as "t"
where
  "t"."id" = any (array[$1]::uuid[])
  and (
    "t"."visibility" in ('PUBLIC')
    and "t"."ecosystem_id" in (
      select
        "e"."id"
      from
        "ecosystem" as "e"
      where
        "e"."visibility" in ('PUBLIC')
    )
  );

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."created_at" as "createdAt",
      "t"."updated_at" as "updatedAt",
      "t"."version" as "version",
      "t"."visibility" as "visibility",
      "t"."source_uri" as "sourceUri",
      "t"."ecosystem_id" as "ecosystemId",
      "t"."activity_id" as "activityId",
      "t"."goal_id" as "goalId",
      "t"."indicator_id" as "indicatorId",
      "t"."expected_effect" as "expectedEffect",
      "t"."mechanism" as "mechanism"
    from
      "goal_contribution" as "t"
    where
      "t"."activity_id" = "k"."parent"
      and (
        "t"."visibility" in ('PUBLIC')
        and "t"."ecosystem_id" in (
          select
            "e"."id"
          from
            "ecosystem" as "e"
          where
            "e"."visibility" in ('PUBLIC')
        )
      )
    order by
      "t"."id" asc
    limit
      21
  ) as "p";

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."created_at" as "createdAt",
      "t"."updated_at" as "updatedAt",
      "t"."version" as "version",
      "t"."visibility" as "visibility",
      "t"."source_uri" as "sourceUri",
      "t"."ecosystem_id" as "ecosystemId",
      "t"."activity_id" as "activityId",
      "t"."reinforced_id" as "reinforcedId",
      "t"."mechanism" as "mechanism"
    from
      "reinforcement" as "t"
    where
      "t"."activity_id" = "k"."parent"
      and (
        "t"."visibility" in ('PUBLIC')
        and "t"."ecosystem_id" in (
          select
            "e"."id"
          from
            "ecosystem" as "e"
          where
            "e"."visibility" in ('PUBLIC')
        )
      )
    order by
      "t"."id" asc
    limit
      21
  ) as "p";

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
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
      "t"."activity_id" = "k"."parent"
      and (
        "t"."visibility" in ('PUBLIC')
        and "t"."ecosystem_id" in (
          select
            "e"."id"
          from
            "ecosystem" as "e"
          where
            "e"."visibility" in ('PUBLIC')
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
    and "t"."ecosystem_id" in (
      select
        "e"."id"
      from
        "ecosystem" as "e"
      where
        "e"."visibility" in ('PUBLIC')
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
  "t"."id" = any (array[$1]::uuid[])
  and (
    "t"."visibility" in ('PUBLIC')
    and "t"."ecosystem_id" in (
      select
        "e"."id"
      from
        "ecosystem" as "e"
      where
        "e"."visibility" in ('PUBLIC')
    )
  );
