import { createGateway } from '@collective-impact/gateway';
import type { Database } from '@collective-impact/store';
import { firstQuery } from './examples/first-query.ts';
import { loadExamples } from './examples/load-examples.ts';
import { withDatabase } from './open.ts';
import { operatorKey } from './operator-key.ts';
import { portOf } from './settings.ts';
import { complain, say } from './terminal.ts';

/** What `serve` is called with. */
export interface ServeOptions {
  port: string;
  host: string;
  examples?: boolean;
}

/**
 * Serves until a signal stops it; then finishes running requests and closes the database. It also stops, with an error,
 * if another process took the embedded folder over.
 */
export async function serveCommand({ port, host, examples }: ServeOptions): Promise<void> {
  const place = { port: portOf(port), host };
  const stopped = stopSignal();
  await withDatabase(async (database) => {
    const { key, file, isNew } = await operatorKey(database.folder);
    const gateway = createGateway({ database, operatorKey: key, firstQuery });
    // Listening comes first: a port that is taken should not cost the time that examples take.
    const address = await gateway.listen(place);
    try {
      await database.announce(address);
      if (examples) await loadExamples(database, { onStart: () => complain('Loading the example ecosystems…') });
      say(`Collective Impact serves ${address}/graphql (GraphiQL in a browser), data in ${dataPlace(database)}.`);
      if (file !== null)
        say(isNew ? `Operator key, told only now and kept in ${file}: ${key}` : `Operator key: in ${file}.`);
      if (key === null) complain('OPERATOR_KEY is not set: nobody can write through this gateway.');
      await Promise.race([stopped, rejectOnceLost(database)]);
    } finally {
      await gateway.close();
    }
  });
}

async function rejectOnceLost(database: Database): Promise<never> {
  throw await database.lost;
}

function dataPlace(database: Database): string {
  if (database.folder !== undefined) return database.folder;
  return database.engine === 'pglite' ? 'memory' : 'PostgreSQL';
}

/** Resolves at SIGTERM or SIGINT; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((settle) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => settle());
  });
}
