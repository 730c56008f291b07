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
      "t"."ended_at" as "endedAt",
      "t"."end_reason" as "endReason",
      "t"."network_id" as "networkId",
      "t"."number" as "number",
      "t"."indicator_scope" as "indicatorScope",
      "t"."indicator_ids" as "indicatorIds",
      "t"."detail" as "detail",
      "t"."minimum_threshold" as "minimumThreshold",
      "t"."starts_on" as "startsOn",
      "t"."ends_on" as "endsOn",
      "t"."purpose" as "purpose"
    from
      "sharing_agreement" as "t"
    where
      (
        "t"."ecosystem_id" = "k"."parent"
        or "t"."network_id" = "k"."parent"
      )
      and true
    order by
      "t"."created_at" asc,
      "t"."id" asc
    limit
      6
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "sharing_agreement" as "t"
    where
      (
        "t"."ecosystem_id" = "k"."parent"
        or "t"."network_id" = "k"."parent"
      )
      and true
  ) as "count"
from
  unnest(array[$1]::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";

select
  "a"."id",
  "e"."name" as "memberName",
  array(
    select
      "i"."name"
    from
      "indicator" as "i"
    where
      "i"."id" = any ("a"."indicator_ids")
      and (
        true
        or true
      )
    order by
      "i"."name",
      "i"."id"
  ) as "indicatorNames"
from
  "sharing_agreement" as "a"
  inner join "ecosystem" as "e" on "e"."id" = "a"."ecosystem_id"
where
  "a"."id" = any ($1::uuid[]);

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
  "t"."id" = any ($1::uuid[])
  and true;

select
  "f"."agreement"
from
  "agreements_of_networks" (
    array(
      select
        "a"."network_id"
      from
        "sharing_agreement" as "a"
      where
        "a"."id" = any ($1::uuid[])
    ),
    $2::uuid[]
  ) as "f";

select
  "k"."parent",
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."ended_at" as "endedAt",
  "t"."end_reason" as "endReason",
  "t"."agreement_id" as "agreementId",
  "t"."member_id" as "memberId"
from
  unnest($1::uuid[]) as "k" ("parent")
  inner join "sharing_acceptance" as "t" on "t"."agreement_id" = "k"."parent"
  and true
order by
  "t"."created_at" asc,
  "t"."id" asc;

select
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."ended_at" as "endedAt",
  "t"."end_reason" as "endReason",
  "t"."network_id" as "networkId",
  "t"."number" as "number",
  "t"."indicator_scope" as "indicatorScope",
  "t"."indicator_ids" as "indicatorIds",
  "t"."detail" as "detail",
  "t"."minimum_threshold" as "minimumThreshold",
  "t"."starts_on" as "startsOn",
  "t"."ends_on" as "endsOn",
  "t"."purpose" as "purpose"
from
  "sharing_agreement" as "t"
where
  "t"."id" = any (array[$1]::uuid[])
  and true;
