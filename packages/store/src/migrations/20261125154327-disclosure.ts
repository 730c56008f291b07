import { Migration } from '@mikro-orm/migrations';

/**
 * What a release needs to withhold single cells, and to be followed by one that does not give them away. What was released
 * so far withholds nothing, and has no sums.
 */
export class Disclosure extends Migration {
  override up(): void {
    this.addSql(
      `create table "released_row" ("release_id" uuid not null, "reporter_id" uuid not null, "place_key" text not null, "ecosystem_id" uuid not null, "report_id" uuid null, "digest" text not null, "summed" boolean not null, primary key ("release_id", "reporter_id", "place_key"))`,
    );
    this.addSql(`alter table "ecosystem" add "hides_zeros" boolean not null default false`);
    this.addSql(`alter table "ecosystem" alter column "hides_zeros" drop default`);
    this.addSql(`alter table "release" add "waiting" int not null default 0, add "unprotected" int not null default 0`);
    this.addSql(`alter table "released_cell" add "scope" text null, add "reason" text null`);
    this.addSql(
      `update "released_cell" set "scope" = case when "organization_id" is null then 'ECOSYSTEM' else 'ORGANIZATION' end`,
    );
    this.addSql(`alter table "released_cell" alter column "scope" set not null`);
    this.addSql(
      `alter table "released_cell" add constraint "released_cell_scope_of_reporter" check ((scope = 'ORGANIZATION') = (organization_id is not null))`,
    );
    this.addSql(
      `alter table "released_cell" add constraint "released_cell_reason_if_suppressed" check (suppressed or reason is null)`,
    );
    this.addSql(
      `alter table "released_cell" add constraint "released_cell_scope_check" check ("scope" in ('ORGANIZATION', 'ECOSYSTEM', 'TOGETHER'))`,
    );
    this.addSql(
      `alter table "released_cell" add constraint "released_cell_reason_check" check ("reason" in ('SENSITIVE', 'COMPLEMENTARY', 'FIXED', 'LAST_RESORT', 'OUTSIDE'))`,
    );
    this.addSql(
      `alter table "released_row" add constraint "released_row_release_id_foreign" foreign key ("release_id") references "release" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "released_row" add constraint "released_row_report_id_foreign" foreign key ("report_id") references "indicator_report" ("id") on update no action on delete no action`,
    );
  }
}
