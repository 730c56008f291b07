import { CsvError, parse } from 'csv-parse';
import { sourceFailure } from '../../shared/source-failure.ts';
import { readLines } from './csv-line.ts';

/** The fields of a row, and the line on which it begins. */
export interface CsvRecord {
  line: number;
  fields: string[];
}

/** In characters. A longer row has an unclosed quotation mark, or the file is not CSV. */
const longestRow = 1_000_000;

/**
 * The rows of a CSV file in UTF-8, including the header and without empty lines, in batches. Line ends can be `\n`,
 * `\r\n` or `\r`, and mixed. Throws a `SourceError` with the line if a quotation mark is misplaced or not closed.
 */
export async function* csvRecords(
  bytes: AsyncIterable<Uint8Array>,
  { file, delimiter }: { file: string; delimiter: string },
): AsyncGenerator<CsvRecord[]> {
  let line = 1;
  let rest: Uint8Array = new Uint8Array(0);
  const chunks = bytes[Symbol.asyncIterator]();
  try {
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      const unread = rest.length === 0 ? next.value : Buffer.concat([rest, next.value]);
      const read = readLines(unread, delimiter);
      const batch = read.lines.map((fields) => ({ line: line++, fields })).filter(isNotEmpty);
      rest = read.rest;
      if (batch.length > 0) yield batch;
      if (read.isPlain) continue;
      yield* parsedRecords(withFirst(rest, chunks), { file, delimiter, line });
      return;
    }
    if (rest.length > 0) yield* parsedRecords([rest], { file, delimiter, line });
  } finally {
    await chunks.return?.();
  }
}

async function* withFirst(first: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
}

function isNotEmpty({ fields }: CsvRecord): boolean {
  return fields.length > 1 || fields[0] !== '';
}

/** The rows from a line on, read by the parser. */
async function* parsedRecords(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  from: { file: string; delimiter: string; line: number },
): AsyncGenerator<CsvRecord[]> {
  const { file, delimiter } = from;
  let { line } = from;
  let batch: CsvRecord[] = [];
  const parser = parse({
    delimiter,
    encoding: 'utf8',
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: longestRow,
    // Reading single rows from the stream takes twice as long. Count the lines here, because the parser counts `\r\n`
    // inside quotation marks as two lines.
    on_record: (fields) => {
      const record = { line, fields };
      if (isNotEmpty(record)) batch.push(record);
      line += 1 + linesWithin(fields);
      return null;
    },
  });
  const promised = (write: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => {
      write((cause) => {
        if (!cause) resolve();
        else reject(cause instanceof CsvError ? refusal(cause, { file, line }) : cause);
      });
    });
  // The callback receives each error. The stream would raise it a second time.
  parser.on('error', () => undefined);
  try {
    for await (const chunk of bytes) {
      await promised((done) => parser.write(chunk, done));
      const read = batch;
      batch = [];
      if (read.length > 0) yield read;
    }
    await promised((done) => parser.end(done));
    if (batch.length > 0) yield batch;
  } finally {
    parser.destroy();
  }
}

function linesWithin(fields: readonly string[]): number {
  let lines = 0;
  for (const field of fields) {
    if (field.includes('\n') || field.includes('\r')) lines += field.split(/\r\n|\n|\r/).length - 1;
  }
  return lines;
}

function refusal(cause: CsvError, place: { file: string; line: number }) {
  const failure = (fault: string, remedy: string) => sourceFailure({ place, fault, remedy, cause });
  switch (cause.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return failure(
        'A quotation mark in this row is never closed.',
        'The file is probably cut off. Fetch or export it again, or close the quotation mark.',
      );
    case 'CSV_MAX_RECORD_SIZE':
      return failure(
        `This row is longer than ${longestRow} characters.`,
        'Look for an unclosed quotation mark in or after this line.',
      );
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return failure(
        'There is a quotation mark in the middle of a field.',
        'Put the whole field in quotation marks, and double each quotation mark inside it, for example "the ""new"" school".',
      );
    default:
      return failure(`The file is not valid CSV (${cause.message}).`, 'Export the file again as CSV.');
  }
}
