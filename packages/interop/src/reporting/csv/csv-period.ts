import type { ImportedIndicator } from '@collective-impact/sdk/import';
import { formExample, periodForms, readPeriod } from '../../period/index.ts';
import type { CsvRow } from './csv-row.ts';
import type { Mapping } from './mapping.ts';

// Periods repeat from row to row; the bound keeps a file of ever new ones from filling the memory.
const remembered = 10_000;

/**
 * Answers a function that reads the period of a row, as a canonical code.
 *
 * Where the column mixes forms that look alike, the indicator's frequency decides. A `SourceError` where what is
 * written is in none of the forms, or is a period of another length than the indicator is reported for.
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
      if (known.size >= remembered) known.clear();
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
        found: `is a ${periods[0].kind}, and the indicator "${code}" is reported by ${frequency}`,
        remedy:
          'One indicator has one length of period. Correct the row, or the "frequency" in the mapping; figures of ' +
          'another length belong to an indicator of their own, or can be left out.',
      });
    }
    const expected = forms.map((form) => `${form} (${formExample[form]})`).join(', ');
    const others = periodForms.filter((form) => readPeriod(text, form) !== undefined);
    return row.refuse(column, {
      found: `is no period; expected here: ${expected}`,
      remedy:
        others.length === 0
          ? 'Correct the period.'
          : `Correct the period, or add its form to "period" in the mapping: ${others.join(' or ')}.`,
    });
  }
}
