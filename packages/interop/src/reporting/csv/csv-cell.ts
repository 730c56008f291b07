import { didYouMean, knownWords } from '@collective-impact/sdk';
import type { ImportedIndicator, ImportedObservation } from '@collective-impact/sdk/import';
import type { CsvRow } from './csv-row.ts';
import type { Mapping } from './mapping.ts';
import { dimensionCode, seriesKey } from './mapping-check.ts';

/** Returns a function that finds the indicator of a row by its series. It returns undefined if the mapping leaves the series out. */
export function indicatorReader({
  file,
  content,
  indicators,
}: Mapping): (row: CsvRow) => ImportedIndicator | undefined {
  const { series } = content;
  const leftOut = new Set(content.leaveOut.map(seriesKey));
  const known = [...indicators.keys()].map((key) => key.split('\u0000'));
  return (row) => {
    const key = series.length === 1 && series[0] !== undefined ? row.get(series[0]) : seriesKey(wordsOf(row));
    const indicator = indicators.get(key);
    if (indicator !== undefined) return indicator;
    return leftOut.has(key) ? undefined : refuse(row, wordsOf(row));
  };

  function wordsOf(row: CsvRow): string[] {
    return series.map((column) => row.get(column));
  }

  function refuse(row: CsvRow, words: readonly string[]): never {
    const at = Math.max(
      0,
      words.findIndex((word, index) => !known.some((other) => other[index] === word)),
    );
    const suggestion = didYouMean(
      words[at] ?? '',
      known.map((other) => other[at] ?? ''),
    );
    return row.refuse(series[at] ?? '', {
      fault: `is not a series of the mapping ${file}.${suggestion}`,
      remedy: `Add an indicator with \`series: [${words.map((word) => JSON.stringify(word)).join(', ')}]\` to the mapping, or list the series under \`leaveOut\`.`,
    });
  }
}

/** Returns a function that reads the categories of a row. A row without categories is the total. */
export function categoriesReader({
  content,
}: Mapping): (row: CsvRow, indicator: ImportedIndicator) => ImportedObservation['categories'] {
  const dimensions = content.dimensions.map((dimension) => ({
    ...dimension,
    code: dimensionCode(dimension),
    total: new Set(['', ...dimension.total]),
  }));
  return (row, indicator) => {
    const categories: ImportedObservation['categories'] = [];
    for (const { column, code, total, categories: listed } of dimensions) {
      const word = row.get(column);
      if (total.has(word)) continue;
      if (!indicator.dimensions.some(({ key }) => key === code)) {
        row.refuse(column, {
          fault: `is a category of "${code}", but the indicator "${indicator.code}" does not have that dimension`,
          remedy: 'Correct the row, or add the dimension to `dimensions` of the indicator in the mapping.',
        });
      }
      if (listed !== undefined && !Object.hasOwn(listed, word)) {
        row.refuse(column, {
          fault: `is not a category in the mapping.${knownWords(word, Object.keys(listed))}`,
          remedy: `Correct the row, or add the word to \`categories\` of the column "${column}" in the mapping.`,
        });
      }
      categories.push({ dimension: code, category: word, label: listed?.[word] ?? word });
    }
    return categories;
  };
}

/** Returns a function that rejects a row whose unit differs from that of its indicator, or that has an unexpected word. */
export function constantsChecker({ content }: Mapping): (row: CsvRow, indicator: ImportedIndicator) => void {
  const unitColumn = content.unit?.$column;
  const expected = Object.entries(content.expect);
  return (row, { code, version }) => {
    if (unitColumn !== undefined) checkUnit(row, { code, unit: version.unit });
    for (const [column, words] of expected) {
      if (words.includes(row.get(column))) continue;
      row.refuse(column, {
        fault: `is not ${words.map((word) => `"${word}"`).join(' or ')}, which the mapping expects in every row`,
        remedy: 'Correct the row, or add the word to `expect` in the mapping if it has the same meaning.',
      });
    }
  };

  function checkUnit(row: CsvRow, indicator: { code: string; unit: { scheme: string; code: string } }): void {
    const { column = '', words = {} } = unitColumn ?? {};
    const word = row.get(column);
    const unit = Object.hasOwn(words, word) ? words[word] : undefined;
    if (unit === undefined) {
      row.refuse(column, {
        fault: `is not a unit in the mapping.${knownWords(word, Object.keys(words))}`,
        remedy: 'Add the word to `unit.words` in the mapping.',
      });
    }
    if (unit?.code === indicator.unit.code && unit.scheme === indicator.unit.scheme) return;
    row.refuse(column, {
      fault: `means the unit ${unit.code}, but the unit of the indicator "${indicator.code}" is ${indicator.unit.code}`,
      remedy: 'Each indicator has one unit. Define another indicator for figures in another unit.',
    });
  }
}
