import { actorOf } from '@collective-impact/sdk';
import { type Database, finishErasures, readErasureFile } from '@collective-impact/store';
import { localCaller } from './local-caller.ts';

/**
 * Finishes the erasures in the list at `path` that were interrupted before they were committed. Returns what it did in one line; null if
 * there was nothing to do. Throws a `SetupError` if the list cannot be read.
 */
export async function finishListedErasures(database: Database, path: string): Promise<string | null> {
  const erasures = (await readErasureFile(path)) ?? [];
  const finished = await finishErasures(database, { erasures, actor: actorOf(localCaller()) });
  if (finished === 0) return null;
  return `Finished ${finished} ${finished === 1 ? 'erasure' : 'erasures'} of personal data that ${finished === 1 ? 'was' : 'were'} interrupted.`;
}
