select
  "k"."parent",
  "p".*
from
  unnest(array[$1]::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."id" as "id",
      "t"."visibility" as "visibility",
      "t"."slug" as "slug",
      "t"."name" as "name",
      "t"."kind" as "kind",
      "t"."place" as "place",
      "t"."disclosure_threshold" as "disclosureThreshold"
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
    order by
      "t"."name" asc,
      "t"."id" asc
    limit
      3
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
  ) as "count"
from
  unnest(array[$1]::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";
