import { didYouMean } from '@collective-impact/sdk';
import { sourceFailure } from '../../shared/source-failure.ts';
import type { CsvRecord } from './csv-records.ts';
import type { Mapping } from './mapping.ts';
import { mappedColumns } from './mapping-check.ts';
import { delimiters } from './mapping-schema.ts';

/** The position of each column of a file, by its name. */
export type CsvColumns = ReadonlyMap<string, number>;

/**
 * Reads the header of a file.
 *
 * Throws a `SourceError` where a column has no name or has the name of another, where the mapping names a column that
 * the file does not have, and where the file has a column that the mapping does not speak of.
 */
export function readHeader(header: CsvRecord, { file, mapping }: { file: string; mapping: Mapping }): CsvColumns {
  const place = { file, line: header.line };
  if (header.fields.every((field) => field.trim() === '')) {
    throw sourceFailure({
      place,
      found: 'the header is blank: no column has a name',
      remedy: 'The first line that is not empty names the columns: take out the blank lines above it, or export again.',
    });
  }
  const columns = new Map<string, number>();
  header.fields.forEach((field, index) => {
    const name = field.trim();
    const other = columns.get(name);
    if (other !== undefined) {
      throw sourceFailure({
        place,
        found: `columns ${other + 1} and ${index + 1} are both called "${name}"`,
        remedy: 'Give each column a name of its own, or take out the one that is not needed.',
      });
    }
    columns.set(name, index);
  });

  const named = mappedColumns(mapping.content);
  const missing = named.filter(({ column }) => !columns.has(column));
  const unmapped = [...columns.keys()].filter((column) => !named.some((known) => known.column === column));
  if (missing.length > 0) {
    const found = missing.map(({ column, path }) => {
      const { line } = mapping.place(path);
      return `there is no column "${column}" (named in ${mapping.file}, line ${line})${didYouMean(column, unmapped)}`;
    });
    throw sourceFailure({
      place,
      found: `${found.join('\n')}\nThe columns of the file are: ${list(columns.keys())}`,
      remedy: delimiterAdvice(header, mapping) ?? 'Name the columns in the mapping exactly as the header writes them.',
    });
  }
  if (unmapped.length > 0) {
    throw sourceFailure({
      place,
      found: `the mapping (${mapping.file}) does not say what these columns are: ${list(unmapped)}`,
      remedy: 'Say in the mapping what they hold, or list them under "ignore".',
    });
  }
  return columns;
}

function list(columns: Iterable<string>): string {
  return [...columns].map((column) => `"${column}"`).join(', ');
}

function delimiterAdvice(header: CsvRecord, { content }: Mapping): string | undefined {
  const [only, ...others] = header.fields;
  if (only === undefined || others.length > 0) return undefined;
  const [name] =
    Object.entries(delimiters).find(([known, mark]) => known !== content.delimiter && only.includes(mark)) ?? [];
  return name && `The columns seem to be separated by another mark: say "delimiter: ${name}" in the mapping.`;
}
