import { SetupError } from '@collective-impact/sdk';
import { backUp, requireDifferentDatabases, restore } from '@collective-impact/store';
import { withExistingDatabase, withTargetDatabase } from '../open.ts';
import { print } from '../terminal.ts';
import type { RestoreOptions } from './restore.ts';
import { restoredSummary } from './restored-summary.ts';

/** Copies the database of `DATABASE_URL` to another one: a backup and its restore without a file. */
export async function migrateToCommand(url: string | undefined, { replace }: RestoreOptions): Promise<void> {
  const target = url ?? process.env.TARGET_DATABASE_URL;
  if (target === undefined || target === '') {
    throw new SetupError(
      'The address of the other database is missing. Enter it as an argument, or set TARGET_DATABASE_URL.',
    );
  }
  const restored = await withExistingDatabase(async (source) => {
    return await withTargetDatabase({ url: target, source }, async (database) => {
      await requireDifferentDatabases(source, database);
      return await restore(database, { backup: backUp(source), replace });
    });
  });
  for (const line of restoredSummary(restored)) print(line);
  print('The original is unchanged. Set DATABASE_URL to the address of the copy, and start the gateway there.');
}
