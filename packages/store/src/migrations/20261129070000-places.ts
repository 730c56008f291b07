import { Migration } from '@mikro-orm/migrations';
import { recordTriggers } from '../change/index.ts';

/** Adds places, and the service areas and coded populations of organizations and activities. Existing records have none. */
export class Places extends Migration {
  override up(): void {
    this.addSql(
      `create table "place" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "code" jsonb not null, "code_key" text collate "C" not null, "level" jsonb not null, "parent_id" uuid null, primary key ("id"))`,
    );
    this.addSql(`create index "place_by_ecosystem" on "place" ("ecosystem_id", "id")`);
    this.addSql(`create index "place_by_parent" on "place" ("parent_id", "code_key", "id")`);
    this.addSql(`alter table "place" add constraint "place_code_unique" unique ("ecosystem_id", "code_key")`);
    for (const [table, column] of [
      ['organization', 'service_areas'],
      ['activity', 'populations'],
      ['activity', 'service_areas'],
    ]) {
      this.addSql(`alter table "${table}" add "${column}" jsonb not null default '[]'`);
      this.addSql(`alter table "${table}" alter column "${column}" drop default`);
    }
    this.addSql(
      `alter table "place" add constraint "place_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "place" add constraint "place_parent_id_foreign" foreign key ("parent_id") references "place" ("id") on update no action on delete no action`,
    );
    this.addSql(`alter table "place" add constraint "place_within_another" check (parent_id <> id)`);
    this.addSql(
      `alter table "place" add constraint "place_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    for (const trigger of recordTriggers('place')) this.addSql(trigger);
  }
}
