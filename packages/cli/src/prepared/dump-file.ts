import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { parsedJson } from '@collective-impact/store';
import * as z from 'zod';

/** What a dump was made for. */
const markSchema = z.strictObject({
  /** The version of PGlite, the only one that can read the dump. */
  pglite: z.string(),
  /** The latest migration in it. */
  migration: z.string(),
  /** The digest of the example files that it contains. Null if it contains none. */
  examples: z.string().nullable(),
});
const headerSchema = markSchema.extend({
  /** The size of the archive before compression. */
  bytes: z.int().positive(),
  /** The checksum of the compressed archive. */
  sha256: z.string(),
});

export type DumpMark = z.output<typeof markSchema>;

/** Why a file cannot be used. The message completes the sentence "…, because …". */
export class UnusableDump extends Error {
  override readonly name = 'UnusableDump';
}

/** 32 MB: large enough to find what the three databases of a new cluster have in common. */
const window = 25;

/** Writes a dump to a file: a line of JSON with the mark and a checksum, then the archive, compressed with Brotli. */
export async function writeDumpFile(file: string, { mark, tar }: { mark: DumpMark; tar: Uint8Array }): Promise<void> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 6,
    [constants.BROTLI_PARAM_LARGE_WINDOW]: 1,
    [constants.BROTLI_PARAM_LGWIN]: window,
    [constants.BROTLI_PARAM_SIZE_HINT]: tar.length,
  };
  const archive = await promisify(brotliCompress)(tar, { params });
  await writeFile(file, [`${JSON.stringify({ ...mark, bytes: tar.length, sha256: digest(archive) })}\n`, archive]);
}

/** Reads a dump from a file if `judge` accepts its mark, which it does by returning. Otherwise throws {@link UnusableDump}. */
export async function readDumpFile(file: string, judge: (mark: DumpMark) => void): Promise<Blob> {
  const content = await readFile(file).catch((cause: unknown) => {
    throw new UnusableDump(`${file} cannot be read`, { cause });
  });
  const end = content.indexOf('\n');
  const header = headerSchema.safeParse(parsedJson(content.toString('utf8', 0, Math.max(end, 0))));
  const archive = content.subarray(end + 1);
  if (!header.success || header.data.sha256 !== digest(archive)) throw new UnusableDump(`${file} is damaged`);
  judge(header.data);
  // In one chunk: gathering small ones would take the memory twice.
  const options = { params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 }, chunkSize: header.data.bytes };
  return new Blob([(await promisify(brotliDecompress)(archive, options)) as Uint8Array<ArrayBuffer>]);
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
