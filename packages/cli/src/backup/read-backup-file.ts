import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SetupError } from '@collective-impact/sdk';
import { type BackupHeader, type BackupPart, type BackupRow, parsedJson } from '@collective-impact/store';
import type * as z from 'zod';
import {
  endLineSchema,
  formatName,
  formatSchema,
  formatVersion,
  headerSchema,
  rowSchema,
  tableLineSchema,
} from './backup-header.ts';

/** The size of the rows of one part, in characters. */
const partSize = 4_000_000;

/**
 * Reads the whole file and returns its header. Throws a `SetupError` if the file is not a backup, is incomplete or damaged, or was
 * written by a newer version of this program.
 */
export async function verifyBackupFile(file: string): Promise<BackupHeader> {
  let header: BackupHeader | undefined;
  for await (const part of readBackupFile(file)) if (part.kind === 'header') header = part.header;
  if (header === undefined) throw damaged(file, { reason: 'it is empty' });
  return header;
}

/** Reads a backup file in parts. Throws a `SetupError` like {@link verifyBackupFile}, as soon as it reads a fault. */
export async function* readBackupFile(file: string): AsyncGenerator<BackupPart> {
  const hash = createHash('sha256');
  let isStarted = false;
  let isEnded = false;
  let table: string | undefined;
  let rows: BackupRow[] = [];
  let size = 0;
  const flush = (): BackupPart[] => {
    const parts: BackupPart[] = table === undefined || rows.length === 0 ? [] : [{ kind: 'rows', table, rows }];
    rows = [];
    size = 0;
    return parts;
  };
  for await (const line of unpackedLines(file)) {
    if (isEnded) throw damaged(file, { reason: 'it continues after its end' });
    if (!isStarted) {
      yield { kind: 'header', header: headerOf(file, line) };
      isStarted = true;
    } else if (line.startsWith('[')) {
      if (table === undefined) throw damaged(file, { reason: 'a row has no table' });
      rows.push(checked(file, { line, schema: rowSchema }));
      size += line.length;
      if (size >= partSize) yield* flush();
    } else if (line.startsWith('{"table"')) {
      yield* flush();
      table = checked(file, { line, schema: tableLineSchema }).table;
    } else {
      yield* flush();
      const { end, sha256 } = checked(file, { line, schema: endLineSchema });
      if (sha256 !== hash.digest('hex')) throw damaged(file, { reason: 'its checksum does not match its content' });
      isEnded = true;
      yield { kind: 'end', end };
    }
    if (!isEnded) hash.update(line).update('\n');
  }
  if (!isEnded) throw damaged(file, { reason: 'its end is missing' });
}

function headerOf(file: string, line: string): BackupHeader {
  const known = formatSchema.safeParse(parsedJson(line));
  if (!known.success) throw notABackup(file);
  if (known.data.version > formatVersion) {
    throw new SetupError(
      `${file} was written by a newer version of this program (format ${known.data.version}; this version reads ${formatVersion}). Install that version or a later one.`,
    );
  }
  const { format: _format, version: _version, ...header } = checked(file, { line, schema: headerSchema });
  return header;
}

/** Yields the lines without their ends. Lines of JSON contain no other line feeds. */
async function* unpackedLines(file: string): AsyncGenerator<string> {
  let isGzip = false;
  let rest = '';
  const gunzip = createGunzip();
  // The error also ends the loop below.
  pipeline(createReadStream(file), gunzip, () => undefined);
  gunzip.setEncoding('utf8');
  try {
    for await (const chunk of gunzip as AsyncIterable<string>) {
      isGzip = true;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new SetupError(`${file} does not exist. Check the path.`, { cause: error });
    if (code === 'EISDIR')
      throw new SetupError(`${file} is a folder. Enter the path of the backup file.`, { cause: error });
    if (!code.startsWith('Z_')) throw error;
    throw isGzip ? damaged(file, { reason: 'it cannot be unpacked', cause: error }) : notABackup(file, error);
  }
  if (rest !== '') throw damaged(file, { reason: 'its last line is cut off' });
}

function checked<Schema extends z.ZodType>(
  file: string,
  { line, schema }: { line: string; schema: Schema },
): z.output<Schema> {
  const result = schema.safeParse(parsedJson(line));
  if (!result.success) throw damaged(file, { reason: 'a line has an invalid form' });
  return result.data;
}

function notABackup(file: string, cause?: unknown): SetupError {
  return new SetupError(
    `${file} is not a backup (${formatName}). Use a file that "collective-impact backup" has written.`,
    { cause },
  );
}

function damaged(file: string, { reason, cause }: { reason: string; cause?: unknown }): SetupError {
  return new SetupError(`${file} is damaged: ${reason}. Nothing was restored. Use another backup.`, { cause });
}
