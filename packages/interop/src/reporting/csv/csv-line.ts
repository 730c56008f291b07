const newline = 0x0a;

/** Longer lines are left to the parser, in bytes. */
const longestLine = 100_000;

/** The fields of each line, and the bytes from the first line on that this function does not read. */
export interface CsvLines {
  lines: string[][];
  /** Bytes of an unfinished line, or of everything from the first line that is not plain. */
  rest: Uint8Array;
  /** False if `rest` begins with a line that needs the parser: it has a quoted line break or a fault, or is very long. */
  isPlain: boolean;
}

/**
 * Splits lines of CSV in UTF-8 into fields, ten times as fast as a parser that reads each character. Stops before the
 * first line that such a parser might read differently.
 */
export function readLines(bytes: Uint8Array, delimiter: string): CsvLines {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lines: string[][] = [];
  let start = 0;
  for (let end = buffer.indexOf(newline); end >= 0; end = buffer.indexOf(newline, start)) {
    // Decode each line by itself. A field must not keep the whole file in memory.
    const isRead = end - start <= longestLine && readLine(buffer.toString('utf8', start, end), { delimiter, lines });
    if (!isRead) return { lines, rest: buffer.subarray(start), isPlain: false };
    start = end + 1;
  }
  return { lines, rest: buffer.subarray(start), isPlain: buffer.length - start <= longestLine };
}

/** Adds the fields of a line, which a carriage return can divide into several. Returns false if the line is not plain. */
function readLine(line: string, { delimiter, lines }: { delimiter: string; lines: string[][] }): boolean {
  const ended = line.endsWith('\r') ? line.slice(0, -1) : line;
  const whole = ended.includes('\r') ? ended.split('\r') : [ended];
  const read = whole.map((text) => (text.includes('"') ? quotedFields(text, delimiter) : text.split(delimiter)));
  if (!read.every((fields) => fields !== undefined)) return false;
  lines.push(...read);
  return true;
}

/** The fields of a line with quotation marks. Undefined if a quotation mark is misplaced or not closed. */
function quotedFields(line: string, delimiter: string): string[] | undefined {
  const fields: string[] = [];
  for (let at = 0; ; at++) {
    if (line[at] !== '"') {
      const end = line.indexOf(delimiter, at);
      const field = end < 0 ? line.slice(at) : line.slice(at, end);
      if (field.includes('"')) return undefined;
      fields.push(field);
      if (end < 0) return fields;
      at = end;
      continue;
    }
    let close = line.indexOf('"', at + 1);
    while (close >= 0 && line[close + 1] === '"') close = line.indexOf('"', close + 2);
    if (close < 0) return undefined;
    fields.push(line.slice(at + 1, close).replaceAll('""', '"'));
    at = close + 1;
    if (at === line.length) return fields;
    if (line[at] !== delimiter) return undefined;
  }
}
