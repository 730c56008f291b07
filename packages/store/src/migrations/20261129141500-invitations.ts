import { Migration } from '@mikro-orm/migrations';
import { recordTriggers } from '../change/index.ts';

/** Adds invitations to roles. Their secrets are in a table of their own, which neither the feed nor the audit contains. */
export class Invitations extends Migration {
  override up(): void {
    this.addSql(
      `create table "invitation" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "role" text not null, "organization_ids" uuid[] not null, "recipient" text null, "valid_days" int not null, "inviter_id" uuid null, "expires_at" timestamptz not null, "accepted_at" timestamptz null, "accepted_by_id" uuid null, "revoked_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "invitation_by_ecosystem" on "invitation" ("ecosystem_id", "id")`);
    this.addSql(`create index "invitation_by_inviter" on "invitation" ("inviter_id")`);
    for (const [column, table] of [
      ['ecosystem_id', 'ecosystem'],
      ['inviter_id', 'principal'],
      ['accepted_by_id', 'principal'],
    ]) {
      this.addSql(
        `alter table "invitation" add constraint "invitation_${column}_foreign" foreign key ("${column}") references "${table}" ("id") on update no action on delete no action`,
      );
    }
    this.addSql(
      `alter table "invitation" add constraint "invitation_role_check" check ("role" in ('OBSERVER', 'CONTRIBUTOR', 'STEWARD', 'BACKBONE'))`,
    );
    this.addSql(
      `alter table "invitation" add constraint "invitation_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `create table "invitation_secret" ("invitation_id" uuid not null, "hash" text not null, primary key ("invitation_id"))`,
    );
    this.addSql(`alter table "invitation_secret" add constraint "invitation_secret_hash_unique" unique ("hash")`);
    this.addSql(
      `alter table "invitation_secret" add constraint "invitation_secret_invitation_id_foreign" foreign key ("invitation_id") references "invitation" ("id") on update no action on delete no action`,
    );
    for (const trigger of recordTriggers('invitation')) this.addSql(trigger);
  }
}
