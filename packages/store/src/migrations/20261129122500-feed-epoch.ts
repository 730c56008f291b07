import { Migration } from '@mikro-orm/migrations';

/** Gives the change feed an epoch: positions of the feed of a copy cannot be compared with those of the original. */
export class FeedEpoch extends Migration {
  override up(): void {
    this.addSql(`create table "feed_epoch" (
      "is_current" boolean not null default true,
      "epoch" uuid not null default gen_random_uuid(),
      "started_at" timestamptz not null default now(),
      primary key ("is_current"),
      constraint "feed_epoch_is_one" check (is_current)
    )`);
    this.addSql('insert into "feed_epoch" default values');
  }
}
