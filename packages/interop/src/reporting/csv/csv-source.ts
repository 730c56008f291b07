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
 * Reads a CSV file by its mapping: goals and indicators first, then a figure for every row.
 *
 * `file` is a path, or a file that can be opened. Rows stream, so that memory does not grow with their number. The
 * loader handles rows of the same cell, by `repeated`. Iterating throws a `SourceError` with line and column if the file
 * or a row does not match the mapping.
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
      fault: 'The file has only empty lines.',
      remedy: 'Check that the download or export is complete, then try again.',
    });
  }
  rows.finish({ hasLineEnd: end.isPresent });
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

function encodingRemedy(detected: Encoding): string {
  return detected === 'utf-8'
    ? 'Remove `encoding` from the mapping, or save the file in that encoding.'
    : `Save the file as "CSV UTF-8", or set \`encoding: ${detected}\` in the mapping if that is its encoding.`;
}
