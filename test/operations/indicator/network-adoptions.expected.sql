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
      and "t"."id" in (
        select
          "v"."indicator_id"
        from
          "network_adoption" as "a"
          inner join "network_adoption" as "n" on "n"."network_version_id" = "a"."network_version_id"
          and "n"."adopter_id" = "a"."adopter_id"
          and "n"."ecosystem_id" <> "n"."adopter_id"
          and "n"."starts_on" <= $2
          and (
            "n"."ends_on" is null
            or "n"."ends_on" >= $3
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
          inner join "indicator_version" as "v" on "v"."id" = "a"."network_version_id"
          and (
            "v"."visibility" in ('PUBLIC')
            and exists (
              select
              from
                "ecosystem" as "shown"
              where
                "shown"."id" = "v"."ecosystem_id"
                and "shown"."visibility" in ('PUBLIC')
            )
          )
        where
          "a"."ecosystem_id" = "a"."adopter_id"
          and "a"."starts_on" <= $4
          and (
            "a"."ends_on" is null
            or "a"."ends_on" >= $5
          )
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
          and "a"."adopter_id" = "k"."parent"
      )
    order by
      "t"."code" asc,
      "t"."id" asc
    limit
      21
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
      and "t"."id" in (
        select
          "v"."indicator_id"
        from
          "network_adoption" as "a"
          inner join "network_adoption" as "n" on "n"."network_version_id" = "a"."network_version_id"
          and "n"."adopter_id" = "a"."adopter_id"
          and "n"."ecosystem_id" <> "n"."adopter_id"
          and "n"."starts_on" <= $2
          and (
            "n"."ends_on" is null
            or "n"."ends_on" >= $3
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
          inner join "indicator_version" as "v" on "v"."id" = "a"."network_version_id"
          and (
            "v"."visibility" in ('PUBLIC')
            and exists (
              select
              from
                "ecosystem" as "shown"
              where
                "shown"."id" = "v"."ecosystem_id"
                and "shown"."visibility" in ('PUBLIC')
            )
          )
        where
          "a"."ecosystem_id" = "a"."adopter_id"
          and "a"."starts_on" <= $4
          and (
            "a"."ends_on" is null
            or "a"."ends_on" >= $5
          )
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
          and "a"."adopter_id" = "k"."parent"
      )
    order by
      "t"."code" asc,
      "t"."id" asc
    limit
      21
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
      "t"."network_version_id" as "networkVersionId",
      "t"."adopter_id" as "adopterId",
      "t"."local_version_id" as "localVersionId",
      "t"."starts_on" as "startsOn",
      "t"."ends_on" as "endsOn"
    from
      "network_adoption" as "t"
    where
      (
        "t"."adopter_id" = "k"."parent"
        or "t"."network_version_id" = any (
          array(
            select
              "v"."id"
            from
              "indicator_version" as "v"
            where
              "v"."ecosystem_id" = "k"."parent"
          )
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
    order by
      "t"."starts_on" asc,
      "t"."id" asc
    limit
      21
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
      "t"."network_version_id" as "networkVersionId",
      "t"."adopter_id" as "adopterId",
      "t"."local_version_id" as "localVersionId",
      "t"."starts_on" as "startsOn",
      "t"."ends_on" as "endsOn"
    from
      "network_adoption" as "t"
    where
      (
        "t"."adopter_id" = "k"."parent"
        or "t"."network_version_id" = any (
          array(
            select
              "v"."id"
            from
              "indicator_version" as "v"
            where
              "v"."ecosystem_id" = "k"."parent"
          )
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
      and not exists (
        select
          1 as "one"
        from
          "network_adoption" as "o"
        where
          "o"."network_version_id" = "t"."network_version_id"
          and "o"."adopter_id" = "t"."adopter_id"
          and "o"."ecosystem_id" <> "t"."ecosystem_id"
          and (
            "t"."ends_on" is null
            or "o"."starts_on" <= "t"."ends_on"
          )
          and (
            "o"."ends_on" is null
            or "t"."starts_on" <= "o"."ends_on"
          )
          and (
            "o"."visibility" in ('PUBLIC')
            and exists (
              select
              from
                "ecosystem" as "shown"
              where
                "shown"."id" = "o"."ecosystem_id"
                and "shown"."visibility" in ('PUBLIC')
            )
          )
      )
    order by
      "t"."starts_on" asc,
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
      21
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "indicator" as "t"
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
      and "t"."id" in (
        select
          "v"."indicator_id"
        from
          "network_adoption" as "a"
          inner join "network_adoption" as "n" on "n"."network_version_id" = "a"."network_version_id"
          and "n"."adopter_id" = "a"."adopter_id"
          and "n"."ecosystem_id" <> "n"."adopter_id"
          and "n"."starts_on" <= $1
          and (
            "n"."ends_on" is null
            or "n"."ends_on" >= $2
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
          inner join "indicator_version" as "v" on "v"."id" = "a"."network_version_id"
          and (
            "v"."visibility" in ('PUBLIC')
            and exists (
              select
              from
                "ecosystem" as "shown"
              where
                "shown"."id" = "v"."ecosystem_id"
                and "shown"."visibility" in ('PUBLIC')
            )
          )
        where
          "a"."ecosystem_id" = "a"."adopter_id"
          and "a"."starts_on" <= $3
          and (
            "a"."ends_on" is null
            or "a"."ends_on" >= $4
          )
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
          and "a"."adopter_id" = "k"."parent"
      )
  ) as "count"
from
  unnest($5::uuid[]) with ordinality as "k" ("parent", "position")
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
  "t"."id" as "id",
  "t"."created_at" as "createdAt",
  "t"."updated_at" as "updatedAt",
  "t"."version" as "version",
  "t"."visibility" as "visibility",
  "t"."source_uri" as "sourceUri",
  "t"."ecosystem_id" as "ecosystemId",
  "t"."network_version_id" as "networkVersionId",
  "t"."adopter_id" as "adopterId",
  "t"."local_version_id" as "localVersionId",
  "t"."starts_on" as "startsOn",
  "t"."ends_on" as "endsOn"
from
  unnest($1::uuid[]) as "k" ("parent")
  inner join "network_adoption" as "t" on exists (
    select
      1 as "one"
    from
      "network_adoption" as "o"
    where
      "o"."id" = "k"."parent"
      and "t"."network_version_id" = "o"."network_version_id"
      and "t"."adopter_id" = "o"."adopter_id"
      and "t"."ecosystem_id" <> "o"."ecosystem_id"
      and (
        "o"."ends_on" is null
        or "t"."starts_on" <= "o"."ends_on"
      )
      and (
        "t"."ends_on" is null
        or "o"."starts_on" <= "t"."ends_on"
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
order by
  "t"."starts_on" asc,
  "t"."id" asc;

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
  "t"."indicator_id" = any ($1::uuid[])
  and "t"."status" = 'ADOPTED'
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
      and "t"."id" in (
        select
          "a"."adopter_id"
        from
          "network_adoption" as "a"
          inner join "network_adoption" as "n" on "n"."network_version_id" = "a"."network_version_id"
          and "n"."adopter_id" = "a"."adopter_id"
          and "n"."ecosystem_id" <> "n"."adopter_id"
          and "n"."starts_on" <= $2
          and (
            "n"."ends_on" is null
            or "n"."ends_on" >= $3
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
          inner join "indicator_version" as "v" on "v"."id" = "a"."network_version_id"
          and (
            "v"."visibility" in ('PUBLIC')
            and exists (
              select
              from
                "ecosystem" as "shown"
              where
                "shown"."id" = "v"."ecosystem_id"
                and "shown"."visibility" in ('PUBLIC')
            )
          )
        where
          "a"."ecosystem_id" = "a"."adopter_id"
          and "a"."starts_on" <= $4
          and (
            "a"."ends_on" is null
            or "a"."ends_on" >= $5
          )
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
          and "a"."network_version_id" = "k"."parent"
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
      and "t"."id" in (
        select
          "a"."adopter_id"
        from
          "network_adoption" as "a"
          inner join "network_adoption" as "n" on "n"."network_version_id" = "a"."network_version_id"
          and "n"."adopter_id" = "a"."adopter_id"
          and "n"."ecosystem_id" <> "n"."adopter_id"
          and "n"."starts_on" <= $1
          and (
            "n"."ends_on" is null
            or "n"."ends_on" >= $2
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
          inner join "indicator_version" as "v" on "v"."id" = "a"."network_version_id"
          and (
            "v"."visibility" in ('PUBLIC')
            and exists (
              select
              from
                "ecosystem" as "shown"
              where
                "shown"."id" = "v"."ecosystem_id"
                and "shown"."visibility" in ('PUBLIC')
            )
          )
        where
          "a"."ecosystem_id" = "a"."adopter_id"
          and "a"."starts_on" <= $3
          and (
            "a"."ends_on" is null
            or "a"."ends_on" >= $4
          )
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
          and "a"."network_version_id" = "k"."parent"
      )
  ) as "count"
from
  unnest($5::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";
