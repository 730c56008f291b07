import { backUp } from '@collective-impact/store';
import { withExistingDatabase } from '../open.ts';
import { print } from '../terminal.ts';
import { writeBackupFile } from './write-backup-file.ts';

/** Writes the database of `DATABASE_URL` to a new file. */
export async function backupCommand(file: string): Promise<void> {
  const bytes = await withExistingDatabase((database) => writeBackupFile(file, backUp(database)));
  print(`Backed up the database to ${file} (${sizeOf(bytes)}).`);
}

function sizeOf(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes < 1 ? `${Math.ceil(bytes / 1_000)} kB` : `${megabytes.toFixed(1)} MB`;
}
