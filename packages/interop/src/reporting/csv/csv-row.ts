import { quoted, sourceFailure } from '../../shared/source-failure.ts';
import type { CsvColumns } from './csv-columns.ts';
import type { CsvRecord } from './csv-records.ts';

/** One row of a file, read by the names of its columns. */
export class CsvRow {
  readonly place: { file: string; line: number };
  readonly #columns: CsvColumns;
  readonly #fields: readonly string[];

  /** Throws a `SourceError` where the row has more or fewer fields than the header. */
  constructor({ line, fields }: CsvRecord, { file, columns }: { file: string; columns: CsvColumns }) {
    this.place = { file, line };
    this.#columns = columns;
    this.#fields = fields;
    if (fields.length === columns.size) return;
    throw sourceFailure({
      place: this.place,
      found: `this row has ${fields.length} fields, and the header has ${columns.size}`,
      remedy:
        fields.length < columns.size
          ? 'The file may be cut short here, or a line break stands in a field without quotation marks around it.'
          : 'Put fields that hold the delimiter into quotation marks.',
    });
  }

  /** The field in a column, without the space around it. */
  get(column: string): string {
    return this.#fields[this.#columns.get(column) ?? -1]?.trim() ?? '';
  }

  /** The last field, and the column it stands in. */
  get last(): { column: string; field: string } {
    const column = [...this.#columns.keys()].at(-1) ?? '';
    return { column, field: this.get(column) };
  }

  /** Whether no field of the row holds anything. */
  isBlank(): boolean {
    return this.#fields.every((field) => field.trim() === '');
  }

  /** Refuses the row for what stands in one of its columns; `found` continues after the field itself. */
  refuse(column: string, { found, remedy }: { found: string; remedy: string }): never {
    throw sourceFailure({ place: this.place, column, found: `${quoted(this.get(column))} ${found}`, remedy });
  }
}
