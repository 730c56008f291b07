import { join } from 'node:path';
import { type DatabaseDump, knownMigrations, pgliteVersion } from '@collective-impact/store';
import { printError } from '../terminal.ts';
import { type DumpMark, readDumpFile, UnusableDump } from './dump-file.ts';
import { examplesDigest } from './examples-digest.ts';

/** The files that the build prepares: a migrated database without records, and one with the examples. */
export const preparedFiles = { empty: 'empty.dump', examples: 'examples.dump' } as const;

/** Where the prepared databases and the examples are, and where to report a prepared database that cannot be used. */
export interface PreparedPlaces {
  folder: string;
  examplesFolder: string;
  report: (line: string) => void;
}

/** Beside the built program. */
const builtPlaces: PreparedPlaces = {
  folder: join(import.meta.dirname, 'prepared'),
  examplesFolder: join(import.meta.dirname, 'examples'),
  report: printError,
};

/**
 * The database that a new embedded database starts from, with the examples or without. One that cannot be used is
 * reported in one line; the new database is then created, and the examples are loaded, step by step.
 */
export function preparedDatabase(
  { examples }: { examples: boolean },
  places: PreparedPlaces = builtPlaces,
): DatabaseDump {
  const unused = (reason: string) =>
    places.report(`The prepared database is not used, because ${reason}. This start takes longer.`);
  return {
    async read() {
      const { folder, examplesFolder } = places;
      try {
        const expected = examples ? await examplesDigest(examplesFolder) : null;
        const file = join(folder, examples ? preparedFiles.examples : preparedFiles.empty);
        return await readDumpFile(file, (mark) => judge(mark, expected));
      } catch (error) {
        if (!(error instanceof UnusableDump)) throw error;
        unused(error.message);
        return undefined;
      }
    },
    onFailure: () => unused('it does not load'),
  };
}

function judge(mark: DumpMark, examples: string | null): void {
  const version = pgliteVersion();
  if (mark.pglite !== version) {
    throw new UnusableDump(`it was made by PGlite ${mark.pglite}, and PGlite ${version} is installed`);
  }
  // An older one is migrated like any other database.
  if (!knownMigrations.includes(mark.migration)) {
    throw new UnusableDump(`its schema is of another version of this program (${mark.migration})`);
  }
  if (mark.examples !== examples) throw new UnusableDump('it contains other examples than this version has');
}
