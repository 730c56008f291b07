import { compareDecimals } from '../shared/decimal.ts';
import type { Issue } from '../shared/outcome.ts';
import { breakdownKey, type DimensionRules } from './breakdown.ts';
import { judgeBreakdown } from './category-rules.ts';
import { judgeQuotient } from './cell-quotient.ts';
import { judgeSums } from './cell-sums.ts';
import type { Cell } from './indicator-report.ts';
import type { IndicatorVersion } from './indicator-version.ts';
import type { ObservationStatus } from './vocabulary.ts';

export type { DimensionRules };

/** What rules look at in a cell; its numbers are canonical decimals, as the schema of cells reads them. */
export type FigureCell = Pick<Cell, 'categories' | 'value' | 'numerator' | 'denominator' | 'base' | 'status'> &
  Partial<Pick<Cell, 'standardError'>>;

/** What the rules for cells look at in an indicator version. */
export type CellVersion = Pick<IndicatorVersion, 'kind' | 'counts' | 'multiplier' | 'denominatorOverCategories'>;

/** The statuses of a cell that has a figure; the others say why there is none. */
export const figureStatuses: readonly ObservationStatus[] = ['OBSERVED', 'ESTIMATED', 'PROVISIONAL'];

/**
 * What is wrong with the cells of a report; nothing, where the list is empty. Paths begin with `cells`.
 *
 * - A cell that is `OBSERVED`, `ESTIMATED` or `PROVISIONAL` has a figure: a value, or for a ratio or mean its numerator
 *   and denominator, or all three. Zero is a figure. A cell of any other status has none (`REQUIRED`, `INVALID`).
 * - Only a `RATIO` or `MEAN` has numerator and denominator, both or neither. The denominator is more than 0; where both
 *   are 0 there is nothing to compare, and the cell is `NOT_APPLICABLE` without a value (`OUT_OF_RANGE`). A value beside
 *   them is what they make, beyond rounding: see {@link judgeQuotient}.
 * - A `COUNT` is a whole number from 0. A `QUALITATIVE` indicator has no numbers. A standard error is not negative.
 * - Categories are the version's own (`UNKNOWN_CODE`), at most one of each dimension, also where one lies in the other,
 *   and no two cells have the same (`DUPLICATE`).
 * - The categories of an exclusive dimension add up, or are at least no more than what they are parts of: see
 *   {@link judgeSums}.
 *
 * @see https://sdmx.org/sdmx-standards/ for the statuses of an observation
 * @example
 * judgeCells({
 *   version: { kind: 'COUNT', counts: 'EVENTS', multiplier: '1', denominatorOverCategories: null },
 *   dimensions: [],
 *   cells: [cellSchema.parse({ value: '-3' })],
 * }); // [{ code: 'OUT_OF_RANGE', path: ['cells', '0', 'value'], message: 'a count is at least 0' }]
 */
export function judgeCells(report: {
  cells: readonly FigureCell[];
  dimensions: readonly DimensionRules[];
  version: CellVersion;
}): Issue[] {
  const { cells, dimensions, version } = report;
  const issues = cells.flatMap((cell, index) => {
    const found = [...judgeCellFigure(cell, version), ...judgeBreakdown(cell.categories, dimensions)];
    return found.map((issue) => ({ ...issue, path: ['cells', String(index), ...issue.path] }));
  });
  return [
    ...issues,
    ...judgePlaces(cells),
    ...dimensions.flatMap((dimension) => judgeSums(dimension, { cells, version })),
  ];
}

/** What is wrong with the numbers of one cell, by themselves; paths are fields of the cell. */
export function judgeCellFigure(cell: FigureCell, version: CellVersion): Issue[] {
  return [...judgeNumbers(cell, version), ...judgeStandardError(cell)];
}

function judgeStandardError({ standardError }: FigureCell): Issue[] {
  if (standardError == null || compareDecimals(standardError, '0') >= 0) return [];
  return [outOfRange('standardError', 'a standard error is at least 0')];
}

function judgeNumbers(cell: FigureCell, version: CellVersion): Issue[] {
  const { kind } = version;
  const numbers = (['value', 'numerator', 'denominator'] as const).filter((field) => cell[field] !== null);
  if (kind === 'QUALITATIVE') {
    return numbers.map((field) => invalid(field, 'a qualitative indicator has no figures: say it in the narrative'));
  }
  const parts = numbers.filter((field) => field !== 'value');
  const takesParts = kind === 'RATIO' || kind === 'MEAN';
  if (!figureStatuses.includes(cell.status)) {
    const nothingToCompare = takesParts && cell.numerator === '0' && cell.denominator === '0';
    const fitting = nothingToCompare && cell.status === 'NOT_APPLICABLE' ? parts : [];
    const superfluous = numbers.filter((field) => !fitting.some((each) => each === field));
    return superfluous.map((field) => invalid(field, `a cell that is ${cell.status} has no figure`));
  }
  const issues = takesParts
    ? [...judgeParts(cell), ...judgeQuotient(cell, version)]
    : parts.map((field) => invalid(field, `only a ratio or a mean has a ${field}`));
  if (cell.value === null && !(takesParts && parts.length > 0)) {
    issues.push({ code: 'REQUIRED', path: ['value'], message: `a cell that is ${cell.status} has a figure; 0 is one` });
  }
  if (cell.value !== null && kind === 'COUNT') {
    if (cell.value.startsWith('-')) issues.push(outOfRange('value', 'a count is at least 0'));
    if (cell.value.includes('.')) issues.push(invalid('value', 'a count is a whole number'));
  }
  return issues;
}

function judgeParts({ numerator, denominator }: FigureCell): Issue[] {
  if (numerator === null && denominator === null) return [];
  if (numerator === null || denominator === null) {
    const missing = numerator === null ? 'numerator' : 'denominator';
    return [{ code: 'REQUIRED', path: [missing], message: 'numerator and denominator are given both or not at all' }];
  }
  if (compareDecimals(denominator, '0') > 0) return [];
  const message = 'a denominator is more than 0; where both numbers are 0, the cell is NOT_APPLICABLE and has no value';
  return [outOfRange('denominator', message)];
}

function judgePlaces(cells: readonly FigureCell[]): Issue[] {
  const first = new Map<string, number>();
  return cells.flatMap(({ categories }, index): Issue[] => {
    const key = breakdownKey(categories);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, index);
      return [];
    }
    const path = ['cells', String(index), 'categories'];
    return [{ code: 'DUPLICATE', path, message: `cell ${earlier} has the same categories: one place, one figure` }];
  });
}

function invalid(field: string, message: string): Issue {
  return { code: 'INVALID', path: [field], message };
}

function outOfRange(field: string, message: string): Issue {
  return { code: 'OUT_OF_RANGE', path: [field], message };
}
