select
  "k"."parent",
  "p".*
from
  unnest(array[$1]::uuid[]) as "k" ("parent")
  cross join lateral (
    select
      "t"."record_id" as "recordId",
      "t"."record_type" as "recordType",
      "t"."ecosystem_id" as "ecosystemId",
      "t"."voiding_id" as "voidingId",
      "t"."reason" as "reason",
      "t"."voided_at" as "voidedAt",
      "t"."voided_by" as "voidedBy"
    from
      "voided_record" as "t"
    where
      true
      and "t"."record_type" = $2
    order by
      "t"."voided_at" desc,
      "t"."record_id" desc
    limit
      6
  ) as "p";

select
  (
    select
      count(*) as "count"
    from
      "voided_record" as "t"
    where
      true
      and "t"."record_type" = $1
  ) as "count"
from
  unnest(array[$2]::uuid[]) with ordinality as "k" ("parent", "position")
order by
  "k"."position";
