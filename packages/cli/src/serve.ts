import { isAbsolute, relative } from 'node:path';
import { createGateway } from '@collective-impact/gateway';
import type { Database } from '@collective-impact/store';
import { loadExamples } from './examples/load-examples.ts';
import { withDatabase } from './open.ts';
import { operatorKey } from './operator-key.ts';
import { reportFailure } from './report-failure.ts';
import { serveSettings } from './serve-settings.ts';
import { portOf } from './settings.ts';
import { stopSignal } from './stop-signal.ts';
import { print, printError } from './terminal.ts';

/** Options of `serve`. */
export interface ServeOptions {
  port: string;
  host: string;
  examples?: boolean;
}

/**
 * Runs the gateway until SIGTERM or SIGINT, then finishes running requests and closes the database. It also stops, and
 * throws, at a rejection that no code handles, and if another process took the embedded folder over.
 */
export async function serveCommand({ port, host, examples }: ServeOptions): Promise<void> {
  const place = { port: portOf(port), host };
  const { connect, gateway: options } = await serveSettings(process.env);
  const stopped = stopSignal({ onFurther: reportFailure });
  const work = async (database: Database) => {
    const { key, file } = await operatorKey(database.folder);
    const gateway = createGateway({ database, operatorKey: key, ...options });
    // Listen first: if the port is taken, the command fails before it loads the examples.
    const address = await gateway.listen(place);
    try {
      await database.announce(address);
      if (examples) await loadExamples(database, { onStart: () => printError('Loading the example ecosystems…') });
      print(`Collective Impact is running at ${address}/graphql`);
      print(`The data is in ${dataPlace(database)}.`);
      if (file !== null) print(`The operator key is in ${shortPath(file)}.`);
      if (key === null) printError('OPERATOR_KEY is not set. Nobody can make changes through this gateway.');
      await Promise.race([stopped, rejectOnceLost(database)]);
    } finally {
      await gateway.close();
    }
  };
  await withDatabase(work, { examples, connect });
}

/** Rejects if another process took the embedded folder over. */
async function rejectOnceLost(database: Database): Promise<never> {
  throw await database.lost;
}

function dataPlace(database: Database): string {
  if (database.folder !== undefined) return shortPath(database.folder);
  return database.engine === 'pglite' ? 'memory, and is lost when the process ends' : 'PostgreSQL';
}

/** The path relative to the working directory if it is below it, otherwise as it is. */
function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}
