import { Migration } from '@mikro-orm/migrations';

/** Each ecosystem has a time zone, in which its rules determine the current day. Until now this was UTC for all of them. */
export class TimeZones extends Migration {
  override up(): void {
    this.addSql(`alter table "ecosystem" add "time_zone" text not null default 'UTC'`);
    this.addSql(`alter table "ecosystem" alter column "time_zone" drop default`);
  }
}
