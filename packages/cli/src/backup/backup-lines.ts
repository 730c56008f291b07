import { createHash } from 'node:crypto';
import type { BackupPart } from '@collective-impact/store';
import { formatName, formatVersion } from './backup-header.ts';

/**
 * The lines of a backup file: a header, then for each table a line with its name and a line for each row, then an end with the
 * checksum of all lines before. Each line is JSON. One chunk contains the lines of one part.
 */
export async function* linesOf(parts: AsyncIterable<BackupPart>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let table: string | undefined;
  for await (const part of parts) {
    if (part.kind === 'end') {
      yield `${JSON.stringify({ end: part.end, sha256: hash.digest('hex') })}\n`;
      return;
    }
    const values: unknown[] = [];
    if (part.kind === 'header') values.push({ format: formatName, version: formatVersion, ...part.header });
    else {
      if (part.table !== table) values.push({ table: part.table });
      table = part.table;
      values.push(...part.rows);
    }
    const chunk = values.map((value) => `${JSON.stringify(value)}\n`).join('');
    hash.update(chunk);
    yield chunk;
  }
}
