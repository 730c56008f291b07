import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { SetupError } from '@collective-impact/sdk';
import type { BackupPart } from '@collective-impact/store';
import { linesOf } from './backup-lines.ts';

/**
 * Writes a backup to a new file, compressed with gzip, that only this user can read. Returns its size in bytes. The file appears
 * under its name once it is complete and on the disk. Throws a `SetupError` if the file exists, or its folder does not.
 */
export async function writeBackupFile(file: string, parts: AsyncIterable<BackupPart>): Promise<number> {
  if (existsSync(file)) {
    throw new SetupError(`${file} exists. Choose another name, or move the file away; backups are never replaced.`);
  }
  if (!existsSync(dirname(resolve(file)))) {
    throw new SetupError(`The folder of ${file} does not exist. Create it, or choose another folder.`);
  }
  const unfinished = `${file}.unfinished`;
  // A file of an interrupted backup is replaced.
  await rm(unfinished, { force: true });
  try {
    const output = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(Readable.from(linesOf(parts)), createGzip(), output);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' || syscall !== 'open') throw error;
    throw new SetupError(`${file} cannot be created. Choose another folder.`, { cause: error });
  }
  return (await stat(file)).size;
}
