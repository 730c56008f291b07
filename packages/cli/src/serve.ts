import { createGateway } from '@collective-impact/gateway';
import { type Database, migrate, openDatabase } from '@collective-impact/store';
import { firstQuery } from './examples/first-query.ts';
import { loadExamples } from './examples/load-examples.ts';
import { preparedDatabase } from './examples/prepared-database.ts';
import { operatorKey } from './operator-key.ts';
import { databaseUrl, portOf } from './settings.ts';
import { complain, say } from './terminal.ts';

/** What `serve` is called with. */
export interface ServeOptions {
  port: string;
  host: string;
  examples?: boolean;
}

/** Serves until it is told to stop; then finishes what is running and closes the database. */
export async function serveCommand({ port, host, examples }: ServeOptions): Promise<void> {
  const place = { port: portOf(port), host };
  const stopped = stopSignal();
  const database = await openDatabase(databaseUrl(), { dump: preparedDatabase({ examples: examples === true }) });
  try {
    await migrate(database);
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
      await stopped;
    } finally {
      await gateway.close();
    }
  } finally {
    await database.close();
  }
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
