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
      "t"."ecosystem_id" as "ecosystemId",
      "t"."record_type" as "recordType",
      "t"."record_id" as "recordId",
      "t"."operation" as "operation",
      "t"."actor" as "actor",
      "t"."address" as "address",
      "t"."request_id" as "requestId",
      "t"."at" as "at",
      "t"."before" as "before",
      "t"."after" as "after",
      "t"."reason" as "reason"
    from
      "audit_entry" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and "t"."record_type" = $2
      and "t"."operation" = 'INSERT'
    order by
      "t"."at" desc,
      "t"."id" desc
    limit
      3
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "audit_entry" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and "t"."record_type" = $1
      and "t"."operation" = 'INSERT'
  ) as "count"
from
  unnest(array[$2]::uuid[]) with ordinality as "k" ("parent", "position")
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
  "t"."id" = any (array[$1]::uuid[])
  and true;
