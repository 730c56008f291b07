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
      "t"."visibility" as "visibility",
      "t"."title" as "title",
      "t"."period" as "period",
      "t"."period_start" as "periodStart",
      "t"."consent" as "consent",
      "t"."consent_on" as "consentOn",
      "t"."consent_recorded_by" as "consentRecordedBy",
      "t"."withdrawn_on" as "withdrawnOn"
    from
      "evidence" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and true
      and true
    order by
      "t"."period_start" asc,
      "t"."id" asc
    limit
      21
  ) as "p";
