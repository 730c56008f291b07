import { Migration } from '@mikro-orm/migrations';

/**
 * Funding keeps the date of each step, indicator versions the date of adoption, and gaps a status with the date of closing.
 * The dates of existing records are not known; existing gaps are open. Agendas name their key terms; existing agendas name
 * none.
 */
export class DatesOfSteps extends Migration {
  override up(): void {
    this.addSql(
      `alter table "funding" add "requested_on" date, add "committed_on" date, add "received_on" date, add "declined_on" date`,
    );
    this.addSql(
      `alter table "funding" add constraint "funding_committed_after_request" check (committed_on >= requested_on),
        add constraint "funding_received_after_commitment" check (received_on >= committed_on),
        add constraint "funding_declined_after_commitment" check (declined_on >= committed_on)`,
    );
    this.addSql(`alter table "indicator_version" add "adopted_on" date`);
    this.addSql(`alter table "gap" add "status" text not null default 'OPEN', add "closed_on" date`);
    this.addSql(`alter table "gap" alter column "status" drop default`);
    this.addSql(
      `alter table "gap" add constraint "gap_status_check" check ("status" in ('OPEN', 'CLOSED')),
        add constraint "gap_closed_on_a_day" check ((closed_on is not null) = (status = 'CLOSED'))`,
    );
    this.addSql(`alter table "common_agenda" add "key_term_ids" uuid[] not null default '{}'`);
    this.addSql(`alter table "common_agenda" alter column "key_term_ids" drop default`);
  }
}
