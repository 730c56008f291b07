import { Migration } from '@mikro-orm/migrations';
import { recordTriggers } from '../change/index.ts';
import { addVoidedColumn } from '../shared/database/schema/current-records.ts';

/** Adds requests for the reports of a period. */
export class ReportRequests extends Migration {
  override up(): void {
    this.addSql(
      `create table "report_request" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "indicator_version_ids" uuid[] not null, "period" text collate "C" not null, "opens_on" date not null, "due_on" date not null, "note" text null, "closed_on" date null, primary key ("id"), constraint "report_request_due_after_opening" check (due_on >= opens_on))`,
    );
    this.addSql(addVoidedColumn('"report_request"'));
    this.addSql(`create index "report_request_by_ecosystem" on "report_request" ("ecosystem_id", "due_on", "id")`);
    this.addSql(`create index "report_request_by_period" on "report_request" ("period")`);
    this.addSql(
      `alter table "report_request" add constraint "report_request_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "report_request" add constraint "report_request_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    for (const trigger of recordTriggers('report_request')) this.addSql(trigger);
  }
}
