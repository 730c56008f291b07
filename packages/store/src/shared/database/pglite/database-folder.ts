import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SetupError } from '@collective-impact/sdk';
import { databaseErrorCode } from '../database-error.ts';

/** The names inside the folder of an embedded database. */
export const folderNames = {
  /** The files of PGlite. */
  database: 'database',
  /** Exists while `database` is created for the first time. */
  unfinished: 'database.unfinished',
  /** The key that operators sign in with. */
  operatorKey: 'operator.key',
} as const;

const unreachable: Record<string, string> = {
  EEXIST: 'is not a folder',
  ENOTDIR: 'is not a folder, or is inside a file',
  EACCES: 'cannot be written to by this user',
  EPERM: 'cannot be written to by this user',
  EROFS: 'is on a read-only file system',
  ENAMETOOLONG: 'has a name that is too long',
};

/**
 * The codes of the file system inside PGlite, whose errors have a number only.
 *
 * @see https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#errno
 */
const codesInPglite: Record<number, string> = { 2: 'EACCES', 51: 'ENOSPC', 63: 'EPERM', 69: 'EROFS' };

/**
 * Creates a folder unless it exists. Throws a {@link SetupError}, and does not change the folder, if it is neither empty nor the
 * folder of an embedded database.
 */
export async function prepareFolder(folder: string): Promise<void> {
  await guarded(folder, async () => {
    if (!(await makeFolder(folder)))
      throw unusable(folder, { reason: 'is in a place where no folders can be created' });
    const strangers = (await readdir(folder)).filter((name) => !isOurs(name) && !isHarmless(name));
    const inDatabase = await namesIn(join(folder, folderNames.database));
    if (inDatabase.includes('PG_VERSION')) return;
    if (inDatabase.length > 0 && (await readUnfinished(folder)) === undefined) strangers.push(folderNames.database);
    if (strangers.length > 0) throw new SetupError(strange(folder, strangers));
  });
}

/** Throws a {@link SetupError} unless a folder contains an embedded database. Changes nothing. */
export async function requireDatabase(folder: string): Promise<void> {
  if (existsSync(join(folder, folderNames.database, 'PG_VERSION'))) return;
  throw new SetupError(`There is no embedded database in ${folder}. Set DATABASE_URL to the address of a database.`);
}

/** Runs `work` on a folder. Throws a {@link SetupError} if the file system does not allow it, or the disk is full. */
export async function guarded<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDiskFull(error)) throw new SetupError(diskFull(folder), { cause: error });
    const reason = unreachable[systemCode(error)];
    if (reason === undefined) throw error;
    throw unusable(folder, { reason, cause: error });
  }
}

/** Whether the disk is full, as Node.js, the file system inside PGlite, or PostgreSQL states it. */
export function isDiskFull(error: unknown): boolean {
  return systemCode(error) === 'ENOSPC' || databaseErrorCode(error) === '53100';
}

function systemCode(error: unknown): string {
  const { code, errno = 0, name } = error as { code?: string; errno?: number; name?: string };
  return code ?? (name === 'ErrnoError' ? (codesInPglite[errno] ?? '') : '');
}

function diskFull(folder: string): string {
  return `${folder} is on a disk that is full. Free some space, or set DATABASE_URL to a folder on another disk.`;
}

function unusable(folder: string, { reason, cause }: { reason: string; cause?: unknown }): SetupError {
  const remedy = 'Make it a folder that this user can write to, or set DATABASE_URL to another, such as pglite:./data.';
  return new SetupError(`${folder} ${reason}. ${remedy}`, { cause });
}

/**
 * Creates a folder and its parents unless they exist. Returns false if the system cannot create them. The recursive option of
 * Node.js does not return on file systems such as `/proc`, which report a missing parent instead of an error.
 */
async function makeFolder(folder: string): Promise<boolean> {
  if (await isMade(folder)) return true;
  return dirname(folder) !== folder && (await makeFolder(dirname(folder))) && (await isMade(folder));
}

/** Creates a folder unless it exists. Returns false if its parent does not exist. */
async function isMade(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    if (code !== 'EEXIST' || !(await orUndefined(stat(folder)))?.isDirectory()) throw error;
  }
  return true;
}

/**
 * Runs `open` on the folder of the database, or `create` if it holds no database yet. A folder whose `create` was interrupted
 * is emptied and created again.
 */
export async function openOrCreate<T>(
  folder: string,
  { open, create }: Record<'open' | 'create', (database: string) => Promise<T>>,
): Promise<T> {
  const database = join(folder, folderNames.database);
  if ((await readUnfinished(folder)) !== undefined) await rm(database, { recursive: true, force: true });
  const isNew = !(await namesIn(database)).includes('PG_VERSION');
  const unfinished = join(folder, folderNames.unfinished);
  if (isNew) await writeFile(unfinished, 'The database beside this file is being created.\n');
  const opened = await (isNew ? create : open)(database);
  await rm(unfinished, { force: true });
  return opened;
}

async function readUnfinished(folder: string): Promise<string | undefined> {
  return await orUndefined(readFile(join(folder, folderNames.unfinished), 'utf8'));
}

async function namesIn(folder: string): Promise<string[]> {
  return (await orUndefined(readdir(folder))) ?? [];
}

async function orUndefined<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isOurs(name: string): boolean {
  return name === 'lock' || name.startsWith('lock.') || Object.values<string>(folderNames).includes(name);
}

/** Files that systems and tools create in empty folders. */
function isHarmless(name: string): boolean {
  return name.startsWith('.') || name === 'lost+found';
}

function strange(folder: string, names: string[]): string {
  const some = names.sort().slice(0, 3).join(', ');
  const others = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return `${folder} contains other files (${some}${others}). Set DATABASE_URL to a new folder, such as pglite:${folder}/data.`;
}
