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
      "t"."principal_id" as "principalId",
      "t"."role" as "role",
      "t"."organization_ids" as "organizationIds",
      "t"."revoked_at" as "revokedAt"
    from
      "access_grant" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and true
      and "t"."revoked_at" is null
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
      "access_grant" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and true
      and "t"."revoked_at" is null
  ) as "count"
from
  unnest(array[$1]::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";

select
  "id",
  "kind",
  "name",
  "is_operator" as "isOperator"
from
  "principal"
where
  "id" = any (array[$1]::uuid[]);

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
