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
  "t"."ecosystem_id" as "parent",
  "t"."id",
  "t"."stakeholder_groups" as "stakeholderGroups",
  "t"."joined_on" as "joinedOn",
  "t"."left_on" as "leftOn"
from
  "organization" as "t"
where
  "t"."ecosystem_id" = any (array[$1]::uuid[])
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
  "t"."ecosystem_id" as "ecosystemId",
  "t"."id",
  "t"."cadence",
  "t"."started_on" as "startedOn",
  "t"."ended_on" as "endedOn"
from
  "working_group" as "t"
where
  "t"."ecosystem_id" = any (array[$1]::uuid[])
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
  "t"."id";

select
  "t"."ecosystem_id" as "ecosystemId",
  "t"."working_group_id" as "workingGroupId",
  "t"."held_on" as "heldOn",
  "t"."attendance"
from
  "meeting" as "t"
where
  "t"."ecosystem_id" = any (array[$1]::uuid[])
  and "t"."held_on" is not null
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
  "t"."id";

select
  "t"."ecosystem_id" as "ecosystemId",
  "t"."id",
  "t"."cadence",
  "t"."starts_on" as "startsOn",
  "t"."ends_on" as "endsOn"
from
  "communication_plan" as "t"
where
  "t"."ecosystem_id" = any (array[$1]::uuid[])
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
  "t"."id";

select
  "t"."ecosystem_id" as "ecosystemId",
  "t"."communication_plan_id" as "communicationPlanId",
  "t"."happened_on" as "happenedOn"
from
  "communication_event" as "t"
where
  "t"."ecosystem_id" = any (array[$1]::uuid[])
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
  "t"."id";

select
  "t"."ecosystem_id" as "ecosystemId",
  "t"."due_on" as "dueOn",
  "t"."decided_on" as "settledOn",
  (
    select
      coalesce("m"."held_on", "m"."planned_on") as "day"
    from
      "meeting" as "m"
    where
      (
        "m"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "m"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
      and "m"."id" = "t"."meeting_id"
  ) as "raisedOn"
from
  "decision" as "t"
where
  "t"."ecosystem_id" = any (array[$1]::uuid[])
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
  "t"."id";

select
  "t"."ecosystem_id" as "ecosystemId",
  "t"."due_on" as "dueOn",
  "t"."done_on" as "settledOn",
  (
    select
      coalesce("m"."held_on", "m"."planned_on") as "day"
    from
      "meeting" as "m"
    where
      (
        "m"."visibility" in ('PUBLIC')
        and exists (
          select
          from
            "ecosystem" as "shown"
          where
            "shown"."id" = "m"."ecosystem_id"
            and "shown"."visibility" in ('PUBLIC')
        )
      )
      and "m"."id" = coalesce(
        "t"."meeting_id",
        (
          select
            "d"."meeting_id"
          from
            "decision" as "d"
          where
            "d"."id" = "t"."decision_id"
            and (
              "d"."visibility" in ('PUBLIC')
              and exists (
                select
                from
                  "ecosystem" as "shown"
                where
                  "shown"."id" = "d"."ecosystem_id"
                  and "shown"."visibility" in ('PUBLIC')
              )
            )
        )
      )
  ) as "raisedOn"
from
  "action_item" as "t"
where
  "t"."ecosystem_id" = any (array[$1]::uuid[])
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
  "t"."id";

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
