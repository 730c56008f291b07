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
      "t"."organization_id" as "organizationId",
      "t"."partner_id" as "partnerId",
      "t"."purpose" as "purpose",
      "t"."coded_types" as "codedTypes",
      "t"."started_on" as "startedOn",
      "t"."ended_on" as "endedOn",
      "t"."agreement_url" as "agreementUrl"
    from
      "partnership" as "t"
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
      and (
        "t"."coded_types" @> jsonb_build_array(jsonb_build_object('scheme', $2::text, 'code', $3::text))
        or (
          "t"."coded_types" = '[]'
          and exists (
            select
              1
            from
              "organization" as "a"
              join "organization" as "b" on "b"."id" = "t"."partner_id"
              and (
                "b"."visibility" in ('PUBLIC')
                and exists (
                  select
                  from
                    "ecosystem" as "shown"
                  where
                    "shown"."id" = "b"."ecosystem_id"
                    and "shown"."visibility" in ('PUBLIC')
                )
              )
              cross join lateral (
                select
                  array(
                    select
                      "g" ->> 'code'
                    from
                      jsonb_array_elements("a"."stakeholder_groups") as "g"
                    where
                      "g" ->> 'scheme' = 'stakeholder-group'
                  ) as "one",
                  array(
                    select
                      "g" ->> 'code'
                    from
                      jsonb_array_elements("b"."stakeholder_groups") as "g"
                    where
                      "g" ->> 'scheme' = 'stakeholder-group'
                  ) as "other"
              ) as "two"
            where
              "a"."id" = "t"."organization_id"
              and (
                "a"."visibility" in ('PUBLIC')
                and exists (
                  select
                  from
                    "ecosystem" as "shown"
                  where
                    "shown"."id" = "a"."ecosystem_id"
                    and "shown"."visibility" in ('PUBLIC')
                )
              )
              and (
                (
                  "two"."one" && array['schools']::text[]
                  and "two"."other" && array[
                    'museums-and-science-centers',
                    'higher-education',
                    'stem-companies',
                    'businesses',
                    'stem-professional-organizations',
                    'libraries',
                    'community-based-organizations',
                    'philanthropies',
                    'families',
                    'youth-organizations'
                  ]::text[]
                )
                or (
                  "two"."other" && array['schools']::text[]
                  and "two"."one" && array[
                    'museums-and-science-centers',
                    'higher-education',
                    'stem-companies',
                    'businesses',
                    'stem-professional-organizations',
                    'libraries',
                    'community-based-organizations',
                    'philanthropies',
                    'families',
                    'youth-organizations'
                  ]::text[]
                )
              )
          )
        )
      )
      and (
        "t"."started_on" is null
        or "t"."started_on" <= $4
      )
      and (
        "t"."ended_on" is null
        or "t"."ended_on" >= $5
      )
    order by
      "t"."id" asc
    limit
      21
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "partnership" as "t"
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
      and (
        "t"."coded_types" @> jsonb_build_array(jsonb_build_object('scheme', $1::text, 'code', $2::text))
        or (
          "t"."coded_types" = '[]'
          and exists (
            select
              1
            from
              "organization" as "a"
              join "organization" as "b" on "b"."id" = "t"."partner_id"
              and (
                "b"."visibility" in ('PUBLIC')
                and exists (
                  select
                  from
                    "ecosystem" as "shown"
                  where
                    "shown"."id" = "b"."ecosystem_id"
                    and "shown"."visibility" in ('PUBLIC')
                )
              )
              cross join lateral (
                select
                  array(
                    select
                      "g" ->> 'code'
                    from
                      jsonb_array_elements("a"."stakeholder_groups") as "g"
                    where
                      "g" ->> 'scheme' = 'stakeholder-group'
                  ) as "one",
                  array(
                    select
                      "g" ->> 'code'
                    from
                      jsonb_array_elements("b"."stakeholder_groups") as "g"
                    where
                      "g" ->> 'scheme' = 'stakeholder-group'
                  ) as "other"
              ) as "two"
            where
              "a"."id" = "t"."organization_id"
              and (
                "a"."visibility" in ('PUBLIC')
                and exists (
                  select
                  from
                    "ecosystem" as "shown"
                  where
                    "shown"."id" = "a"."ecosystem_id"
                    and "shown"."visibility" in ('PUBLIC')
                )
              )
              and (
                (
                  "two"."one" && array['schools']::text[]
                  and "two"."other" && array[
                    'museums-and-science-centers',
                    'higher-education',
                    'stem-companies',
                    'businesses',
                    'stem-professional-organizations',
                    'libraries',
                    'community-based-organizations',
                    'philanthropies',
                    'families',
                    'youth-organizations'
                  ]::text[]
                )
                or (
                  "two"."other" && array['schools']::text[]
                  and "two"."one" && array[
                    'museums-and-science-centers',
                    'higher-education',
                    'stem-companies',
                    'businesses',
                    'stem-professional-organizations',
                    'libraries',
                    'community-based-organizations',
                    'philanthropies',
                    'families',
                    'youth-organizations'
                  ]::text[]
                )
              )
          )
        )
      )
      and (
        "t"."started_on" is null
        or "t"."started_on" <= $3
      )
      and (
        "t"."ended_on" is null
        or "t"."ended_on" >= $4
      )
  ) as "count"
from
  unnest(array[$5]::uuid[]) with ordinality as "k" ("parent", "position")
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
