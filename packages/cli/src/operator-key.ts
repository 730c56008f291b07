import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '@collective-impact/sdk';
import { folderNames } from '@collective-impact/store';

/** The key that authenticates the operator, and the file that contains it. */
export interface OperatorKey {
  /** Null if there is none: then nobody can make changes through the gateway. */
  key: string | null;
  /** Null if the environment sets the key, or if there is none. */
  file: string | null;
}

const minimumLength = 16;

/**
 * The operator key: `OPERATOR_KEY`, or for an embedded database the key in the data folder, which the first start
 * creates. Throws a `SetupError` for a key that is too short.
 */
export async function operatorKey(folder: string | undefined): Promise<OperatorKey> {
  const configured = process.env.OPERATOR_KEY;
  if (configured !== undefined && configured !== '') {
    if (configured.length >= minimumLength) return { key: configured, file: null };
    throw new SetupError(
      `OPERATOR_KEY has ${configured.length} characters. Use at least ${minimumLength} random characters.`,
    );
  }
  if (folder === undefined) return { key: null, file: null };
  const file = join(folder, folderNames.operatorKey);
  const key = `ci_${randomBytes(24).toString('base64url')}`;
  try {
    await writeFile(file, `${key}\n`, { flag: 'wx', mode: 0o600 });
    return { key, file };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const stored = (await readFile(file, 'utf8')).trim();
  if (stored.length >= minimumLength) return { key: stored, file };
  throw new SetupError(`${file} contains no key. Delete the file, and the next start creates a new one.`);
}
