import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * The files of the example `uk-youth`, read by hand: what each row says, in the words of the file. It shares no code with
 * the importer and does not look at the mapping files, so that an error there is not repeated here.
 */

export const folder = join(import.meta.dirname, '../../examples/data/uk-youth');

/** What a row says: where it stands, and its figure as canonical text. */
export interface Row {
  line: number;
  indicator: string;
  period: string;
  /** `Column=word`, in alphabetical order. */
  categories: string[];
  value: string | null;
  status: string;
}

/** What differs from file to file: how rows name their indicator, and which columns split it. */
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

/** Every row of a file. */
export function rowsOf(file: string): Row[] {
  const layout = layouts[file];
  if (!layout) throw new Error(`${file} is not described here`);
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
      value: row.Value === '' ? null : withoutIdleZeros(row.Value ?? ''),
      status: statuses[row['Observation status'] ?? ''] ?? `no status: ${row['Observation status']}`,
    };
  });
}

/** `2002`, `2001 Q4` and `2015/16`, as the gateway writes them. */
function periodOf(year: string): string {
  if (/^\d{4}$/.test(year)) return year;
  if (/^\d{4} Q[1-4]$/.test(year)) return year.replace(' ', '-');
  if (/^\d{4}\/\d{2}$/.test(year)) return `SY${year.replace('/', '-')}`;
  throw new Error(`"${year}" is no period of these files`);
}

/** `10.0` is 10: the same number. Digits are never rounded. */
function withoutIdleZeros(text: string): string {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Error(`"${text}" is no number of these files`);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** The fields of a CSV text, character by character; no field of these files has a line break. */
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
    if (inQuotes || line.includes('""')) throw new Error(`quotation marks that are not read here: ${line}`);
    return fields;
  });
}
