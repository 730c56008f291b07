import { isAbsolute, join, relative, resolve } from 'node:path';
import { createGateway } from '@collective-impact/gateway';
import { SetupError } from '@collective-impact/sdk';
import { type Database, erasureFile, folderNames, hasOperator } from '@collective-impact/store';
import { erasureListPath } from './erasure-list-path.ts';
import { exampleEcosystems, loadExamples } from './examples/load-examples.ts';
import { finishListedErasures } from './finish-erasures.ts';
import { withServingDatabase } from './open.ts';
import { useOperatorKeyFile } from './operator-key-file.ts';
import { reportFailure } from './report-failure.ts';
import { serveSettings } from './serve/serve-settings.ts';
import { stopSignal } from './serve/stop-signal.ts';
import { portOf } from './settings.ts';
import { print, printError } from './terminal.ts';

/** Options of `serve`. */
export interface ServeOptions {
  port: string;
  host: string;
  examples?: boolean;
  operatorKeyFile?: string;
}

/**
 * Runs the gateway until SIGTERM or SIGINT, then finishes running requests and closes the database. It also stops, and
 * throws, at a rejection that no code handles, if another process took the embedded folder over, and if another version changed the
 * schema.
 */
export async function serveCommand({ port, host, examples, operatorKeyFile }: ServeOptions): Promise<void> {
  if (process.env.OPERATOR_KEY) throw new SetupError(replacedSetting);
  const place = { port: portOf(port), host };
  const { connect, gateway: options } = await serveSettings(process.env);
  const stopped = stopSignal({ onFurther: reportFailure });
  const work = async (database: Database, lost: Promise<SetupError>) => {
    const list = erasureListPath({ environment: process.env, folder: database.folder });
    const erasures = list === null ? undefined : erasureFile(list);
    const gateway = createGateway({ database, ...options, erasures });
    // Listen first: if the port is taken, the command fails before it loads the examples.
    const address = await gateway.listen(place);
    try {
      await database.announce(address);
      if (list !== null) await finishErasuresOf(database, list);
      if (examples) await loadExamples(database, { onStart: () => printError('Loading the example ecosystems…') });
      const keyFile = await operatorKeyFileOf(database, {
        path: operatorKeyFile,
        examples: examples ? await exampleEcosystems() : [],
      });
      print(`Collective Impact is running at ${address}/graphql`);
      print(`The data is in ${dataPlace(database)}.`);
      if (keyFile !== undefined) print(`The operator key is in ${shortPath(keyFile)}.`);
      await Promise.race([stopped, rejectOnce(lost)]);
    } finally {
      await gateway.close();
    }
  };
  await withServingDatabase(work, { examples, connect });
}

/** Finishes interrupted erasures. A list that cannot be read does not prevent the start, because records can be read without it. */
async function finishErasuresOf(database: Database, list: string): Promise<void> {
  try {
    const finished = await finishListedErasures(database, list);
    if (finished !== null) print(finished);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    printError(error.message);
  }
}

const replacedSetting =
  'OPERATOR_KEY is no longer used, because API keys are in the database. Unset it, and set OPERATOR_KEY_FILE to a file: if it does not exist, this command creates it with a new key.';

/** Returns the file of the operator key, after it made sure that it has one. Prints what the operator has to do. */
async function operatorKeyFileOf(
  database: Database,
  { path, examples }: { path: string | undefined; examples: readonly string[] },
): Promise<string | undefined> {
  const inFolder = database.folder === undefined ? undefined : join(database.folder, folderNames.operatorKey);
  const file = path === undefined ? inFolder : resolve(path);
  if (file !== undefined) {
    const hint = await useOperatorKeyFile(database, { file, examples });
    if (hint !== null) printError(hint);
  } else if (!(await hasOperator(database))) {
    printError(
      'There is no operator, so nobody can make changes. Create a key with `collective-impact key create --operator --name Operator --file operator.key`, start with --operator-key-file, or make a person an operator with `collective-impact principal operator`.',
    );
  }
  return file;
}

/** Rejects if another process took the embedded folder over, or another version changed the schema. */
async function rejectOnce(lost: Promise<SetupError>): Promise<never> {
  throw await lost;
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
