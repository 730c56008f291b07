import { Migration } from '@mikro-orm/migrations';

/**
 * What the cells of a release come to, brought together when it is made. For releases that keep their rows it is made
 * here; the few older ones are read cell by cell, as whether an organization of theirs is closed can be asked of cells alone.
 * So is how many organizations a release has, which is counted again for those that are there.
 * Cells need no foreign keys of their own then: looking at three for each of them was most of what releasing took.
 */
export class SumsOfReleases extends Migration {
  override up(): void {
    this.addSql(
      `create table "released_sum" ("release_id" uuid not null, "ordinal" int not null, "breakdown_id" int not null, "particular" jsonb null, "cells" int not null, "values" int not null, "sum" numeric null, "least" numeric null, "greatest" numeric null, "parts" int not null, "numerator" numeric null, "denominator" numeric null, "bases" int not null, "base" numeric null, "weighted" numeric null, "estimated" int not null, "provisional" int not null, "missing" int not null, "not_applicable" int not null, "suppressed_at_source" int not null, "withheld" int not null, primary key ("release_id", "ordinal"))`,
    );
    this.addSql(
      `alter table "released_sum" add constraint "released_sum_release_id_foreign" foreign key ("release_id") references "release" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "released_sum" add constraint "released_sum_breakdown_id_foreign" foreign key ("breakdown_id") references "breakdown" ("id") on update no action on delete no action`,
    );
    this.addSql(`alter table "release" add "reporters" jsonb null`);
    this.addSql(`alter table "released_cell" drop constraint "released_cell_breakdown_id_foreign"`);
    this.addSql(`alter table "released_cell" drop constraint "released_cell_organization_id_foreign"`);
    this.addSql(`alter table "released_cell" drop constraint "released_cell_release_id_foreign"`);
    this.addSql(`
      insert into "released_sum" ("release_id", "ordinal", "breakdown_id", "particular", "cells", "values", "sum", "bases", "base", "estimated",
        "provisional", "missing", "not_applicable", "suppressed_at_source", "withheld", "least", "greatest", "parts", "numerator", "denominator", "weighted")
      select "s"."release_id", row_number() over (partition by "s"."release_id" order by "s"."breakdown_id", "s"."particular" nulls first), "s"."breakdown_id", "s"."particular",
        "cells", "values", "sum", "bases", "base", "estimated", "provisional", "missing", "not_applicable", "suppressed_at_source", "withheld", "least",
        "greatest", "parts", "numerator", "denominator", "weighted"
      from (
        select "c"."release_id", "c"."breakdown_id",
          case when "c"."place" is null and "c"."scope" = 'ORGANIZATION' and not "c"."closed" then null
            else jsonb_build_array(case when "c"."scope" = 'ORGANIZATION' and "c"."closed" then 'CLOSED' else "c"."scope" end, "c"."place") end as "particular",
          count(*) as "cells", count("c"."value") as "values", trim_scale(sum("c"."value")) as "sum",
          count("c"."base") filter (where "c"."figure") as "bases", (sum("c"."base") filter (where "c"."figure"))::numeric as "base",
          count(*) filter (where "c"."status" = 'ESTIMATED' and not "c"."suppressed") as "estimated",
          count(*) filter (where "c"."status" = 'PROVISIONAL' and not "c"."suppressed") as "provisional",
          count(*) filter (where "c"."status" = 'MISSING' and not "c"."suppressed") as "missing",
          count(*) filter (where "c"."status" = 'NOT_APPLICABLE' and not "c"."suppressed") as "not_applicable",
          count(*) filter (where "c"."status" = 'SUPPRESSED_AT_SOURCE' and not "c"."suppressed") as "suppressed_at_source",
          count(*) filter (where "c"."suppressed") as "withheld", min("c"."value") as "least", max("c"."value") as "greatest",
          count("c"."denominator") filter (where "c"."figure") as "parts", trim_scale(sum("c"."numerator")) as "numerator",
          trim_scale(sum("c"."denominator")) as "denominator", trim_scale(sum("c"."value" * "c"."base")) as "weighted"
        from (
          select "t".*, ("t"."value" is not null or "t"."denominator" > 0) as "figure", coalesce("w"."closed", false) as "closed"
          from "released_cell" as "t" left join (
            select "release_id", "reporter_id", not bool_or("summed") and bool_or(bool_or("summed")) over (partition by "release_id") as "closed"
            from "released_row" group by 1, 2
          ) as "w" on "w"."release_id" = "t"."release_id" and "w"."reporter_id" = "t"."organization_id"
          where exists (select from "released_row" as "r" where "r"."release_id" = "t"."release_id")
        ) as "c" group by 1, 2, 3
      ) as "s"
    `);
  }
}
