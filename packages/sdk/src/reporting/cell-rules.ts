import {
  breakdownKey,
  type CellVersion,
  type DimensionRules,
  type FigureCell,
  judgeBreakdown,
  judgeQuotient,
} from '../indicator/index.ts';
import { judgeCellFigure } from '../indicator/internal.ts';
import type { Issue } from '../shared/outcome.ts';
import { judgeSums } from './cell-sums.ts';

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
 *   version: { kind: 'COUNT', countingUnit: 'EVENTS', multiplier: '1', denominatorOverCategories: null },
 *   dimensions: [],
 *   cells: [cellSchema.parse({ value: '-3' })],
 * }); // [{ code: 'OUT_OF_RANGE', path: ['cells', '0', 'value'], message: 'a count must be 0 or more' }]
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
    return [
      { code: 'DUPLICATE', path, message: `cell ${earlier} has the same categories: remove one of the two cells` },
    ];
  });
}
