import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '@collective-impact/sdk';
import { folderNames } from '@collective-impact/store';

/** The key that makes a caller the operator, and where it is kept. */
export interface OperatorKey {
  /** Null where there is none: then nobody writes through the gateway. */
  key: string | null;
  /** The file that keeps it; null where the environment gives it, or there is none. */
  file: string | null;
  /** Whether it was made at this start. */
  isNew: boolean;
}

const shortest = 16;

/**
 * The operator's key: `OPERATOR_KEY`, or for an embedded database the one that is kept beside the data, made at the
 * first start.
 */
export async function operatorKey(folder: string | undefined): Promise<OperatorKey> {
  const given = process.env.OPERATOR_KEY;
  if (given !== undefined && given !== '') {
    if (given.length >= shortest) return { key: given, file: null, isNew: false };
    throw new SetupError(`OPERATOR_KEY has ${given.length} characters: give it ${shortest} or more, at random.`);
  }
  if (folder === undefined) return { key: null, file: null, isNew: false };
  const file = join(folder, folderNames.operatorKey);
  const key = `ci_${randomBytes(24).toString('base64url')}`;
  try {
    await writeFile(file, `${key}\n`, { flag: 'wx', mode: 0o600 });
    return { key, file, isNew: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const kept = (await readFile(file, 'utf8')).trim();
  if (kept.length >= shortest) return { key: kept, file, isNew: false };
  throw new SetupError(`${file} holds no key: delete it, and the next start makes a new one.`);
}
