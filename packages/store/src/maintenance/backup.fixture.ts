import type { Database } from '../shared/database/index.ts';
import { backUp } from './back-up.ts';
import type { BackupPart } from './backup-part.ts';

/** All parts of a backup of a database. */
export async function partsOf(database: Database): Promise<BackupPart[]> {
  const parts: BackupPart[] = [];
  for await (const part of backUp(database)) parts.push(part);
  return parts;
}

/** Yields parts like a backup that is read from a file. */
export async function* replay(parts: readonly BackupPart[]): AsyncGenerator<BackupPart> {
  yield* parts;
}

/** The columns that a restore replaces, by table. */
const replaced: Record<string, readonly string[]> = {
  change: ['transaction_id', 'sequence'],
  feed_epoch: ['epoch', 'started_at'],
};

/** The rows of every table as sorted JSON, without the values that a restore replaces. */
export function contentOfParts(parts: readonly BackupPart[]): Record<string, string[]> {
  const [first] = parts;
  if (first?.kind !== 'header') throw new Error('There is no header.');
  const content: Record<string, string[]> = {};
  for (const { name, columns } of first.header.tables) {
    const rows = parts.flatMap((part) => (part.kind === 'rows' && part.table === name ? part.rows : []));
    content[name] = rows
      .map((row) => JSON.stringify(row.filter((_, at) => !replaced[name]?.includes(columns[at]?.name ?? ''))))
      .sort();
  }
  return content;
}
