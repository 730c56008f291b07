import { Migration } from '@mikro-orm/migrations';

/**
 * Adds principals and their API keys. The operator key of earlier versions is not in the database: the next start of the gateway
 * creates a key of the new form.
 */
export class Principals extends Migration {
  override up(): void {
    this.addSql(
      `create table "principal" ("id" uuid not null, "created_at" timestamptz not null default now(), "created_by" text not null, "kind" text not null, "name" text not null, "is_operator" boolean not null default false, primary key ("id"))`,
    );
    this.addSql(
      `alter table "principal" add constraint "principal_kind_check" check ("kind" in ('PERSON', 'SERVICE', 'HUB'))`,
    );
    this.addSql(
      `create table "api_key" ("id" uuid not null, "created_at" timestamptz not null default now(), "created_by" text not null, "principal_id" uuid not null, "hash" text not null, "expires_at" timestamptz null, "last_used_at" timestamptz null, "revoked_at" timestamptz null, "revoked_by" text null, primary key ("id"))`,
    );
    this.addSql(`alter table "api_key" add constraint "api_key_hash_unique" unique ("hash")`);
    this.addSql(`create index "api_key_by_principal" on "api_key" ("principal_id")`);
    this.addSql(
      `alter table "api_key" add constraint "api_key_principal_id_foreign" foreign key ("principal_id") references "principal" ("id") on update no action on delete no action`,
    );
  }
}
