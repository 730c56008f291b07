import { Migration } from '@mikro-orm/migrations';
import { recordTriggers } from '../change/index.ts';
import { addVoidedColumn } from '../shared/database/schema/current-records.ts';

/** Adds proposals to change records. */
export class Proposals extends Migration {
  override up(): void {
    this.addSql(
      `create table "proposal" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "record_id" uuid not null, "record_type" text not null, "record_version" int not null, "changes" jsonb not null, "basis" jsonb not null, "reason" text not null, "status" text not null, "proposer_id" uuid null, "decided_by_id" uuid null, "decided_at" timestamptz null, "decision_reason" text null, primary key ("id"), constraint "proposal_decided_unless_open" check ((status = 'OPEN') = (decided_at is null)))`,
    );
    this.addSql(addVoidedColumn('"proposal"'));
    this.addSql(`create index "proposal_by_ecosystem" on "proposal" ("ecosystem_id", "created_at", "id")`);
    this.addSql(`create index "proposal_by_record" on "proposal" ("record_id")`);
    this.addSql(`create index "proposal_by_proposer" on "proposal" ("proposer_id")`);
    for (const [column, target] of [
      ['ecosystem_id', 'ecosystem'],
      ['proposer_id', 'principal'],
      ['decided_by_id', 'principal'],
    ]) {
      this.addSql(
        `alter table "proposal" add constraint "proposal_${column}_foreign" foreign key ("${column}") references "${target}" ("id") on update no action on delete no action`,
      );
    }
    this.addSql(
      `alter table "proposal" add constraint "proposal_status_check" check ("status" in ('OPEN', 'ACCEPTED', 'REFUSED', 'WITHDRAWN'))`,
    );
    this.addSql(
      `alter table "proposal" add constraint "proposal_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    for (const trigger of recordTriggers('proposal')) this.addSql(trigger);
  }
}
