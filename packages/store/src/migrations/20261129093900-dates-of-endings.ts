import { Migration } from '@mikro-orm/migrations';

/**
 * Adds the date on which an activity was canceled with its status before, the date on which an indicator version was retired, and
 * the date on which a release was published.
 *
 * The end date of canceled activities was the date of the cancellation. Their planned dates are not known if they had not
 * started. A version that was replaced was retired when a later version was adopted, if that date is known. Releases were published
 * when they were created.
 */
export class DatesOfEndings extends Migration {
  override up(): void {
    this.addSql(`alter table "activity" add "canceled_on" date, add "canceled_from" text`);
    this.addSql(
      `alter table "activity" drop constraint "activity_began_on_a_day", drop constraint "activity_ended_on_a_day"`,
    );
    this.addSql(
      `update "activity" set "canceled_on" = "ends_on", "canceled_from" = case when "starts_on" is null then 'PLANNED' else 'ACTIVE' end,
        "ends_on" = case when "starts_on" is null then null else "ends_on" end where "status" = 'CANCELLED'`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_canceled_from_check" check ("canceled_from" in ('PLANNED', 'ACTIVE', 'COMPLETED', 'CANCELLED')),
        add constraint "activity_began_on_a_day" check (starts_on is not null or coalesce(canceled_from, status) = 'PLANNED'),
        add constraint "activity_ended_on_a_day" check (ends_on is not null or status <> 'COMPLETED'),
        add constraint "activity_canceled_on_a_day" check ((canceled_on is not null) = (status = 'CANCELLED')),
        add constraint "activity_canceled_from_a_status" check ((canceled_from is not null) = (status = 'CANCELLED') and canceled_from in ('PLANNED', 'ACTIVE')),
        add constraint "activity_canceled_after_start" check (canceled_on >= starts_on or canceled_from = 'PLANNED')`,
    );
    this.addSql(`alter table "indicator_version" add "retired_on" date`);
    this.addSql(
      `update "indicator_version" as "v" set "retired_on" = "n"."adopted_on" from (
          select "v"."id", min("l"."adopted_on") as "adopted_on" from "indicator_version" as "v"
          join "indicator_version" as "l" on "l"."indicator_id" = "v"."indicator_id" and "l"."number" > "v"."number"
          where "v"."status" = 'RETIRED' group by "v"."id"
        ) as "n" where "n"."id" = "v"."id" and "n"."adopted_on" >= coalesce("v"."adopted_on", "n"."adopted_on")`,
    );
    this.addSql(
      `alter table "indicator_version" add constraint "indicator_version_retired_after_adoption" check (retired_on >= adopted_on),
        add constraint "indicator_version_retired_on_a_day" check (retired_on is null or status = 'RETIRED')`,
    );
    this.addSql(`alter table "release" add "released_on" date`);
    this.addSql(
      `update "release" as "r" set "released_on" = ("r"."released_at" at time zone coalesce(
        (select "e"."time_zone" from "ecosystem" as "e" where "e"."id" = "r"."ecosystem_id"), 'UTC'))::date`,
    );
    this.addSql(`alter table "release" alter column "released_on" set not null`);
  }
}
