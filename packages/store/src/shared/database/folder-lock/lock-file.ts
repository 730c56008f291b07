import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsedJson } from '../../parsed-json.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** The content of a lock file: which process holds the lock. */
export interface LockHolder extends ProcessIdentity {
  /** Distinguishes this holder from every other, including earlier ones of the same process. */
  token: string;
  /** The address at which the holder serves; null until it serves. */
  address: string | null;
}

/** The lock file of a folder. */
export function lockPath(folder: string): string {
  return join(folder, 'lock');
}

/** Reads a lock file; undefined if there is none, or if a crash of the machine left it incomplete. */
export function readHolder(path: string): LockHolder | undefined {
  try {
    const content = parsedJson(readFileSync(path, 'utf8')) as Partial<LockHolder> | null | undefined;
    return typeof content?.pid === 'number' && typeof content.host === 'string' ? (content as LockHolder) : undefined;
  } catch (error) {
    return undefinedIfAbsent(error);
  }
}

/** Writes a lock file as a whole, so that no reader sees a part of it. `check` runs immediately before it is replaced. */
export function writeHolder(path: string, { holder, check }: { holder: LockHolder; check?: () => void }): void {
  const draft = `${path}.${randomUUID()}.new`;
  try {
    writeFileSync(draft, `${JSON.stringify(holder)}\n`);
    check?.();
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A value that changes whenever a file is written, replaced or touched; undefined if there is no file. */
export function fingerprint(path: string): string | undefined {
  try {
    const { dev, ino, mtimeNs } = statSync(path, { bigint: true });
    return `${dev}:${ino}:${mtimeNs}`;
  } catch (error) {
    return undefinedIfAbsent(error);
  }
}

function undefinedIfAbsent(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
