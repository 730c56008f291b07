import { sql } from 'kysely';
import type { KyselyOfAnySchema } from '../any-schema.ts';

/**
 * Writes 1 MB of temporary data to the disk of the database, which deletes it again. Rejects if the disk is full, and for
 * any other reason why the database cannot be used.
 */
export async function probeStorage(kysely: KyselyOfAnySchema): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    // The rows exceed this memory, so they are sorted on disk. They have two columns, because PostgreSQL 18 does not count the texts of
    // rows with one column as memory.
    await sql`select set_config('work_mem', '64kB', true)`.execute(transaction);
    await sql`
      select count("text"), max("n") from (select repeat('x', 1000) || "n" as "text", "n" from generate_series(1, 1000) as "n"
        order by 1 offset 0) as "rows"`.execute(transaction);
  });
}
