import { Migration } from '@mikro-orm/migrations';

/** Adds the date on which an adoption of a practice was discontinued. A practice can be adopted again after that date. */
export class DiscontinuedPractices extends Migration {
  override up(): void {
    this.addSql(`alter table "practice_adoption" add "discontinued_on" date`);
    this.addSql(
      `alter table "practice_adoption" add constraint "practice_adoption_discontinued_after_adoption" check (discontinued_on >= adopted_on)`,
    );
    this.addSql(`drop index "practice_adoption_once"`);
    this.addSql(`drop index "practice_adoption_once_at_large"`);
    this.addSql(
      `create unique index "practice_adoption_once" on "practice_adoption" ("ecosystem_id", "practice_id", "activity_id") where activity_id is not null and discontinued_on is null`,
    );
    this.addSql(
      `create unique index "practice_adoption_once_at_large" on "practice_adoption" ("ecosystem_id", "practice_id") where activity_id is null and discontinued_on is null`,
    );
  }
}
