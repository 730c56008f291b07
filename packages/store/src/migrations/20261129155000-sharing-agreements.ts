import { Migration } from '@mikro-orm/migrations';
import { recordTriggers } from '../change/index.ts';

/**
 * Adds sharing agreements. Records with the visibility NETWORK were visible in every network of an ecosystem; now an agreement of both
 * sides is required.
 */
export class SharingAgreements extends Migration {
  override up(): void {
    const columns = `"id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "ended_at" timestamptz null, "end_reason" text null`;
    this.addSql(
      `create table "sharing_agreement" (${columns}, "network_id" uuid not null, "number" int not null, "indicator_scope" text not null, "indicator_ids" uuid[] not null, "detail" text not null, "minimum_threshold" int not null, "starts_on" date not null, "ends_on" date null, "purpose" text not null, primary key ("id"), constraint "sharing_agreement_with_another" check (network_id <> ecosystem_id), constraint "sharing_agreement_ends_after_start" check (ends_on >= starts_on), constraint "sharing_agreement_end_with_reason" check ((ended_at is null) = (end_reason is null)), constraint "sharing_agreement_names_indicators" check ((indicator_scope = 'NAMED') = (cardinality(indicator_ids) > 0)))`,
    );
    this.addSql(`create index "sharing_agreement_by_ecosystem" on "sharing_agreement" ("ecosystem_id", "id")`);
    this.addSql(
      `alter table "sharing_agreement" add constraint "sharing_agreement_number" unique ("network_id", "ecosystem_id", "number")`,
    );
    this.addSql(
      `create table "sharing_acceptance" (${columns}, "agreement_id" uuid not null, "member_id" uuid not null, primary key ("id"), constraint "sharing_acceptance_of_another" check (member_id <> ecosystem_id), constraint "sharing_acceptance_end_with_reason" check ((ended_at is null) = (end_reason is null)))`,
    );
    this.addSql(`create index "sharing_acceptance_by_ecosystem" on "sharing_acceptance" ("ecosystem_id", "id")`);
    this.addSql(`alter table "sharing_acceptance" add constraint "sharing_acceptance_once" unique ("agreement_id")`);
    for (const [table, column, target] of [
      ['sharing_agreement', 'ecosystem_id', 'ecosystem'],
      ['sharing_agreement', 'network_id', 'ecosystem'],
      ['sharing_acceptance', 'ecosystem_id', 'ecosystem'],
      ['sharing_acceptance', 'agreement_id', 'sharing_agreement'],
      ['sharing_acceptance', 'member_id', 'ecosystem'],
    ]) {
      this.addSql(
        `alter table "${table}" add constraint "${table}_${column}_foreign" foreign key ("${column}") references "${target}" ("id") on update no action on delete no action`,
      );
    }
    this.addSql(
      `alter table "sharing_agreement" add constraint "sharing_agreement_indicator_scope_check" check ("indicator_scope" in ('ALL', 'NAMED'))`,
    );
    this.addSql(
      `alter table "sharing_agreement" add constraint "sharing_agreement_detail_check" check ("detail" in ('TOTALS', 'DISAGGREGATED'))`,
    );
    for (const table of ['sharing_agreement', 'sharing_acceptance']) {
      this.addSql(
        `alter table "${table}" add constraint "${table}_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
      );
      for (const trigger of recordTriggers(table)) this.addSql(trigger);
    }
  }
}
