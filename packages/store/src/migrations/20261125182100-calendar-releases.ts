import { Migration } from '@mikro-orm/migrations';

/**
 * A calendar says to whom it releases, and what came of it is kept, once for each version and period. A release says which
 * reports it left: those that were made before know only how many.
 */
export class CalendarReleases extends Migration {
  override up(): void {
    this.addSql(
      `create table "calendar_release" ("id" uuid not null, "ecosystem_id" uuid not null, "calendar_id" uuid not null, "indicator_version_id" uuid not null, "period" text collate "C" not null, "period_end" date not null, "tried_at" timestamptz not null, "basis" text not null, "release_id" uuid null, "issues" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`create index "calendar_release_by_ecosystem" on "calendar_release" ("ecosystem_id", "id")`);
    this.addSql(
      `alter table "calendar_release" add constraint "calendar_release_once" unique ("indicator_version_id", "period")`,
    );
    this.addSql(
      `create table "waiting_report" ("release_id" uuid not null, "report_id" uuid not null, "ecosystem_id" uuid not null, primary key ("release_id", "report_id"))`,
    );
    this.addSql(`alter table "reporting_calendar" add "releases_to" text null`);
    this.addSql(
      `alter table "reporting_calendar" add constraint "reporting_calendar_releases_to_check" check ("releases_to" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "calendar_release" add constraint "calendar_release_calendar_id_foreign" foreign key ("calendar_id") references "reporting_calendar" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "calendar_release" add constraint "calendar_release_indicator_version_id_foreign" foreign key ("indicator_version_id") references "indicator_version" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "calendar_release" add constraint "calendar_release_release_id_foreign" foreign key ("release_id") references "release" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "waiting_report" add constraint "waiting_report_release_id_foreign" foreign key ("release_id") references "release" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "waiting_report" add constraint "waiting_report_report_id_foreign" foreign key ("report_id") references "indicator_report" ("id") on update no action on delete no action`,
    );
  }
}
