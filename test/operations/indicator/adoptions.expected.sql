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
      "t"."code" as "code",
      "t"."name" as "name",
      "t"."goal_ids" as "goalIds",
      "t"."level" as "level",
      "t"."sensitivity" as "sensitivity",
      "t"."defined_by_id" as "definedById",
      "t"."identifiers" as "identifiers"
    from
      "indicator" as "t"
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
      "t"."code" asc,
      "t"."id" asc
    limit
      4
  ) as "p";

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
      "t"."indicator_id" as "indicatorId",
      "t"."number" as "number",
      "t"."status" as "status",
      "t"."adopted_on" as "adoptedOn",
      "t"."retired_on" as "retiredOn",
      "t"."definition" as "definition",
      "t"."inclusion_rule" as "inclusionRule",
      "t"."collection_method" as "collectionMethod",
      "t"."kind" as "kind",
      "t"."counting_unit" as "countingUnit",
      "t"."unit" as "unit",
      "t"."multiplier" as "multiplier",
      "t"."direction" as "direction",
      "t"."tolerance" as "tolerance",
      "t"."effective_from" as "effectiveFrom",
      "t"."comparability" as "comparability",
      "t"."comparability_note" as "comparabilityNote",
      "t"."aggregation_across_organizations" as "aggregationAcrossOrganizations",
      "t"."aggregation_over_time" as "aggregationOverTime",
      "t"."denominator_over_time" as "denominatorOverTime",
      "t"."denominator_over_categories" as "denominatorOverCategories",
      "t"."frequency" as "frequency",
      "t"."crossings" as "crossings"
    from
      "indicator_version" as "t"
    where
      "t"."indicator_id" = "k"."parent"
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
      "t"."number" asc
    limit
      21
  ) as "p";

select
  "t"."indicator_id" as "parent",
  "t"."number",
  "t"."status",
  "t"."kind",
  "t"."counting_unit" as "countingUnit",
  "t"."unit",
  "t"."multiplier",
  "t"."comparability",
  "t"."comparability_note" as "comparabilityNote",
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
  ) as "isVisible"
from
  "indicator_version" as "t"
where
  "t"."indicator_id" = any ($1::uuid[])
  and (
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
    or "t"."status" in ('DRAFT', 'DISCUSSED')
  )
order by
  "t"."number";

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."indicator_version_id" as "indicatorVersionId",
      "t"."organization_id" as "organizationId",
      "t"."starts_on" as "startsOn",
      "t"."ends_on" as "endsOn"
    from
      "adoption" as "t"
    where
      "t"."indicator_version_id" = "k"."parent"
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
      "t"."starts_on" asc,
      "t"."id" asc
    limit
      3
  ) as "p";

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."indicator_version_id" as "indicatorVersionId",
      "t"."organization_id" as "organizationId",
      "t"."starts_on" as "startsOn",
      "t"."ends_on" as "endsOn"
    from
      "adoption" as "t"
    where
      "t"."indicator_version_id" = "k"."parent"
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
      and "t"."starts_on" <= $2
      and (
        "t"."ends_on" is null
        or "t"."ends_on" >= $3
      )
    order by
      "t"."starts_on" asc,
      "t"."id" asc
    limit
      21
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "adoption" as "t"
    where
      "t"."indicator_version_id" = "k"."parent"
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
  ) as "count"
from
  unnest($1::uuid[]) with ordinality as "k" ("parent", "position")
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

select
  "k"."parent",
  "p".*
from
  unnest($1::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."indicator_version_id" as "indicatorVersionId",
      "t"."organization_id" as "organizationId",
      "t"."starts_on" as "startsOn",
      "t"."ends_on" as "endsOn"
    from
      "adoption" as "t"
    where
      "t"."organization_id" = "k"."parent"
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
      and "t"."starts_on" <= $2
      and (
        "t"."ends_on" is null
        or "t"."ends_on" >= $3
      )
    order by
      "t"."starts_on" asc,
      "t"."id" asc
    limit
      21
  ) as "p";

select
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."indicator_id" as "indicatorId",
  "t"."number" as "number",
  "t"."status" as "status",
  "t"."adopted_on" as "adoptedOn",
  "t"."retired_on" as "retiredOn",
  "t"."definition" as "definition",
  "t"."inclusion_rule" as "inclusionRule",
  "t"."collection_method" as "collectionMethod",
  "t"."kind" as "kind",
  "t"."counting_unit" as "countingUnit",
  "t"."unit" as "unit",
  "t"."multiplier" as "multiplier",
  "t"."direction" as "direction",
  "t"."tolerance" as "tolerance",
  "t"."effective_from" as "effectiveFrom",
  "t"."comparability" as "comparability",
  "t"."comparability_note" as "comparabilityNote",
  "t"."aggregation_across_organizations" as "aggregationAcrossOrganizations",
  "t"."aggregation_over_time" as "aggregationOverTime",
  "t"."denominator_over_time" as "denominatorOverTime",
  "t"."denominator_over_categories" as "denominatorOverCategories",
  "t"."frequency" as "frequency",
  "t"."crossings" as "crossings"
from
  "indicator_version" as "t"
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
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."code" as "code",
  "t"."name" as "name",
  "t"."goal_ids" as "goalIds",
  "t"."level" as "level",
  "t"."sensitivity" as "sensitivity",
  "t"."defined_by_id" as "definedById",
  "t"."identifiers" as "identifiers"
from
  "indicator" as "t"
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
