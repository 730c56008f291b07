import { quoted, sourceFailure } from '../../shared/source-failure.ts';
import type { CsvColumns } from './csv-columns.ts';
import type { CsvRecord } from './csv-records.ts';

/** One row of a file, with its fields by column name. */
export class CsvRow {
  readonly place: { file: string; line: number };
  readonly #columns: CsvColumns;
  readonly #fields: readonly string[];

  /** Throws a `SourceError` if the row has more or fewer fields than the header. */
  constructor({ line, fields }: CsvRecord, { file, columns }: { file: string; columns: CsvColumns }) {
    this.place = { file, line };
    this.#columns = columns;
    this.#fields = fields;
    if (fields.length === columns.size) return;
    throw sourceFailure({
      place: this.place,
      fault: `This row has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, but the header has ${columns.size}.`,
      remedy:
        fields.length < columns.size
          ? 'Check whether the file is cut off here. Put fields with a line break in quotation marks.'
          : 'Put fields that contain the delimiter in quotation marks.',
    });
  }

  /** The field in a column, without surrounding spaces. */
  get(column: string): string {
    return this.#fields[this.#columns.get(column) ?? -1]?.trim() ?? '';
  }

  /** The last field and its column. */
  get last(): { column: string; field: string } {
    const column = [...this.#columns.keys()].at(-1) ?? '';
    return { column, field: this.get(column) };
  }

  /** Whether all fields of the row are empty. */
  isBlank(): boolean {
    return this.#fields.every((field) => field.trim() === '');
  }

  /** Rejects the row for the field in a column. `fault` continues the sentence that begins with the field. */
  refuse(column: string, { fault, remedy }: { fault: string; remedy: string }): never {
    const subject = `${quoted(this.get(column))} in column ${quoted(column)}`;
    const end = /[.?]$/.test(fault) ? '' : '.';
    throw sourceFailure({ place: this.place, fault: `${subject} ${fault}${end}`, remedy });
  }
}
