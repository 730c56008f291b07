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
  and true;

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
      "t"."record_id" as "recordId",
      "t"."record_type" as "recordType",
      "t"."record_version" as "recordVersion",
      "t"."changes" as "changes",
      "t"."basis" as "basis",
      "t"."reason" as "reason",
      "t"."status" as "status",
      "t"."proposer_id" as "proposerId",
      "t"."decided_by_id" as "decidedById",
      "t"."decided_at" as "decidedAt",
      "t"."decision_reason" as "decisionReason"
    from
      "proposal" as "t"
    where
      true
    order by
      "t"."created_at" desc,
      "t"."id" desc
    limit
      21
  ) as "p";

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
      "t"."record_id" as "recordId",
      "t"."record_type" as "recordType",
      "t"."record_version" as "recordVersion",
      "t"."changes" as "changes",
      "t"."basis" as "basis",
      "t"."reason" as "reason",
      "t"."status" as "status",
      "t"."proposer_id" as "proposerId",
      "t"."decided_by_id" as "decidedById",
      "t"."decided_at" as "decidedAt",
      "t"."decision_reason" as "decisionReason"
    from
      "proposal" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and true
      and "t"."status" = $2
    order by
      "t"."created_at" desc,
      "t"."id" desc
    limit
      21
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "proposal" as "t"
    where
      true
  ) as "count"
from
  unnest(array[$1]::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";

select
  (
    select
      count(*) as "count"
    from
      "proposal" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and true
      and "t"."status" = $1
  ) as "count"
from
  unnest(array[$2]::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";
