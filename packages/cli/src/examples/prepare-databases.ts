import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Database,
  dropTemplates,
  dumpDatabase,
  forgetOutcomes,
  knownMigrations,
  migrate,
  openDatabase,
  pgliteVersion,
} from '@collective-impact/store';
import { type DumpMark, examplesDigest, preparedFiles, writeDumpFile } from '../prepared/index.ts';
import { loadExamples } from './load-examples.ts';

/**
 * Writes the prepared databases into a folder: a migrated database without records, and one with the examples of
 * `examplesFolder`, loaded through the writers. They contain no key and no password. `open` returns the new database that is
 * migrated.
 */
export async function prepareDatabases({
  folder,
  examplesFolder,
  open = () => openDatabase('pglite:memory'),
}: {
  folder: string;
  examplesFolder: string;
  open?: () => Promise<Database>;
}): Promise<void> {
  await mkdir(folder, { recursive: true });
  const database = await open();
  try {
    await dropTemplates(database);
    await migrate(database);
    await write(database, { file: join(folder, preparedFiles.empty), examples: null });
    await loadExamples(database, { from: examplesFolder });
    await forgetOutcomes(database);
    const examples = await examplesDigest(examplesFolder);
    await write(database, { file: join(folder, preparedFiles.examples), examples });
  } finally {
    await database.close();
  }
}

async function write(database: Database, { file, examples }: { file: string; examples: string | null }): Promise<void> {
  const migration = knownMigrations.at(-1);
  if (migration === undefined) throw new Error('There are no migrations.');
  const mark: DumpMark = { pglite: pgliteVersion(), migration, examples };
  await writeDumpFile(file, { mark, tar: await dumpDatabase(database) });
}
