import { isUtf8 } from 'node:buffer';
import { countNewlines, linesBeforeFault, unfinishedLength } from './byte-lines.ts';
import { foreignFormat, utf16ByteOrder } from './foreign-bytes.ts';
import { sourceFailure } from './source-failure.ts';
import type { SourceFile } from './source-file.ts';

/** The encodings of text files. */
export const encodings = ['utf-8', 'utf-16', 'windows-1252'] as const;
/** One of {@link encodings}. */
export type Encoding = (typeof encodings)[number];

/** The declared encoding of a file, and the remedy if the file has another. */
interface Declared {
  file: string;
  encoding: Encoding;
  remedy(detected: Encoding): string;
}

const headSize = 4096;

/**
 * The bytes of a text file as UTF-8 without a byte order mark, in chunks that end between two characters.
 *
 * Throws a `SourceError` with the line if the file has another format, contains zero bytes, does not have the declared
 * encoding, or is empty.
 */
export async function* textBytes(
  file: SourceFile,
  { encoding, remedy }: Omit<Declared, 'file'>,
): AsyncGenerator<Uint8Array> {
  const declared: Declared = { file: file.name, encoding, remedy };
  const chunks = file.open()[Symbol.asyncIterator]();
  const head = await readHead(chunks);
  if (head.length === 0) {
    throw sourceFailure({
      place: { file: file.name },
      fault: 'The file is empty.',
      remedy: 'Check that the download or export is complete, then try again.',
    });
  }
  const mark = refuseForeign(head, declared);
  const bytes = withHead(head.subarray(mark), chunks);
  if (encoding === 'utf-8') {
    yield* checkedUtf8(bytes, declared);
  } else {
    const label = encoding === 'utf-16' ? (utf16ByteOrder(head) ?? 'utf-16le') : encoding;
    yield* checkedUtf8(transcoded(bytes, { ...declared, label }), declared);
  }
}

async function readHead(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < headSize) {
    const next = await chunks.next();
    if (next.done) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return head;
}

async function* withHead(head: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield head;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  } finally {
    await chunks.return?.();
  }
}

/** The length of the byte order mark. Throws a `SourceError` if the file is not text in the declared encoding. */
function refuseForeign(head: Uint8Array, { file, encoding, remedy }: Declared): number {
  const refuse = (fault: string, fix: string): never => {
    throw sourceFailure({ place: { file }, fault, remedy: fix });
  };
  const format = foreignFormat(head);
  if (format !== undefined) refuse(`This is ${format.name}, not a text file.`, format.remedy);
  const utf16 = utf16ByteOrder(head) !== undefined;
  if (utf16 && encoding !== 'utf-16') {
    refuse(`The encoding of the file is UTF-16, not ${encoding.toUpperCase()}.`, remedy('utf-16'));
  }
  if (!utf16 && encoding === 'utf-16') refuse('The encoding of the file is not UTF-16.', remedy('utf-8'));
  if (utf16) return head[0] === 0xff || head[0] === 0xfe ? 2 : 0;
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}

async function* checkedUtf8(chunks: AsyncIterable<Uint8Array>, { file, remedy }: Declared): AsyncGenerator<Uint8Array> {
  let line = 1;
  let rest: Uint8Array = new Uint8Array(0);
  const check = (bytes: Uint8Array): void => {
    const zero = bytes.indexOf(0);
    if (zero >= 0) {
      throw sourceFailure({
        place: { file, line: line + countNewlines(bytes.subarray(0, zero)) },
        fault: 'The file contains a zero byte, and is not a text file.',
        remedy: 'Fetch the file again, or export it as text.',
      });
    }
    if (!isUtf8(bytes)) {
      throw sourceFailure({
        place: { file, line: line + linesBeforeFault(bytes) },
        fault: 'The encoding of the file is not UTF-8.',
        remedy: remedy('windows-1252'),
      });
    }
    line += countNewlines(bytes);
  };
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = bytes.length - unfinishedLength(bytes);
    rest = bytes.slice(whole);
    if (whole === 0) continue;
    const complete = bytes.subarray(0, whole);
    check(complete);
    yield complete;
  }
  if (rest.length > 0) check(rest);
}

async function* transcoded(
  chunks: AsyncIterable<Uint8Array>,
  { file, label, remedy }: Declared & { label: string },
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(label, { fatal: true });
  const encoder = new TextEncoder();
  const decode = (bytes?: Uint8Array): Uint8Array => {
    try {
      return encoder.encode(decoder.decode(bytes, { stream: bytes !== undefined }));
    } catch (cause) {
      throw sourceFailure({
        place: { file },
        fault: `The encoding of the file is not ${label.toUpperCase()}.`,
        remedy: remedy('utf-8'),
        cause,
      });
    }
  };
  for await (const chunk of chunks) yield decode(chunk);
  yield decode();
}
