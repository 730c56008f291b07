import { Migration } from '@mikro-orm/migrations';
import { recordTriggers } from '../change/index.ts';

/** Adds budgets, with which funding is compared. */
export class BudgetMigration extends Migration {
  override up(): void {
    this.addSql(
      `create table "budget" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "monthly_amount" numeric not null, "currency" text not null, "starts_on" date not null, "ends_on" date null, primary key ("id"))`,
    );
    this.addSql(`create index "budget_by_ecosystem" on "budget" ("ecosystem_id", "starts_on", "id")`);
    this.addSql(
      `alter table "budget" add constraint "budget_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action,
        add constraint "budget_monthly_amount" check (monthly_amount > 0),
        add constraint "budget_currency" check (currency ~ '^[A-Z]{3}$'),
        add constraint "budget_ends_after_start" check (ends_on >= starts_on),
        add constraint "budget_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    for (const trigger of recordTriggers('budget')) this.addSql(trigger);
  }
}
