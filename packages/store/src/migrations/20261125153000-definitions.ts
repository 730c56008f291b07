import { Migration } from '@mikro-orm/migrations';
import { recordTriggers } from '../change/index.ts';

const recordTables = ['adoption', 'crosswalk', 'discussion_entry', 'evidence', 'network_adoption', 'population_figure'];

/** What is agreed and said beside the figures of an indicator: who reports a version, what was said of it before it was adopted, what categories of earlier versions became in it, evidence, and how many there are. */
export class Definitions extends Migration {
  override up(): void {
    this.addSql(
      `create table "network_adoption" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "network_version_id" uuid not null, "adopter_id" uuid not null, "local_version_id" uuid null, "starts_on" date not null, "ends_on" date null, primary key ("id"))`,
    );
    this.addSql(
      `create index "network_adoption_by_version" on "network_adoption" ("network_version_id", "starts_on", "id")`,
    );
    this.addSql(`create index "network_adoption_by_adopter" on "network_adoption" ("adopter_id", "starts_on", "id")`);
    this.addSql(
      `create unique index "network_adoption_open_once" on "network_adoption" ("ecosystem_id", "network_version_id", "adopter_id") where ends_on is null`,
    );
    this.addSql(
      `create table "crosswalk" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "indicator_version_id" uuid not null, "earlier_version_id" uuid not null, "dimension" text collate "C" not null, "earlier_dimension" text not null, "mappings" jsonb not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "crosswalk" add constraint "crosswalk_once" unique ("indicator_version_id", "dimension", "earlier_version_id")`,
    );
    this.addSql(
      `create table "evidence" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "goal_id" uuid null, "indicator_id" uuid null, "organization_id" uuid null, "kind" jsonb not null, "title" text not null, "text" text null, "url" text null, "period" text collate "C" not null, "period_start" date not null, "period_end" date not null, "consent" text not null, "consent_on" date null, "consent_recorded_by" text null, "withdrawn_on" date null, primary key ("id"))`,
    );
    this.addSql(`create index "evidence_by_ecosystem" on "evidence" ("ecosystem_id", "period_start", "id")`);
    this.addSql(`create index "evidence_by_goal" on "evidence" ("goal_id", "period_start", "id")`);
    this.addSql(`create index "evidence_by_indicator" on "evidence" ("indicator_id", "period_start", "id")`);
    this.addSql(
      `create table "discussion_entry" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "indicator_version_id" uuid not null, "said_on" date not null, "organization_id" uuid null, "speaker" text not null, "position" jsonb null, "statement" text not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "discussion_entry_by_version" on "discussion_entry" ("indicator_version_id", "said_on", "id")`,
    );
    this.addSql(`create index "discussion_entry_by_ecosystem" on "discussion_entry" ("ecosystem_id", "id")`);
    this.addSql(
      `create table "adoption" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "indicator_version_id" uuid not null, "organization_id" uuid not null, "starts_on" date not null, "ends_on" date null, primary key ("id"))`,
    );
    this.addSql(`create index "adoption_by_version" on "adoption" ("indicator_version_id", "starts_on", "id")`);
    this.addSql(`create index "adoption_by_organization" on "adoption" ("organization_id", "starts_on", "id")`);
    this.addSql(
      `create unique index "adoption_open_once" on "adoption" ("indicator_version_id", "organization_id") where ends_on is null`,
    );
    this.addSql(
      `create table "population_figure" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "place" jsonb not null, "period" text collate "C" not null, "period_start" date not null, "period_end" date not null, "categories" jsonb not null, "value" numeric not null, "unit" jsonb not null, "source" jsonb not null, "figure_key" text not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "population_figure_by_period" on "population_figure" ("ecosystem_id", "period_start", "id")`,
    );
    this.addSql(
      `alter table "population_figure" add constraint "population_figure_once" unique ("ecosystem_id", "period", "figure_key")`,
    );
    this.addSql(
      `alter table "network_adoption" add constraint "network_adoption_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "network_adoption" add constraint "network_adoption_network_version_id_foreign" foreign key ("network_version_id") references "indicator_version" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "network_adoption" add constraint "network_adoption_adopter_id_foreign" foreign key ("adopter_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "network_adoption" add constraint "network_adoption_local_version_id_foreign" foreign key ("local_version_id") references "indicator_version" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "network_adoption" add constraint "network_adoption_adopter_brings_in" check ((ecosystem_id = adopter_id) = (local_version_id is not null))`,
    );
    this.addSql(
      `alter table "network_adoption" add constraint "network_adoption_ends_after_start" check (ends_on >= starts_on)`,
    );
    this.addSql(
      `alter table "network_adoption" add constraint "network_adoption_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "crosswalk" add constraint "crosswalk_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "crosswalk" add constraint "crosswalk_indicator_version_id_foreign" foreign key ("indicator_version_id") references "indicator_version" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "crosswalk" add constraint "crosswalk_earlier_version_id_foreign" foreign key ("earlier_version_id") references "indicator_version" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "crosswalk" add constraint "crosswalk_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "evidence" add constraint "evidence_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "evidence" add constraint "evidence_goal_id_foreign" foreign key ("goal_id") references "goal" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "evidence" add constraint "evidence_indicator_id_foreign" foreign key ("indicator_id") references "indicator" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "evidence" add constraint "evidence_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "evidence" add constraint "evidence_of_something" check (goal_id is not null or indicator_id is not null)`,
    );
    this.addSql(
      `alter table "evidence" add constraint "evidence_says_something" check ("text" is not null or url is not null)`,
    );
    this.addSql(
      `alter table "evidence" add constraint "evidence_open_with_consent" check (visibility = 'RESTRICTED' or consent in ('GIVEN', 'NOT_NEEDED'))`,
    );
    this.addSql(
      `alter table "evidence" add constraint "evidence_withdrawn_on_a_day" check ((consent = 'WITHDRAWN') = (withdrawn_on is not null))`,
    );
    this.addSql(
      `alter table "evidence" add constraint "evidence_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "evidence" add constraint "evidence_consent_check" check ("consent" in ('NOT_GIVEN', 'GIVEN', 'NOT_NEEDED', 'WITHDRAWN'))`,
    );
    this.addSql(
      `alter table "discussion_entry" add constraint "discussion_entry_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "discussion_entry" add constraint "discussion_entry_indicator_version_id_foreign" foreign key ("indicator_version_id") references "indicator_version" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "discussion_entry" add constraint "discussion_entry_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "discussion_entry" add constraint "discussion_entry_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "adoption" add constraint "adoption_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "adoption" add constraint "adoption_indicator_version_id_foreign" foreign key ("indicator_version_id") references "indicator_version" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "adoption" add constraint "adoption_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(`alter table "adoption" add constraint "adoption_ends_after_start" check (ends_on >= starts_on)`);
    this.addSql(
      `alter table "adoption" add constraint "adoption_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "population_figure" add constraint "population_figure_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(`alter table "population_figure" add constraint "population_figure_not_negative" check (value >= 0)`);
    this.addSql(
      `alter table "population_figure" add constraint "population_figure_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    for (const table of recordTables) for (const trigger of recordTriggers(table)) this.addSql(trigger);
  }
}
