import { sql } from 'kysely';
import type { KyselyOfAnySchema } from '../shared/database/any-schema.ts';

/** Starts a new epoch of the change feed. Every follower then synchronizes again. */
export async function startFeedEpoch(kysely: KyselyOfAnySchema): Promise<void> {
  await sql`insert into "feed_epoch" default values on conflict ("is_current") do update set "epoch" = excluded."epoch", "started_at" = excluded."started_at"`.execute(
    kysely,
  );
}

/**
 * Moves the whole change feed to the current transaction, in the same order. The positions come from transaction numbers, so
 * those of another server can be greater than any number of this one; followers would wait for them, and miss changes.
 */
export async function renumberFeed(kysely: KyselyOfAnySchema): Promise<void> {
  await sql`
    update "change" set "transaction_id" = pg_current_xact_id(), "sequence" = "ordered"."position"
    from (select "record_id", row_number() over (order by "transaction_id", "sequence") as "position" from "change") as "ordered"
    where "change"."record_id" = "ordered"."record_id"`.execute(kysely);
  await sql`select setval('change_sequence', greatest(count(*), 1), count(*) > 0) from "change"`.execute(kysely);
}

/** Starts a new epoch in a copy of the files of a database, if its schema has epochs. */
export const epochOfCopy = `do $$ begin
  if to_regclass('feed_epoch') is not null then
    update "feed_epoch" set "epoch" = gen_random_uuid(), "started_at" = now();
  end if;
end $$`;
