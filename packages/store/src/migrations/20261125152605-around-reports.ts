import { Migration } from '@mikro-orm/migrations';
import { recordTriggers } from '../change/index.ts';

/**
 * What surrounds reports: corrections with what they replaced, when reports are due, and what their figures are to keep to;
 * and whole answers of commands that are about more than one record.
 */
export class AroundReports extends Migration {
  override up(): void {
    this.addSql(
      `create table "data_quality_rule" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "indicator_version_id" uuid not null, "name" text collate "C" not null, "kind" text not null, "breakdown_id" int not null, "least" numeric null, "most" numeric null, "largest_change" numeric null, "change_by" text null, "other_version_id" uuid null, "blocks" boolean not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "data_quality_rule" add constraint "data_quality_rule_name_unique" unique ("indicator_version_id", "name")`,
    );
    this.addSql(
      `create table "report_correction" ("id" uuid not null, "ecosystem_id" uuid not null, "report_id" uuid not null, "number" int not null, "corrected_at" timestamptz not null, "corrected_by" text not null, "reason" text not null, "release_id" uuid null, "method_note" text null, "source" text null, "narrative" text null, primary key ("id"))`,
    );
    this.addSql(`create index "report_correction_by_release" on "report_correction" ("release_id", "id")`);
    this.addSql(
      `alter table "report_correction" add constraint "report_correction_number" unique ("report_id", "number")`,
    );
    this.addSql(
      `create table "replaced_cell" ("correction_id" uuid not null, "breakdown_id" int not null, "ecosystem_id" uuid not null, "value" numeric null, "numerator" numeric null, "denominator" numeric null, "base" int null, "standard_error" numeric null, "status" text not null, primary key ("correction_id", "breakdown_id"))`,
    );
    this.addSql(
      `create table "reporting_calendar" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "indicator_version_id" uuid not null, "from_period" text collate "C" not null, "from_day" date not null, "opens_after" int not null, "due_after" int not null, "grace" int not null, "reminder" int null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "reporting_calendar" add constraint "reporting_calendar_unique" unique ("indicator_version_id", "from_period")`,
    );
    this.addSql(`alter table "idempotency" add "answer" jsonb null`);
    this.addSql(
      `alter table "data_quality_rule" add constraint "data_quality_rule_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "data_quality_rule" add constraint "data_quality_rule_indicator_version_id_foreign" foreign key ("indicator_version_id") references "indicator_version" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "data_quality_rule" add constraint "data_quality_rule_breakdown_id_foreign" foreign key ("breakdown_id") references "breakdown" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "data_quality_rule" add constraint "data_quality_rule_other_version_id_foreign" foreign key ("other_version_id") references "indicator_version" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "data_quality_rule" add constraint "data_quality_rule_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "data_quality_rule" add constraint "data_quality_rule_kind_check" check ("kind" in ('RANGE', 'CHANGE', 'AT_MOST'))`,
    );
    this.addSql(
      `alter table "data_quality_rule" add constraint "data_quality_rule_change_by_check" check ("change_by" in ('ABSOLUTE', 'SHARE'))`,
    );
    this.addSql(
      `alter table "report_correction" add constraint "report_correction_report_id_foreign" foreign key ("report_id") references "indicator_report" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "report_correction" add constraint "report_correction_release_id_foreign" foreign key ("release_id") references "release" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "replaced_cell" add constraint "replaced_cell_correction_id_foreign" foreign key ("correction_id") references "report_correction" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "replaced_cell" add constraint "replaced_cell_breakdown_id_foreign" foreign key ("breakdown_id") references "breakdown" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "replaced_cell" add constraint "replaced_cell_status_check" check ("status" in ('OBSERVED', 'ESTIMATED', 'PROVISIONAL', 'MISSING', 'NOT_APPLICABLE', 'SUPPRESSED_AT_SOURCE'))`,
    );
    this.addSql(
      `alter table "reporting_calendar" add constraint "reporting_calendar_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "reporting_calendar" add constraint "reporting_calendar_indicator_version_id_foreign" foreign key ("indicator_version_id") references "indicator_version" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "reporting_calendar" add constraint "reporting_calendar_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    for (const table of ['reporting_calendar', 'data_quality_rule']) {
      for (const trigger of recordTriggers(table)) this.addSql(trigger);
    }
  }
}
