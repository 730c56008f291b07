import { Migration } from '@mikro-orm/migrations';
import { recordTriggers } from '../change/index.ts';

/** Adds contributions of indicators to core indicators, and the outputs of activities. Existing activities have no outputs. */
export class ResultsChain extends Migration {
  override up(): void {
    this.addSql(
      `create table "indicator_contribution" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "indicator_id" uuid not null, "core_indicator_id" uuid not null, "mechanism" text null, primary key ("id"))`,
    );
    this.addSql(
      `create index "indicator_contribution_by_core" on "indicator_contribution" ("core_indicator_id", "id")`,
    );
    this.addSql(
      `create index "indicator_contribution_by_ecosystem" on "indicator_contribution" ("ecosystem_id", "id")`,
    );
    this.addSql(
      `alter table "indicator_contribution" add constraint "indicator_contribution_once" unique ("indicator_id", "core_indicator_id")`,
    );
    this.addSql(`alter table "activity" add "outputs" jsonb not null default '[]'`);
    this.addSql(`alter table "activity" alter column "outputs" drop default`);
    this.addSql(
      `alter table "indicator_contribution" add constraint "indicator_contribution_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "indicator_contribution" add constraint "indicator_contribution_indicator_id_foreign" foreign key ("indicator_id") references "indicator" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "indicator_contribution" add constraint "indicator_contribution_core_indicator_id_foreign" foreign key ("core_indicator_id") references "indicator" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "indicator_contribution" add constraint "indicator_contribution_to_another" check (indicator_id <> core_indicator_id)`,
    );
    this.addSql(
      `alter table "indicator_contribution" add constraint "indicator_contribution_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    for (const trigger of recordTriggers('indicator_contribution')) this.addSql(trigger);
  }
}
