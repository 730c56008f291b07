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
      $2
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
  unnest($1::uuid[]) with ordinality as "k" ("parent", "position")
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
  join "ecosystem" as "e" on "e"."id" = "a"."ecosystem_id"
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
  json_build_object(
    'id',
    "a"."id",
    'ecosystemId',
    "a"."ecosystem_id",
    'detail',
    "a"."detail",
    'minimumThreshold',
    "a"."minimum_threshold",
    'indicatorIds',
    case "a"."indicator_scope"
      when 'NAMED' then to_json("a"."indicator_ids")
    end,
    'startsOn',
    "a"."starts_on",
    'endsOn',
    "a"."ends_on",
    'isAccepted',
    "a"."is_accepted",
    'isEnded',
    "a"."is_ended",
    'later',
    coalesce("a"."later", '[]'),
    'memberships',
    (
      select
        coalesce(
          json_agg(
            json_build_object('from', greatest("m"."started_on", "n"."started_on"), 'until', least("m"."ended_on", "n"."ended_on"))
          ),
          '[]'
        )
      from
        "network_membership" as "m"
        join "network_membership" as "n" on "n"."network_id" = "m"."network_id"
        and "n"."member_id" = "m"."member_id"
        and "n"."ecosystem_id" = "n"."network_id"
      where
        "m"."network_id" = "a"."network_id"
        and "m"."member_id" = "a"."ecosystem_id"
        and "m"."ecosystem_id" = "m"."member_id"
    ),
    'isOpen',
    "e"."visibility" in ('PUBLIC', 'NETWORK'),
    'timeZone',
    "e"."time_zone"
  ) as "agreement",
  "a"."id"
from
  (
    select
      "a".*,
      "c"."id" is not null as "is_accepted",
      "a"."ended_at" is not null
      or "c"."ended_at" is not null as "is_ended",
      json_agg(
        json_build_object(
          'startsOn',
          "a"."starts_on",
          'isEnded',
          "a"."ended_at" is not null
          or "c"."ended_at" is not null
        )
      ) filter (
        where
          "c"."id" is not null
      ) over (
        partition by
          "a"."network_id",
          "a"."ecosystem_id"
        order by
          "a"."number" desc rows between unbounded preceding
          and 1 preceding
      ) as "later"
    from
      "sharing_agreement" as "a"
      left join "sharing_acceptance" as "c" on "c"."agreement_id" = "a"."id"
      and "c"."ecosystem_id" = "a"."network_id"
    where
      "a"."network_id" in (
        select
          "a"."network_id"
        from
          "sharing_agreement" as "a"
        where
          "a"."id" = any ($1::uuid[])
      )
  ) as "a"
  join "ecosystem" as "e" on "e"."id" = "a"."ecosystem_id"
where
  "a"."id" = any ($2::uuid[]);

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
  "t"."id" = any ($1::uuid[])
  and true;
