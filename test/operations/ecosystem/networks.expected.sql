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
      (
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
      and "t"."id" = any (
        array(
          select
            "m"."member_id"
          from
            "network_membership" as "m"
            inner join "network_membership" as "n" on "n"."network_id" = "m"."network_id"
            and "n"."member_id" = "m"."member_id"
            and "n"."ecosystem_id" = "n"."network_id"
            and "n"."started_on" <= $2
            and (
              "n"."ended_on" is null
              or "n"."ended_on" >= $3
            )
            and (
              "n"."visibility" in ('PUBLIC')
              and exists (
                select
                from
                  "ecosystem" as "shown"
                where
                  "shown"."id" = "n"."ecosystem_id"
                  and "shown"."visibility" in ('PUBLIC')
              )
            )
          where
            "m"."ecosystem_id" = "m"."member_id"
            and "m"."started_on" <= $4
            and (
              "m"."ended_on" is null
              or "m"."ended_on" >= $5
            )
            and (
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
            and "m"."network_id" = "k"."parent"
        )
      )
    order by
      "t"."name" asc,
      "t"."id" asc
    limit
      21
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "ecosystem" as "t"
    where
      (
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
      and "t"."id" = any (
        array(
          select
            "m"."member_id"
          from
            "network_membership" as "m"
            inner join "network_membership" as "n" on "n"."network_id" = "m"."network_id"
            and "n"."member_id" = "m"."member_id"
            and "n"."ecosystem_id" = "n"."network_id"
            and "n"."started_on" <= $1
            and (
              "n"."ended_on" is null
              or "n"."ended_on" >= $2
            )
            and (
              "n"."visibility" in ('PUBLIC')
              and exists (
                select
                from
                  "ecosystem" as "shown"
                where
                  "shown"."id" = "n"."ecosystem_id"
                  and "shown"."visibility" in ('PUBLIC')
              )
            )
          where
            "m"."ecosystem_id" = "m"."member_id"
            and "m"."started_on" <= $3
            and (
              "m"."ended_on" is null
              or "m"."ended_on" >= $4
            )
            and (
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
            and "m"."network_id" = "k"."parent"
        )
      )
  ) as "count"
from
  unnest(array[$5]::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";

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
      (
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
      and "t"."id" = any (
        array(
          select
            "m"."network_id"
          from
            "network_membership" as "m"
            inner join "network_membership" as "n" on "n"."network_id" = "m"."network_id"
            and "n"."member_id" = "m"."member_id"
            and "n"."ecosystem_id" = "n"."network_id"
            and "n"."started_on" <= $2
            and (
              "n"."ended_on" is null
              or "n"."ended_on" >= $3
            )
            and (
              "n"."visibility" in ('PUBLIC')
              and exists (
                select
                from
                  "ecosystem" as "shown"
                where
                  "shown"."id" = "n"."ecosystem_id"
                  and "shown"."visibility" in ('PUBLIC')
              )
            )
          where
            "m"."ecosystem_id" = "m"."member_id"
            and "m"."started_on" <= $4
            and (
              "m"."ended_on" is null
              or "m"."ended_on" >= $5
            )
            and (
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
            and "m"."member_id" = "k"."parent"
        )
      )
    order by
      "t"."name" asc,
      "t"."id" asc
    limit
      21
  ) as "p";
