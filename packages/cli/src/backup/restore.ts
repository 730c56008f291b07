import { actorOf, SetupError } from '@collective-impact/sdk';
import { readErasureFile, restore } from '@collective-impact/store';
import { erasureListPath } from '../erasure-list-path.ts';
import { localCaller } from '../local-caller.ts';
import { withNewDatabase } from '../open.ts';
import { print, printError } from '../terminal.ts';
import { readBackupFile, verifyBackupFile } from './read-backup-file.ts';
import { restoredSummary } from './restored-summary.ts';

/** Options of `restore`. */
export interface RestoreOptions {
  replace?: boolean;
  list?: string;
}

/**
 * Restores a backup into the database of `DATABASE_URL`, and repeats later erasures of personal data. Reads the whole file before it
 * changes anything.
 */
export async function restoreCommand(file: string, { replace, list }: RestoreOptions): Promise<void> {
  await verifyBackupFile(file);
  const restored = await withNewDatabase(async (database) => {
    const path = erasureListPath({ option: list, environment: process.env, folder: database.folder });
    const erasures = path === null ? null : await readErasureFile(path);
    if (erasures === null && list !== undefined) {
      throw new SetupError(`There is no list of erasures ${list}. Set --list to the file that \`erase\` writes.`);
    }
    if (path === null) printError(withoutList);
    return await restore(database, {
      backup: readBackupFile(file),
      replace,
      erasures: erasures ?? [],
      actor: actorOf(localCaller()),
    });
  });
  for (const line of restoredSummary(restored)) print(line);
}

const withoutList =
  'Without a list of erasures, personal data that was erased after the backup is restored. If data was erased, set ERASURE_LIST or --list to the list, and restore again.';
