import { Migration } from '@mikro-orm/migrations';

/**
 * Stores in the sums of a release the numerators of ratios that were reported with their base: the whole numbers of people that
 * round to the value. Adds the denominators that suppressed ratios show. Sums of earlier releases are computed from their cells.
 */
export class DerivedNumerators extends Migration {
  override up(): void {
    this.addSql(
      `alter table "released_sum" add column "derived" int not null default 0, add column "numerator_span" numeric null, add column "suppressed_denominators" int not null default 0`,
    );
    this.addSql(
      `alter table "released_sum" alter column "derived" drop default, alter column "suppressed_denominators" drop default`,
    );
    this.addSql(`
      update "released_sum" as "s" set "derived" = "c"."derived", "numerator" = "c"."numerator", "numerator_span" = "c"."numerator_span",
        "denominator" = "c"."denominator", "suppressed_denominators" = "c"."suppressed_denominators"
      from (
        select "t"."release_id", "t"."breakdown_id", "t"."sum_scope", "t"."place", count("n"."lowest") filter (where not "t"."suppressed") as "derived",
          trim_scale(sum(coalesce("n"."lowest", "t"."numerator"))) as "numerator", trim_scale(sum("n"."highest" - "n"."lowest")) as "numerator_span",
          trim_scale(sum(case when "t"."suppressed" then "n"."denominator" else coalesce("n"."denominator", "t"."denominator") end)) as "denominator",
          count("n"."denominator") filter (where "t"."suppressed") as "suppressed_denominators"
        from (
          select "a".*, "v"."multiplier", case when "w"."excluded" and "a"."scope" = 'ORGANIZATION' then 'EXCLUDED' else "a"."scope" end as "sum_scope"
          from "released_cell" as "a" join "release" as "r" on "r"."id" = "a"."release_id"
          join "indicator_version" as "v" on "v"."id" = "r"."indicator_version_id" and "v"."kind" = 'RATIO' and "v"."counting_unit" in ('PEOPLE', 'PEOPLE_UNDUPLICATED')
          left join (
            select "release_id", "reporter_id", not bool_or("summed") and bool_or(bool_or("summed")) over (partition by "release_id") as "excluded"
            from "released_row" group by 1, 2
          ) as "w" on "w"."release_id" = "a"."release_id" and "w"."reporter_id" = "a"."organization_id"
        ) as "t"
        left join lateral (
          select 0 as "lowest", coalesce("t"."denominator", "t"."base") as "highest", coalesce("t"."denominator", "t"."base") as "denominator"
          where "t"."suppressed" and coalesce("t"."denominator", "t"."base") is not null
          union all (
            select "w"."lowest", "w"."highest", "t"."base" from (values (0.5), (1)) as "u"("units")
            cross join lateral (select ("t"."value" - "d"."deviation") * "t"."base" as "from", ("t"."value" + "d"."deviation") * "t"."base" as "to"
              from (select "u"."units" * ('1e-' || scale(trim_scale("t"."value")))::numeric as "deviation") as "d") as "p"
            cross join lateral (select greatest(0, div("p"."from", "t"."multiplier") + (mod("p"."from", "t"."multiplier") > 0)::int) as "lowest",
              least("t"."base", div("p"."to", "t"."multiplier") - (mod("p"."to", "t"."multiplier") < 0)::int) as "highest") as "w"
            where not "t"."suppressed" and "t"."multiplier" > 0 and "t"."value" is not null and "t"."base" is not null and "t"."numerator" is null
              and "w"."lowest" <= "w"."highest"
            order by "u"."units" limit 1)
        ) as "n" on true
        group by 1, 2, 3, 4
      ) as "c"
      where "c"."release_id" = "s"."release_id" and "c"."breakdown_id" = "s"."breakdown_id" and "c"."sum_scope" = "s"."scope"
        and "c"."place" is not distinct from "s"."place"
    `);
  }
}
