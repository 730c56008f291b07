import { CsvError, parse } from 'csv-parse';
import { sourceFailure } from '../../shared/source-failure.ts';
import { readLines } from './csv-line.ts';

/** The fields of a row, and the line of the file on which it begins. */
export interface CsvRecord {
  line: number;
  fields: string[];
}

/** How long a row can be; what is longer is a quotation mark that was never closed, or no CSV at all. */
const longestRow = 1_000_000;

/**
 * The rows of a CSV file in UTF-8, header included, without lines that are empty, in batches as they are read. Ends of
 * line may be of any kind and mixed. Throws a `SourceError` that names the line of a quotation mark that is not closed
 * or stands where it cannot.
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
      const given = rest.length === 0 ? next.value : Buffer.concat([rest, next.value]);
      const read = readLines(given, delimiter);
      const batch = read.lines.map((fields) => ({ line: line++, fields })).filter(isWritten);
      rest = read.rest;
      if (batch.length > 0) yield batch;
      if (read.plain) continue;
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

function isWritten({ fields }: CsvRecord): boolean {
  return fields.length > 1 || fields[0] !== '';
}

/** The rows from a line on, read character by character. */
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
    // Rows are taken here and not from the stream: one at a time, they take twice as long. Lines are counted here too,
    // because the parser counts the two characters of a line end inside quotation marks as two lines.
    on_record: (fields) => {
      const record = { line, fields };
      if (isWritten(record)) batch.push(record);
      line += 1 + linesWithin(fields);
      return null;
    },
  });
  const fed = (feed: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => {
      feed((cause) => {
        if (!cause) resolve();
        else reject(cause instanceof CsvError ? refusal(cause, { file, line }) : cause);
      });
    });
  // Each error reaches the callback of what was fed; the stream would raise it a second time.
  parser.on('error', () => undefined);
  try {
    for await (const chunk of bytes) {
      await fed((done) => parser.write(chunk, done));
      const read = batch;
      batch = [];
      if (read.length > 0) yield read;
    }
    await fed((done) => parser.end(done));
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
  const refuse = (found: string, remedy: string) => sourceFailure({ place, found, remedy, cause });
  switch (cause.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return refuse(
        'a quotation mark is opened in this row and never closed before the end of the file',
        'The file is probably cut short: fetch or export it again. If it is whole, close the quotation mark.',
      );
    case 'CSV_MAX_RECORD_SIZE':
      return refuse(
        `this row is longer than ${longestRow} characters`,
        'Look for a quotation mark that is not closed in or after this line.',
      );
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return refuse(
        'a quotation mark stands in the middle of a field',
        'Put the whole field into quotation marks and write each one inside it twice: "the ""new"" school".',
      );
    default:
      return refuse(`this is not valid CSV: ${cause.message}`, 'Export the file again as CSV.');
  }
}
