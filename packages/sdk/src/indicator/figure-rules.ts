import { compareDecimals } from '../shared/decimal.ts';
import type { Issue } from '../shared/outcome.ts';
import type { CategoryReference } from './fields.ts';
import { judgeQuotient } from './figure-quotient.ts';
import type { IndicatorVersion } from './indicator-version.ts';
import type { ObservationStatus } from './vocabulary.ts';

/** What rules look at in a cell; its numbers are canonical decimals, as the schema of cells reads them. */
export interface FigureCell {
  categories: readonly CategoryReference[];
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  base: number | null;
  status: ObservationStatus;
  standardError?: string | null;
}

/** What the rules for cells look at in an indicator version. */
export type CellVersion = Pick<IndicatorVersion, 'kind' | 'countingUnit' | 'multiplier' | 'denominatorOverCategories'>;

/** The statuses of a cell that has a figure; the others say why there is none. */
export const figureStatuses: readonly ObservationStatus[] = ['OBSERVED', 'ESTIMATED', 'PROVISIONAL'];

/** What is wrong with the numbers of one cell, by themselves; paths are fields of the cell. */
export function judgeCellFigure(cell: FigureCell, version: CellVersion): Issue[] {
  return [...judgeNumbers(cell, version), ...judgeStandardError(cell)];
}

function judgeStandardError({ standardError }: FigureCell): Issue[] {
  if (standardError == null || compareDecimals(standardError, '0') >= 0) return [];
  return [outOfRange('standardError', '`standardError` must be 0 or more')];
}

function judgeNumbers(cell: FigureCell, version: CellVersion): Issue[] {
  const { kind } = version;
  const numbers = (['value', 'numerator', 'denominator'] as const).filter((field) => cell[field] !== null);
  if (kind === 'QUALITATIVE') {
    return numbers.map((field) => invalid(field, 'a QUALITATIVE indicator has no figures: use `narrative`'));
  }
  const parts = numbers.filter((field) => field !== 'value');
  const takesParts = kind === 'RATIO' || kind === 'MEAN';
  if (!figureStatuses.includes(cell.status)) {
    const nothingToCompare = takesParts && cell.numerator === '0' && cell.denominator === '0';
    const fitting = nothingToCompare && cell.status === 'NOT_APPLICABLE' ? parts : [];
    const superfluous = numbers.filter((field) => !fitting.some((each) => each === field));
    return superfluous.map((field) =>
      invalid(field, `a cell that is ${cell.status} must not have a figure: omit this field or correct \`status\``),
    );
  }
  const issues = takesParts
    ? [...judgeParts(cell), ...judgeQuotient(cell, version)]
    : parts.map((field) => invalid(field, `only a ratio or a mean has a ${field}`));
  if (cell.value === null && !(takesParts && parts.length > 0)) {
    issues.push({
      code: 'REQUIRED',
      path: ['value'],
      message: `a cell that is ${cell.status} requires \`value\`; 0 is a valid value`,
    });
  }
  if (cell.value !== null && kind === 'COUNT') {
    if (cell.value.startsWith('-')) issues.push(outOfRange('value', 'a count must be 0 or more'));
    if (cell.value.includes('.')) issues.push(invalid('value', 'a count must be a whole number'));
  }
  return issues;
}

function judgeParts({ numerator, denominator }: FigureCell): Issue[] {
  if (numerator === null && denominator === null) return [];
  if (numerator === null || denominator === null) {
    const missing = numerator === null ? 'numerator' : 'denominator';
    return [{ code: 'REQUIRED', path: [missing], message: 'set both `numerator` and `denominator`, or neither' }];
  }
  if (compareDecimals(denominator, '0') > 0) return [];
  const message =
    '`denominator` must be greater than 0. If both numbers are 0, set `status` to NOT_APPLICABLE and omit `value`';
  return [outOfRange('denominator', message)];
}

function invalid(field: string, message: string): Issue {
  return { code: 'INVALID', path: [field], message };
}

function outOfRange(field: string, message: string): Issue {
  return { code: 'OUT_OF_RANGE', path: [field], message };
}
