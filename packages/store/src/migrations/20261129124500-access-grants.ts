import { Migration } from '@mikro-orm/migrations';
import { recordTriggers } from '../change/index.ts';

/** Adds the roles of principals in ecosystems. Existing ecosystems have no grants: an operator appoints their first BACKBONE. */
export class AccessGrants extends Migration {
  override up(): void {
    this.addSql(
      `create table "access_grant" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "principal_id" uuid not null, "role" text not null, "organization_ids" uuid[] not null, "revoked_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "access_grant_by_ecosystem" on "access_grant" ("ecosystem_id", "id")`);
    this.addSql(
      `create unique index "access_grant_in_effect" on "access_grant" ("principal_id", "ecosystem_id") where revoked_at is null`,
    );
    this.addSql(
      `alter table "access_grant" add constraint "access_grant_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "access_grant" add constraint "access_grant_principal_id_foreign" foreign key ("principal_id") references "principal" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "access_grant" add constraint "access_grant_role_check" check ("role" in ('OBSERVER', 'CONTRIBUTOR', 'STEWARD', 'BACKBONE'))`,
    );
    this.addSql(
      `alter table "access_grant" add constraint "access_grant_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    for (const trigger of recordTriggers('access_grant')) this.addSql(trigger);
  }
}
