import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database } from '../../shared/database/index.ts';
import { fine, problem, type Result, warning } from './finding.ts';

/** Below this, writes are likely to fail soon, in bytes. */
const least = 100_000_000;

/** Free space on the disk in bytes, and the size of the database. */
export interface Space {
  free: number;
  size: number;
}

/** Whether the disk of an embedded database has space for writes, a backup and an upgrade. */
export async function checkSpace(database: Database): Promise<Result[]> {
  const { rows } = await sql<{ size: number }>`select pg_database_size(current_database()) as "size"`.execute(
    database.kysely(),
  );
  const size = rows[0]?.size ?? 0;
  if (database.folder === undefined) {
    return [fine(`The database has ${megabytes(size)}. The disk of the server cannot be checked from here.`)];
  }
  const { bavail, bsize } = await statfs(database.folder);
  return [judgeSpace({ free: bavail * bsize, size })];
}

/** Judges the free space of a disk. */
export function judgeSpace({ free, size }: Space): Result {
  const found = `The database has ${megabytes(size)}, and its disk has ${megabytes(free)} free.`;
  if (free < least) return problem(`${found} Writes may fail.`, 'Free some space, or move the folder to another disk.');
  if (free < size) {
    return warning(
      `${found} An upgrade may need as much space as the database has.`,
      'Free some space before the next upgrade, and write backups to another disk.',
    );
  }
  return fine(found);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
