import { sql } from 'kysely';
import type { Database } from '../shared/database/database.ts';

/**
 * Deletes all rows that were written after the migrations, and starts the sequences again, so that the tests of a file can
 * share a database. Takes a fraction of the time of `openTestDatabase`. Changes of the schema and of rights stay.
 */
export async function emptyDatabase(database: Database): Promise<void> {
  await sql`
    do $$ declare "name" text; begin
      -- The triggers keep the audit log and the change feed, and reject changes of them.
      set local session_replication_role = replica;
      for "name" in select "tablename" from pg_tables
        where "schemaname" = 'public' and "tablename" not in ('schema_migration', 'feed_epoch')
      loop
        execute format('delete from public.%I', "name");
      end loop;
      perform setval(format('public.%I', "sequencename")::regclass, "start_value", false) from pg_sequences
        where "schemaname" = 'public' and "sequencename" not like 'schema_migration%';
    end $$`.execute(database.kysely());
}
