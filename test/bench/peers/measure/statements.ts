import { setTimeout } from 'node:timers/promises';
import type { Postgresql } from '../data/postgresql.ts';
import type { Sql } from '../data/sql.ts';

const marker = 'the statements end here';

/** Counts the statements that connections to the database run during `work`, with those that begin and end transactions. */
export async function countStatements(
  { postgresql, sql }: { postgresql: Postgresql; sql: Sql },
  work: () => Promise<void>,
): Promise<number> {
  await log(sql, 'all');
  let count = 0;
  const ended = Promise.withResolvers<void>();
  const stop = postgresql.listen((line) => {
    if (line.includes(marker)) ended.resolve();
    // A statement of several lines has this prefix on its first one only.
    else if (/^LOG: {2}(statement|execute [^:]+):/.test(line)) count++;
  });
  try {
    await work();
    await sql(`select '${marker}'`);
    await ended.promise;
    return count;
  } finally {
    stop();
    await log(sql, 'none');
  }
}

/** Sets what the server logs, and waits until its connections know. */
async function log(sql: Sql, statements: 'all' | 'none'): Promise<void> {
  await sql(`alter system set "log_statement" = '${statements}'`);
  await sql('select pg_reload_conf()');
  for (;;) {
    await setTimeout(50);
    const [row] = await sql<{ log_statement: string }>('show "log_statement"');
    if (row?.log_statement === statements) return;
  }
}
