select
  "i"."id",
  "i"."ecosystem_id" as "ecosystemId",
  "e"."name" as "ecosystemName",
  "i"."role",
  "i"."expires_at" as "expiresAt",
  "i"."organization_ids" as "organizationIds",
  now() as "now",
  array(
    select
      "o"."name"
    from
      "organization" as "o"
    where
      "o"."id" = any ("i"."organization_ids")
    order by
      "o"."name",
      "o"."id"
  ) as "organizationNames",
  (
    "i"."accepted_at" is not null
    or "i"."revoked_at" is not null
  ) as "isClosed",
  case
    when "i"."inviter_id" is null then 'BACKBONE'
    else (
      select
        "g"."role"
      from
        "access_grant" as "g"
        inner join "principal" as "p" on "p"."id" = "g"."principal_id"
        and "p"."revoked_at" is null
      where
        "g"."principal_id" = "i"."inviter_id"
        and "g"."ecosystem_id" = "i"."ecosystem_id"
        and "g"."revoked_at" is null
    )
  end as "inviterRole"
from
  "invitation_secret" as "s"
  inner join "invitation" as "i" on "i"."id" = "s"."invitation_id"
  inner join "ecosystem" as "e" on "e"."id" = "i"."ecosystem_id"
where
  "s"."hash" = $1;

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
      "t"."role" as "role",
      "t"."organization_ids" as "organizationIds",
      "t"."recipient" as "recipient",
      "t"."valid_days" as "validDays",
      "t"."inviter_id" as "inviterId",
      "t"."expires_at" as "expiresAt",
      "t"."accepted_at" as "acceptedAt",
      "t"."accepted_by_id" as "acceptedById",
      "t"."revoked_at" as "revokedAt"
    from
      "invitation" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
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
      "invitation" as "t"
    where
      "t"."ecosystem_id" = "k"."parent"
      and true
  ) as "count"
from
  unnest(array[$1]::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";
