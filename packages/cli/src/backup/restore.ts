import { actorOf, SetupError } from '@collective-impact/sdk';
import { readErasureFile, restore } from '@collective-impact/store';
import { erasureListPath } from '../erasure-list-path.ts';
import { localCaller } from '../local-caller.ts';
import { withNewDatabase } from '../open.ts';
import { print, printError } from '../terminal.ts';
import { readBackupFile, verifyBackupFile } from './read-backup-file.ts';
import { accessSummary, restoredSummary } from './restored-summary.ts';

/** Options of `restore`. */
export interface RestoreOptions {
  replace?: boolean;
  list?: string;
  revokeKeys?: boolean;
}

/**
 * Restores a backup into the database of `DATABASE_URL`, and repeats later erasures of personal data. Reads the whole file before it
 * changes anything.
 */
export async function restoreCommand(file: string, { replace, list, revokeKeys }: RestoreOptions): Promise<void> {
  const { migrations } = await verifyBackupFile(file);
  const restored = await withNewDatabase(migrations, async (database) => {
    const path = erasureListPath({ option: list, environment: process.env, folder: database.folder });
    const erasures = path === null ? null : await readErasureFile(path);
    const named = list || process.env.ERASURE_LIST;
    if (erasures === null && named) {
      throw new SetupError(
        `There is no list of erasures ${named}. Set ${list ? '--list' : 'ERASURE_LIST'} to the file that \`erase\` writes, or create an empty file if nothing was ever erased.`,
      );
    }
    if (path === null) printError(withoutList);
    return await restore(database, {
      backup: readBackupFile(file),
      replace,
      revokeKeys,
      erasures: erasures ?? [],
      actor: actorOf(localCaller()),
    });
  });
  for (const line of [...restoredSummary(restored), accessSummary(restored.access)]) print(line);
}

const withoutList =
  'Without a list of erasures, personal data that was erased after the backup is restored. If data was erased, set ERASURE_LIST or --list to the list, and restore again.';
