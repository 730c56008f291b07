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
      "t"."number" as "number",
      "t"."instrument" as "instrument",
      "t"."instrument_url" as "instrumentUrl",
      "t"."instrument_citation" as "instrumentCitation",
      "t"."opens_on" as "opensOn",
      "t"."closes_on" as "closesOn",
      "t"."invited_organization_ids" as "invitedOrganizationIds",
      "t"."responses" as "responses"
    from
      "survey_wave" as "t"
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
    order by
      "t"."number" asc,
      "t"."id" asc
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
      "t"."ecosystem_id" as "ecosystemId",
      "t"."survey_wave_id" as "surveyWaveId",
      "t"."wave" as "wave",
      "t"."collaboration_level" as "collaborationLevel"
    from
      (
        select
          "t".*
        from
          "relationship_rating" as "t"
        where
          "t"."survey_wave_id" = any (
            array(
              select
                "w"."id"
              from
                "survey_wave" as "w"
              where
                "w"."ecosystem_id" = "k"."parent"
            )
          )
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
          and "t"."wave" = $2
        offset
          $3
      ) as "t"
    order by
      "t"."wave" asc,
      "t"."id" asc
    limit
      4
  ) as "p";

select distinct
  "t"."number"
from
  "survey_wave" as "t"
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
order by
  "t"."number";

select distinct
  "w"."ecosystem_id" as "parent",
  "w"."id" as "surveyWaveId",
  "w"."number"
from
  "relationship_rating" as "t"
  inner join "organization" as "a" on "a"."id" = "t"."rater_id"
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
  inner join "organization" as "b" on "b"."id" = "t"."rated_id"
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
  inner join "survey_wave" as "w" on "w"."id" = "t"."survey_wave_id"
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
  and "w"."ecosystem_id" = any (array[$1]::uuid[])
order by
  "w"."number";

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

select
  (
    select
      count(*) as "count"
    from
      "relationship_rating" as "t"
    where
      "t"."survey_wave_id" = any (
        array(
          select
            "w"."id"
          from
            "survey_wave" as "w"
          where
            "w"."ecosystem_id" = "k"."parent"
        )
      )
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
      and "t"."wave" = $1
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
  "t"."number" as "number",
  "t"."instrument" as "instrument",
  "t"."instrument_url" as "instrumentUrl",
  "t"."instrument_citation" as "instrumentCitation",
  "t"."opens_on" as "opensOn",
  "t"."closes_on" as "closesOn",
  "t"."invited_organization_ids" as "invitedOrganizationIds",
  "t"."responses" as "responses"
from
  "survey_wave" as "t"
where
  "t"."id" = any (array[$1]::uuid[])
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
  "t"."survey_wave_id" as "parent",
  "t"."rater_id" as "raterId",
  "t"."rated_id" as "ratedId",
  "t"."collaboration_level" as "collaborationLevel",
  "t"."trust",
  "t"."value"
from
  "relationship_rating" as "t"
  inner join "organization" as "a" on "a"."id" = "t"."rater_id"
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
  inner join "organization" as "b" on "b"."id" = "t"."rated_id"
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
  inner join "survey_wave" as "w" on "w"."id" = "t"."survey_wave_id"
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
  and "t"."survey_wave_id" = any (array[$1]::uuid[])
limit
  $2;
