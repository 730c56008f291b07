import type { ImportItem, ImportSource } from '@collective-impact/sdk/import';
import { LineEnd } from '../../shared/line-end.ts';
import { NoteBook } from '../../shared/note-book.ts';
import { sourceFailure } from '../../shared/source-failure.ts';
import { type SourceFile, sourceFile } from '../../shared/source-file.ts';
import { type Encoding, textBytes } from '../../shared/text-bytes.ts';
import { readHeader } from './csv-columns.ts';
import { csvRecords } from './csv-records.ts';
import { RowReader } from './csv-row-reader.ts';
import type { Mapping } from './mapping.ts';
import { delimiters } from './mapping-schema.ts';

/**
 * Reads a CSV file as its mapping says: goals and indicators first, then a figure for every row.
 *
 * `file` is a path, or a file that can be opened. Rows stream: memory does not grow with their number. What several
 * rows say of the same cell is for the loader to find, as `repeated` says. Iterating throws a `SourceError` that names
 * line and column where the file or a row is not what the mapping says.
 */
export function csvSource({ file, mapping }: { file: string | SourceFile; mapping: Mapping }): ImportSource {
  const notes = new NoteBook();
  return {
    items: csvItems(sourceFile(file), { mapping, notes }),
    notes: notes.notes,
    repeated: mapping.content.repeated,
  };
}

async function* csvItems(
  file: SourceFile,
  { mapping, notes }: { mapping: Mapping; notes: NoteBook },
): AsyncGenerator<ImportItem> {
  const { encoding, delimiter } = mapping.content;
  const end = new LineEnd();
  const bytes = end.watch(textBytes(file, { encoding, remedy: encodingRemedy }));
  let rows: RowReader | undefined;
  for await (const batch of csvRecords(bytes, { file: file.name, delimiter: delimiters[delimiter] })) {
    if (rows === undefined) {
      const header = batch.shift();
      if (header === undefined) continue;
      rows = new RowReader({
        file: file.name,
        columns: readHeader(header, { file: file.name, mapping }),
        mapping,
        notes,
      });
      yield* definitions(mapping);
    }
    for (const record of batch) {
      const row = rows.read(record);
      if (row?.organization) yield row.organization;
      if (row) yield row.observation;
    }
  }
  if (rows === undefined) {
    throw sourceFailure({
      place: { file: file.name },
      found: 'the file has only empty lines: no header, and no rows',
      remedy: 'Check that the download or export was finished, and try again.',
    });
  }
  rows.finish({ lineEnd: end.isThere });
}

function* definitions({ file, content, indicators, place }: Mapping): Generator<ImportItem> {
  const at = (path: readonly PropertyKey[]) => ({ file, line: place(path).line });
  for (const [index, { code, title, outcomeStatement, source }] of content.goals.entries()) {
    const value = { code, title, outcomeStatement, sourceUri: source };
    yield { kind: 'goal', key: code, place: at(['goals', index]), value };
  }
  for (const [index, value] of [...indicators.values()].entries()) {
    yield { kind: 'indicator', key: value.code, place: at(['indicators', index]), value };
  }
}

function encodingRemedy(found: Encoding): string {
  return found === 'utf-8'
    ? 'Take "encoding" out of the mapping, or save the file in the encoding that is declared there.'
    : `Save it as "CSV UTF-8", or say "encoding: ${found}" in the mapping if that is how it was written.`;
}
