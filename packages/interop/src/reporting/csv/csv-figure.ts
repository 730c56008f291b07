import { knownWords } from '@collective-impact/sdk';
import type { ImportedIndicator, ImportedObservation } from '@collective-impact/sdk/import';
import { figureStatuses, type ObservationStatus } from '@collective-impact/sdk/indicator';
import type { CsvRow } from './csv-row.ts';
import type { Mapping } from './mapping.ts';
import { digitsFault, numberFormAdvice, numberReader } from './number-form.ts';

/** The numbers and the status of an observation. */
export type Figure = Pick<ImportedObservation, 'value' | 'numerator' | 'denominator' | 'base' | 'status'>;

interface Reading {
  number: string | null;
  /** The status that a marker in place of the number means. */
  marked?: ObservationStatus;
}

const maximumBase = 2_147_483_647;

const statusesWithFigure: ReadonlySet<ObservationStatus> = new Set(figureStatuses);

/**
 * Returns a function that reads the figure of a row for an indicator. A ratio of 0 to 0 is `NOT_APPLICABLE`.
 *
 * The function throws a `SourceError` if a number is malformed or not valid for the indicator, if a status is unknown,
 * or if figure and status contradict each other, such as a suppressed figure with a value.
 */
export function figureReader({ content }: Mapping): (row: CsvRow, indicator: ImportedIndicator) => Figure {
  const { value, numerator, denominator, base, status, markers, decimal, thousands } = content;
  const form = { decimal, thousands };
  const toDecimal = numberReader(form);
  const markerStatus = new Map(Object.entries(markers));
  const figureColumn = value ?? numerator ?? '';

  return (row, indicator) => {
    const readings = {
      value: number(row, value),
      numerator: number(row, numerator),
      denominator: number(row, denominator),
    };
    const figure: Figure = {
      value: readings.value.number,
      numerator: numerator === undefined ? undefined : readings.numerator.number,
      denominator: denominator === undefined ? undefined : readings.denominator.number,
      base: base === undefined ? undefined : wholeNumber(row, base),
      status: 'OBSERVED',
    };
    if (indicator.version.kind === 'COUNT') requireCount(row, figure);
    const isZeroOfZero = figure.value === null && figure.numerator === '0' && figure.denominator === '0';
    const hasParts = requireBothParts(row, figure);
    const hasFigure = !isZeroOfZero && (hasParts || figure.value !== null);
    const marked = readings.value.marked ?? readings.numerator.marked ?? readings.denominator.marked;
    figure.status = statusOf(row, { hasFigure, marked: isZeroOfZero ? 'NOT_APPLICABLE' : marked });
    return figure;
  };

  function number(row: CsvRow, column: string | undefined): Reading {
    const text = column === undefined ? '' : row.get(column);
    if (column === undefined || text === '') return { number: null };
    const marked = markerStatus.get(text);
    if (marked !== undefined) return { number: null, marked };
    const decimalText = toDecimal(text);
    if (decimalText !== undefined) return { number: decimalText };
    const notANumber = { fault: 'is not a number', remedy: numberFormAdvice(text, form) };
    return row.refuse(column, digitsFault(text, form) ?? notANumber);
  }

  function wholeNumber(row: CsvRow, column: string): string | null {
    const { number: people } = number(row, column);
    if (people === null || (/^\d{1,10}$/.test(people) && Number(people) <= maximumBase)) return people;
    return row.refuse(column, {
      fault: 'is not a number of people',
      remedy: `\`base\` is the number of people behind a figure. Write a whole number from 0 to ${maximumBase}.`,
    });
  }

  function requireCount(row: CsvRow, figure: Figure): void {
    if (value === undefined || figure.value === null || /^\d+$/.test(figure.value)) return;
    row.refuse(value, {
      fault: 'is not a count',
      remedy: 'Write a whole number that is not negative, or set `kind: AMOUNT` in the mapping.',
    });
  }

  /** Whether the row has both parts of a ratio. Rejects a row that has only one. */
  function requireBothParts(row: CsvRow, figure: Figure): boolean {
    const hasNumerator = (figure.numerator ?? null) !== null;
    if (hasNumerator !== ((figure.denominator ?? null) !== null)) {
      row.refuse((hasNumerator ? denominator : numerator) ?? '', {
        fault: 'is not a number, but the other part of the ratio is',
        remedy: 'Fill in both the numerator and the denominator, or neither.',
      });
    }
    const dividesByZero = figure.denominator === '0' && (figure.numerator !== '0' || figure.value !== null);
    if (dividesByZero || figure.denominator?.startsWith('-')) {
      row.refuse(denominator ?? '', {
        fault: 'is not a valid denominator',
        remedy:
          'Write a number greater than 0. The denominator can be 0 only if the numerator is 0 and the value is empty.',
      });
    }
    return hasNumerator;
  }

  function statusOf(row: CsvRow, { hasFigure, marked }: { hasFigure: boolean; marked?: ObservationStatus }) {
    if (status === undefined) return marked ?? (hasFigure ? 'OBSERVED' : 'MISSING');
    const word = row.get(status.column);
    const stated = Object.hasOwn(status.words, word) ? status.words[word] : undefined;
    if (stated === undefined) {
      return row.refuse(status.column, {
        fault: `is not a status in the mapping.${knownWords(word, Object.keys(status.words))}`,
        remedy: 'Add the word and its meaning to `status.words` in the mapping.',
      });
    }
    if (marked !== undefined && marked !== stated) {
      row.refuse(figureColumn, {
        fault: `means ${marked}, but the status in column "${status.column}" is ${stated}`,
        remedy: 'Correct the row, or the meaning of the two words in the mapping.',
      });
    }
    if (statusesWithFigure.has(stated) && !hasFigure) {
      row.refuse(status.column, {
        fault: `means that there is a figure (${stated}), but there is none`,
        remedy: 'Enter the figure, or a status that explains why it is missing.',
      });
    }
    if (!statusesWithFigure.has(stated) && hasFigure) {
      row.refuse(status.column, {
        fault: `means that there is no figure (${stated}), but the row has the figure ${row.get(figureColumn)}`,
        remedy: 'Delete the figure, or correct the status.',
      });
    }
    return stated;
  }
}
