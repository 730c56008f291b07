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
      "t"."name" as "name",
      "t"."purpose" as "purpose",
      "t"."chair_id" as "chairId",
      "t"."cadence" as "cadence",
      "t"."members" as "members",
      "t"."goal_ids" as "goalIds",
      "t"."started_on" as "startedOn",
      "t"."ended_on" as "endedOn"
    from
      "working_group" as "t"
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
      "t"."name" asc,
      "t"."id" asc
    limit
      4
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "working_group" as "t"
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
  "t"."code" as "code"
from
  "goal" as "t"
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
      "t"."working_group_id" = "k"."parent"
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
      and "t"."held_on" is not null
    order by
      "t"."planned_on" asc,
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
      "t"."title" as "title",
      "t"."working_group_id" as "workingGroupId",
      "t"."meeting_id" as "meetingId",
      "t"."due_on" as "dueOn",
      "t"."decided_on" as "decidedOn",
      "t"."outcome" as "outcome",
      "t"."rationale" as "rationale"
    from
      "decision" as "t"
    where
      "t"."meeting_id" = "k"."parent"
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
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."task" as "task",
      "t"."owner_id" as "ownerId",
      "t"."done_on" as "doneOn"
    from
      "action_item" as "t"
    where
      "t"."decision_id" = "k"."parent"
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
  "t"."name" as "name"
from
  "organization" as "t"
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
