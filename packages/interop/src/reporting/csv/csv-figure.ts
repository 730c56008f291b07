import { knownWords } from '@collective-impact/sdk';
import type { ImportedIndicator, ImportedObservation } from '@collective-impact/sdk/import';
import { figureStatuses, type ObservationStatus } from '@collective-impact/sdk/indicator';
import type { CsvRow } from './csv-row.ts';
import type { Mapping } from './mapping.ts';
import { digitsFault, numberFormAdvice, numberReader } from './number-form.ts';

/** The numbers of an observation and what stands behind them. */
export type Figure = Pick<ImportedObservation, 'value' | 'numerator' | 'denominator' | 'base' | 'status'>;

interface Reading {
  number: string | null;
  /** What a marker in place of the number says. */
  marked?: ObservationStatus;
}

const mostPeople = 2_147_483_647;

const withFigure: ReadonlySet<ObservationStatus> = new Set(figureStatuses);

/**
 * Answers a function that reads the figure of a row for an indicator. A `SourceError` where a number is none or none
 * that the indicator can have, a status is unknown, and where figure and status contradict each other: a figure that is
 * said to be suppressed, or an observed one that is not there. Of 0 in 0 there is no share: it is `NOT_APPLICABLE`.
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
    const nothing = figure.value === null && figure.numerator === '0' && figure.denominator === '0';
    const parts = requireBothParts(row, figure);
    const complete = !nothing && (parts || figure.value !== null);
    const marked = readings.value.marked ?? readings.numerator.marked ?? readings.denominator.marked;
    figure.status = statusOf(row, { complete, marked: nothing ? 'NOT_APPLICABLE' : marked });
    return figure;
  };

  function number(row: CsvRow, column: string | undefined): Reading {
    const text = column === undefined ? '' : row.get(column);
    if (column === undefined || text === '') return { number: null };
    const marked = markerStatus.get(text);
    if (marked !== undefined) return { number: null, marked };
    const decimalText = toDecimal(text);
    if (decimalText !== undefined) return { number: decimalText };
    const fault = { found: 'is not a number', remedy: numberFormAdvice(text, form) };
    return row.refuse(column, digitsFault(text, form) ?? fault);
  }

  function wholeNumber(row: CsvRow, column: string): string | null {
    const { number: people } = number(row, column);
    if (people === null || (/^\d{1,10}$/.test(people) && Number(people) <= mostPeople)) return people;
    return row.refuse(column, {
      found: 'is not a number of people',
      remedy: `A base is how many people stand behind a figure: a whole number from 0 to ${mostPeople}.`,
    });
  }

  function requireCount(row: CsvRow, figure: Figure): void {
    if (value === undefined || figure.value === null || /^\d+$/.test(figure.value)) return;
    row.refuse(value, {
      found: 'is not a count',
      remedy: 'A COUNT is a whole number from 0. Correct the figure, or say "kind: AMOUNT" in the mapping.',
    });
  }

  /** Whether the row has both parts of a ratio. */
  function requireBothParts(row: CsvRow, figure: Figure): boolean {
    const parts = (figure.numerator ?? null) !== null;
    if (parts !== ((figure.denominator ?? null) !== null)) {
      row.refuse((parts ? denominator : numerator) ?? '', {
        found: 'leaves a ratio with one of its two parts',
        remedy: 'Fill in both the numerator and the denominator, or neither.',
      });
    }
    const noShare = figure.denominator === '0' && (figure.numerator !== '0' || figure.value !== null);
    if (noShare || figure.denominator?.startsWith('-')) {
      row.refuse(denominator ?? '', {
        found: 'is not a denominator',
        remedy: 'A denominator is more than 0. Where it is 0 the numerator is 0 too, and there is no value.',
      });
    }
    return parts;
  }

  function statusOf(row: CsvRow, { complete, marked }: { complete: boolean; marked?: ObservationStatus }) {
    if (status === undefined) return marked ?? (complete ? 'OBSERVED' : 'MISSING');
    const word = row.get(status.column);
    const said = Object.hasOwn(status.words, word) ? status.words[word] : undefined;
    if (said === undefined) {
      return row.refuse(status.column, {
        found: `is not a status that the mapping knows${knownWords(word, Object.keys(status.words))}`,
        remedy: 'Add the word and what it means under "status.words" in the mapping.',
      });
    }
    if (marked !== undefined && marked !== said) {
      row.refuse(figureColumn, {
        found: `stands for ${marked}, and the column "${status.column}" says ${said}`,
        remedy: 'Correct the row, or what the two words mean in the mapping.',
      });
    }
    if (withFigure.has(said) && !complete) {
      row.refuse(status.column, {
        found: `says that there is a figure (${said}), and there is none`,
        remedy: 'Fill in the figure, or the status that says why it is missing.',
      });
    }
    if (!withFigure.has(said) && complete) {
      row.refuse(status.column, {
        found: `says that there is no figure (${said}), and there is one: ${row.get(figureColumn)}`,
        remedy: 'Take out the figure, or correct the status. A figure that must not be seen is not imported.',
      });
    }
    return said;
  }
}
