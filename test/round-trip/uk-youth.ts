import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * An independent reader of the files of the example `uk-youth`. It shares no code with the importer and does not use the mapping
 * files, so that it does not repeat their errors.
 */

export const folder = join(import.meta.dirname, '../../examples/data/uk-youth');

/** A row of a file: its line and its figure. `value` is a canonical decimal. */
export interface Row {
  line: number;
  indicator: string;
  period: string;
  /** Categories in the form `Column=value`, in alphabetical order. */
  categories: string[];
  value: string | null;
  status: string;
}

/** The layout of a file: how to derive the indicator of a row, and the columns that disaggregate it. */
interface Layout {
  indicatorOf: (row: Record<string, string>) => string;
  split: Record<string, { total: string }>;
}

const plain = { total: '' };
const neet = 'Proportion of youth not in education, employment or training';

const layouts: Record<string, Layout> = {
  'indicator_4-1-2.csv': {
    indicatorOf: ({ Series }) =>
      ({
        'Primary education': '4-1-2-primary',
        'Lower secondary education': '4-1-2-lower-secondary',
        'Upper secondary education': '4-1-2-gcse',
      })[Series ?? ''] ?? `no indicator: ${Series}`,
    split: { Sex: plain },
  },
  'indicator_4-3-1.csv': {
    indicatorOf: ({ Series = '' }) => (Series.includes('non-formal') ? '4-3-1-non-formal' : '4-3-1-formal'),
    split: {
      Age: plain,
      Sex: plain,
      Region: plain,
      'Household income': plain,
      'Deprivation quantile': plain,
      'Employment status': plain,
      'Highest qualification': plain,
      'Disability status': plain,
      'Country of birth': plain,
    },
  },
  'indicator_5-a-1.csv': {
    indicatorOf: ({ Sex }) => (Sex === 'Female' ? '5-a-1-women' : '5-a-1-men'),
    split: {
      'Occupation unit group': { total: 'Managers and proprietors in agriculture related services' },
      Country: plain,
      Region: plain,
    },
  },
  'indicator_8-6-1.csv': {
    indicatorOf: (row) => {
      const length = row.Series === neet ? 'year' : 'quarter';
      const adjusted = row['Seasonally adjusted or not'] === 'Seasonally adjusted' ? '' : '-unadjusted';
      return `8-6-1-${length}${adjusted}`;
    },
    split: { Age: plain, Sex: plain },
  },
};

const statuses: Record<string, string> = {
  'Normal value': 'OBSERVED',
  'Missing value; suppressed': 'SUPPRESSED_AT_SOURCE',
};

/** The names of the CSV files of the example. */
export const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));

/** All rows of a file. */
export function rowsOf(file: string): Row[] {
  const layout = layouts[file];
  if (!layout) throw new Error(`${file} has no layout.`);
  const [header = [], ...records] = fieldsOf(readFileSync(join(folder, file), 'utf8'));
  return records.map((fields, at) => {
    const row = Object.fromEntries(header.map((name, column) => [name, fields[column] ?? '']));
    if (fields.length !== header.length) throw new Error(`${file}:${at + 2} has ${fields.length} fields`);
    return {
      line: at + 2,
      indicator: layout.indicatorOf(row),
      period: periodOf(row.Year ?? ''),
      categories: Object.entries(layout.split)
        .filter(([column, { total }]) => row[column] !== '' && row[column] !== total)
        .map(([column]) => `${column}=${row[column]}`)
        .sort(),
      value: row.Value === '' ? null : withoutTrailingZeros(row.Value ?? ''),
      status: statuses[row['Observation status'] ?? ''] ?? `no status: ${row['Observation status']}`,
    };
  });
}

/** Converts `2002`, `2001 Q4` and `2015/16` to periods of the gateway. */
function periodOf(year: string): string {
  if (/^\d{4}$/.test(year)) return year;
  if (/^\d{4} Q[1-4]$/.test(year)) return year.replace(' ', '-');
  if (/^\d{4}\/\d{2}$/.test(year)) return `SY${year.replace('/', '-')}`;
  throw new Error(`"${year}" is not a period of these files.`);
}

/** Removes trailing zeros: `10.0` becomes `10`. Digits are never rounded. */
function withoutTrailingZeros(text: string): string {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Error(`"${text}" is not a number of these files.`);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Reads the fields of a CSV text. No field of these files contains a line break. */
function fieldsOf(text: string): string[][] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  return lines.map((line) => {
    const fields = [''];
    let inQuotes = false;
    for (const character of line) {
      if (character === '"') inQuotes = !inQuotes;
      else if (character === ',' && !inQuotes) fields.push('');
      else fields.push(`${fields.pop()}${character}`);
    }
    if (inQuotes || line.includes('""')) throw new Error(`This reader does not support these quotation marks: ${line}`);
    return fields;
  });
}
