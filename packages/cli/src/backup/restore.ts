import { restore } from '@collective-impact/store';
import { withNewDatabase } from '../open.ts';
import { print } from '../terminal.ts';
import { readBackupFile, verifyBackupFile } from './read-backup-file.ts';
import { restoredSummary } from './restored-summary.ts';

/** Options of `restore`. */
export interface RestoreOptions {
  replace?: boolean;
}

/** Restores a backup into the database of `DATABASE_URL`. Reads the whole file before it changes anything. */
export async function restoreCommand(file: string, { replace }: RestoreOptions): Promise<void> {
  await verifyBackupFile(file);
  const restored = await withNewDatabase((database) => restore(database, { backup: readBackupFile(file), replace }));
  for (const line of restoredSummary(restored)) print(line);
}
