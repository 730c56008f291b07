import type { ImportedIndicator, ImportedObservation, ImportItem } from '@collective-impact/sdk/import';
import type { NoteBook } from '../../shared/note-book.ts';
import { quoted, sourceFailure } from '../../shared/source-failure.ts';
import { categoriesReader, constantsChecker, indicatorReader } from './csv-cell.ts';
import type { CsvColumns } from './csv-columns.ts';
import { type Figure, figureReader } from './csv-figure.ts';
import { organizationReader } from './csv-organization.ts';
import { periodReader } from './csv-period.ts';
import type { CsvRecord } from './csv-records.ts';
import { CsvRow } from './csv-row.ts';
import type { Mapping } from './mapping.ts';

type ItemOf<Kind extends ImportItem['kind']> = Extract<ImportItem, { kind: Kind }>;

/** The items of a row: its figure, and its organization if no earlier row names it, or its URL. */
interface RowItems {
  organization?: ItemOf<'organization'>;
  observation: ItemOf<'observation'>;
}

/** Reads the rows of one file in order, and notes what it leaves out. */
export class RowReader {
  readonly #file: { file: string; columns: CsvColumns };
  readonly #mapping: Mapping;
  readonly #notes: NoteBook;
  readonly #indicatorOf: (row: CsvRow) => ImportedIndicator | undefined;
  readonly #check: (row: CsvRow, indicator: ImportedIndicator) => void;
  readonly #organizationOf: ReturnType<typeof organizationReader>;
  readonly #periodOf: (row: CsvRow, indicator: ImportedIndicator) => string;
  readonly #categoriesOf: (row: CsvRow, indicator: ImportedIndicator) => ImportedObservation['categories'];
  readonly #figureOf: (row: CsvRow, indicator: ImportedIndicator) => Figure;
  readonly #withRows = new Set<string>();
  #rows = 0;
  #blank = 0;
  #last: CsvRow | undefined;
  #leftOut = { rows: 0, firstLine: 0 };

  constructor({
    file,
    columns,
    mapping,
    notes,
  }: { file: string; columns: CsvColumns; mapping: Mapping; notes: NoteBook }) {
    this.#file = { file, columns };
    this.#mapping = mapping;
    this.#notes = notes;
    this.#indicatorOf = indicatorReader(mapping);
    this.#check = constantsChecker(mapping);
    this.#organizationOf = organizationReader(mapping);
    this.#periodOf = periodReader(mapping);
    this.#categoriesOf = categoriesReader(mapping);
    this.#figureOf = figureReader(mapping);
    for (const column of mapping.content.ignore) {
      notes.dropped({
        kind: 'ignored column',
        place: { file, line: 1 },
        detail: `The mapping ignores the column "${column}".`,
      });
    }
  }

  /** The items of a row. Undefined if the row is empty or the mapping leaves its series out. */
  read(record: CsvRecord): RowItems | undefined {
    this.#rows += 1;
    const row = new CsvRow(record, this.#file);
    this.#last = row;
    if (row.isBlank()) {
      this.#blank += 1;
      this.#notes.dropped({ kind: 'empty row', place: row.place, detail: 'All fields of the row are empty.' });
      return undefined;
    }
    const indicator = this.#indicatorOf(row);
    if (indicator === undefined) {
      if (this.#leftOut.rows === 0) this.#leftOut.firstLine = record.line;
      this.#leftOut.rows += 1;
      return undefined;
    }
    this.#withRows.add(indicator.code);
    this.#check(row, indicator);
    const organization = this.#organizationOf(row);
    const { value, numerator, denominator, base, status } = this.#figureOf(row, indicator);
    const observation: RowItems['observation'] = {
      kind: 'observation',
      place: row.place,
      indicator: indicator.code,
      organization: organization.key,
      period: this.#periodOf(row, indicator),
      categories: this.#categoriesOf(row, indicator),
      value,
      numerator,
      denominator,
      base,
      status,
    };
    return { ...(organization.item && { organization: organization.item }), observation };
  }

  /**
   * Adds the notes on the whole file, after its last row. `hasLineEnd` is whether the last line has a line end. Throws a
   * `SourceError` if the file has no rows, or only empty ones.
   */
  finish({ hasLineEnd }: { hasLineEnd: boolean }): void {
    const { file } = this.#file;
    if (this.#rows === this.#blank) {
      throw sourceFailure({
        place: { file, line: 2 },
        fault: this.#blank === 0 ? 'The file has a header but no rows.' : allEmpty(this.#blank),
        remedy: 'Check that the export is complete and of the right sheet.',
      });
    }
    if (!hasLineEnd && this.#last !== undefined) this.#noteMissingLineEnd(this.#last);
    const { rows, firstLine } = this.#leftOut;
    if (rows > 0) {
      const detail = `The mapping leaves out ${rows} ${rows === 1 ? 'row' : 'rows'}, the first in line ${firstLine}.`;
      this.#notes.dropped({ kind: 'series left out', place: { file, line: firstLine }, detail });
    }
    for (const { code, name } of this.#mapping.indicators.values()) {
      if (this.#withRows.has(code)) continue;
      this.#notes.dropped({
        kind: 'indicator without rows',
        place: { file },
        detail: `No row belongs to the indicator "${code}" (${name}).`,
      });
    }
  }

  /** A file that is cut off in its last field looks complete: "6" instead of "61.0". */
  #noteMissingLineEnd(row: CsvRow): void {
    const { column, field } = row.last;
    this.#notes.doubtful({
      kind: 'last line without a line end',
      place: row.place,
      detail: `The last field, ${quoted(field)} in column ${quoted(column)}, may be incomplete. If the file was cut off, fetch or export it again.`,
    });
  }
}

/** The fault of a file whose rows are all empty. */
function allEmpty(rows: number): string {
  return rows === 1 ? 'The only row of the file is empty.' : `All ${rows} rows of the file are empty.`;
}
