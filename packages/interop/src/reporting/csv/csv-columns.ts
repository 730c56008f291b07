import { didYouMean } from '@collective-impact/sdk';
import { sourceFailure } from '../../shared/source-failure.ts';
import type { CsvRecord } from './csv-records.ts';
import type { Mapping } from './mapping.ts';
import { mappedColumns } from './mapping-check.ts';
import { delimiters } from './mapping-schema.ts';

/** The position of each column of a file, by column name. */
export type CsvColumns = ReadonlyMap<string, number>;

/**
 * Reads the header of a file.
 *
 * Throws a `SourceError` if no column has a name, if two columns have the same name, if the mapping names a column that
 * the file does not have, or if the file has a column that the mapping does not mention.
 */
export function readHeader(header: CsvRecord, { file, mapping }: { file: string; mapping: Mapping }): CsvColumns {
  const place = { file, line: header.line };
  if (header.fields.every((field) => field.trim() === '')) {
    throw sourceFailure({
      place,
      fault: 'The header has no column names.',
      remedy: 'Delete the blank lines above the header, or export the file again.',
    });
  }
  const columns = new Map<string, number>();
  header.fields.forEach((field, index) => {
    const name = field.trim();
    const other = columns.get(name);
    if (other !== undefined) {
      throw sourceFailure({
        place,
        fault: `Columns ${other + 1} and ${index + 1} are both called "${name}".`,
        remedy: 'Give each column a different name, or delete the one that is not needed.',
      });
    }
    columns.set(name, index);
  });

  const named = mappedColumns(mapping.content);
  const missing = named.filter(({ column }) => !columns.has(column));
  const unmapped = [...columns.keys()].filter((column) => !named.some((mapped) => mapped.column === column));
  if (missing.length > 0) {
    const faults = missing.map(({ column, path }) => {
      const { line } = mapping.place(path);
      const suggestion = didYouMean(column, unmapped);
      return `There is no column "${column}" (named in ${mapping.file}, line ${line}).${suggestion}`;
    });
    throw sourceFailure({
      place,
      fault: `${faults.join('\n')}\nThe columns of the file are: ${list(columns.keys())}.`,
      remedy: delimiterAdvice(header, mapping) ?? 'In the mapping, write column names exactly as in the header.',
    });
  }
  if (unmapped.length > 0) {
    throw sourceFailure({
      place,
      fault: `The mapping ${mapping.file} does not mention these columns: ${list(unmapped)}.`,
      remedy: 'Use the columns in the mapping, or list them under `ignore`.',
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
  return name && `The file seems to use another delimiter. Set \`delimiter: ${name}\` in the mapping.`;
}
