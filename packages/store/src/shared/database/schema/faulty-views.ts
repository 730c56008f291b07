import { type RawBuilder, sql } from 'kysely';
import { ourSchema } from './our-schema.ts';

/** A view that is missing, or that does not show the current rows of its table. */
export interface FaultyView {
  table: string;
  view: string;
  isMissing: boolean;
}

/**
 * Selects the views that must be created again. A table without its views shows voided records again. Works on either path.
 */
export const faultyViews = sql<FaultyView>`
  with "t" as (
    select "c"."oid", "c"."relname"::text as "name", to_regnamespace(quote_ident("n"."nspname" || '_current')) as "views"
    from pg_class as "c" join pg_namespace as "n" on "n"."oid" = "c"."relnamespace" join pg_attribute as "a" on "a"."attrelid" = "c"."oid"
    where "c"."relnamespace" = ${ourSchema} and "c"."relkind" = 'r' and "a"."attname" = 'is_voided' and not "a"."attisdropped"
  ), "expected" as (
    select "t".*, "w"."view", "w"."isFiltered" from "t" cross join lateral (values ("name", true), ("name" || '_with_voided', false)) as "w" ("view", "isFiltered")
  )
  select "x"."name" as "table", "x"."view", "v"."oid" is null as "isMissing"
  from "expected" as "x" left join pg_class as "v" on "v"."relnamespace" = "x"."views" and "v"."relname" = "x"."view" and "v"."relkind" = 'v'
  where "v"."oid" is null
    or ${columnsOf(sql`"v"."oid"`)} is distinct from ${columnsOf(sql`"x"."oid"`)}
    or (pg_get_viewdef("v"."oid") like '%WHERE (NOT %is_voided)%') <> "x"."isFiltered"
    or not coalesce("v"."reloptions" @> array['security_invoker=true'], false)
    or not exists (select from pg_rewrite as "r" join pg_depend as "d" on "d"."classid" = 'pg_rewrite'::regclass and "d"."objid" = "r"."oid"
      where "r"."ev_class" = "v"."oid" and "d"."refobjid" = "x"."oid")
  order by 1, 2`;

/** The names and types of the columns of a table or view, in their order. */
function columnsOf(oid: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select array_agg("a"."attname" || ' ' || format_type("a"."atttypid", "a"."atttypmod") order by "a"."attnum")
      from pg_attribute as "a" where "a"."attrelid" = ${oid} and "a"."attnum" > 0 and not "a"."attisdropped")`;
}
