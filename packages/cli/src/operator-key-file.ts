import { readFile, rename, writeFile } from 'node:fs/promises';
import { SetupError } from '@collective-impact/sdk';
import {
  appointFirstBackbones,
  type Database,
  isApiKey,
  newApiKey,
  registerOperatorKey,
  viewerOfKey,
} from '@collective-impact/store';
import { localCaller } from './local-caller.ts';

/** The operator keys of version 0.1 and earlier. */
const earlierKey = /^ci_[\w-]{32}$/;

/**
 * Makes the API key in a file a key of the operator, and creates both unless they exist. Returns a hint for the operator if the
 * key in the file is new in an existing file, or cannot be used. The operator also becomes the BACKBONE of ecosystems that have none. On
 * the embedded database, these are all ecosystems, because keys do not protect the folder. On PostgreSQL, they are only those in
 * `examples` (UUIDs). Throws a `SetupError` if the file contains something else.
 */
export async function useOperatorKeyFile(
  database: Database,
  { file, examples }: { file: string; examples: readonly string[] },
): Promise<string | null> {
  const register = (key: string) => registerKey(database, { key, examples });
  const stored = (await contentOf(file)) ?? (await createFile(file));
  if (earlierKey.test(stored)) {
    await register(await replaceFile(file));
    return `The key in ${file} was replaced, because API keys have a new form. Send the new key.`;
  }
  if (!isApiKey(stored)) {
    throw new SetupError(`${file} contains no API key. Delete the file, and the next start creates a new one.`);
  }
  const { status } = await viewerOfKey(database, stored);
  if (status === 'UNKNOWN' || status === 'ACTIVE') await register(stored);
  if (status !== 'EXPIRED' && status !== 'REVOKED') return null;
  return `The key in ${file} is ${status.toLowerCase()}. Delete the file, and the next start creates a new one.`;
}

async function registerKey(
  database: Database,
  { key, examples }: { key: string; examples: readonly string[] },
): Promise<void> {
  const viewer = localCaller();
  await registerOperatorKey(database, { viewer, key });
  const among = database.engine === 'pglite' ? undefined : examples;
  await appointFirstBackbones(database, { viewer, key, among });
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'EISDIR')
      throw new SetupError(`${file} is a folder. Name the file of the operator key.`, { cause: error });
    throw error;
  }
}

/** Creates the file with a new key, and returns the key. If another process was faster, returns its key. */
async function createFile(file: string): Promise<string> {
  const key = newApiKey();
  try {
    await writeKey(file, key);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(file, 'utf8')).trim();
  }
}

async function replaceFile(file: string): Promise<string> {
  const key = newApiKey();
  const beside = `${file}.${process.pid}.new`;
  await writeKey(beside, key);
  await rename(beside, file);
  return key;
}

/**
 * Writes a key to a new file that only its owner can read. Throws the system's error if the file exists, and a {@link SetupError}
 * if it cannot be written.
 */
export async function writeKey(file: string, key: string): Promise<void> {
  try {
    await writeFile(file, `${key}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw error;
    const fault = code === 'ENOENT' ? 'Its folder does not exist. Create the folder, or give' : `${code}. Give`;
    throw new SetupError(`The key file ${file} cannot be written: ${fault} another path.`, { cause: error });
  }
}
