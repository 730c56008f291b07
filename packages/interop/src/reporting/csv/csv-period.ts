import type { ImportedIndicator } from '@collective-impact/sdk/import';
import { formExample, periodForms, readPeriod } from '../../period/index.ts';
import type { CsvRow } from './csv-row.ts';
import type { Mapping } from './mapping.ts';

// Periods repeat from row to row. The limit bounds the memory for a file with many different ones.
const cachedPeriods = 10_000;

/**
 * Returns a function that reads the period of a row, as a canonical code.
 *
 * If a period fits several forms of the column, the frequency of the indicator decides. The function throws a
 * `SourceError` if the text fits none of the forms, or if the period does not have the frequency of the indicator.
 */
export function periodReader({ content }: Mapping): (row: CsvRow, indicator: ImportedIndicator) => string {
  const { column, form: forms } = content.period;
  const known = new Map<string, string>();
  return (row, indicator) => {
    const { frequency } = indicator.version;
    const text = row.get(column);
    const key = `${frequency} ${text}`;
    let code = known.get(key);
    if (code === undefined) {
      code = read(row, indicator);
      if (known.size >= cachedPeriods) known.clear();
      known.set(key, code);
    }
    return code;
  };

  function read(row: CsvRow, { code, version: { frequency } }: ImportedIndicator): string {
    const text = row.get(column);
    const periods = forms.flatMap((form) => readPeriod(text, form) ?? []);
    const fitting = periods.find(({ kind }) => kind === frequency);
    if (fitting !== undefined) return fitting.code;
    if (periods[0] !== undefined) {
      return row.refuse(column, {
        fault: `is a ${periods[0].kind}, but the frequency of the indicator "${code}" is ${frequency}`,
        remedy:
          'Correct the row, or `frequency` in the mapping. Define another indicator for periods of another length.',
      });
    }
    const expected = forms.map((form) => `${form} (${formExample[form]})`).join(' or ');
    const others = periodForms.filter((form) => readPeriod(text, form) !== undefined);
    return row.refuse(column, {
      fault: `is not a period in the form ${expected}`,
      remedy:
        others.length === 0
          ? 'Correct the period.'
          : `Correct the period, or add ${others.map((form) => `\`${form}\``).join(' or ')} to \`period.form\` in the mapping.`,
    });
  }
}
