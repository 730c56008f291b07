import {
  breakdownKey,
  type CellVersion,
  type DimensionRules,
  type FigureCell,
  judgeBreakdown,
} from '../indicator/index.ts';
import { cellVersion, dimensionRules, figureCell, judgeCellFigure } from '../indicator/internal.ts';
import { fields, list } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';
import { judgeBoundedSums } from './bounded-sums.ts';
import { judgeSums } from './cell-sums.ts';

/** The cells of a report, and the definition of their version. */
export interface ReportedCells {
  cells: readonly FigureCell[];
  dimensions: readonly DimensionRules[];
  version: CellVersion;
}

const reportedCells = fields<ReportedCells>({
  cells: list(figureCell),
  dimensions: dimensionRules,
  version: cellVersion,
});

/**
 * Issues of the cells of a report. Empty if there are none. Paths start with `cells`.
 *
 * - A cell that is `OBSERVED`, `ESTIMATED` or `PROVISIONAL` has a figure: a value or, for a ratio or mean, numerator
 *   and denominator, or all three. Zero is a figure. A cell with another status has no figure (`REQUIRED`, `INVALID`).
 * - Only a `RATIO` or `MEAN` has numerator and denominator, either both or neither. The denominator is greater than 0.
 *   If both are 0, the cell is `NOT_APPLICABLE` without a value (`OUT_OF_RANGE`). A value must equal numerator ÷
 *   denominator × multiplier, except for rounding: see `judgeQuotient`.
 * - A `COUNT` is an integer of at least 0. A `QUALITATIVE` indicator has no numbers. A standard error is not negative.
 * - A `COUNT`, `AMOUNT` or `RATIO` can have bounds instead of a figure, such as `<10` or `20-29`: a lower bound, an upper one,
 *   or both in order (`INVALID`). Bounds of people are whole and at least 0. Bounds of a ratio of people require `base`, and a
 *   whole number of these people has a ratio within them. Bounds are of at most one dimension. The other kinds have none,
 *   because a release cannot protect the people that such bounds are about.
 * - Categories exist in the version (`UNKNOWN_CODE`). A cell has at most one category of each dimension, even if one
 *   contains the other, and no two cells have the same categories (`DUPLICATE`).
 * - The categories of an exclusive dimension add up to the cell that they split, or do not exceed it: see {@link
 *   judgeSums}. Bounds must allow it: see {@link judgeBoundedSums}.
 *
 * @see https://sdmx.org/sdmx-standards/ for the statuses of an observation
 * @example
 * judgeCells({
 *   version: { kind: 'COUNT', countingUnit: 'EVENTS', multiplier: '1', denominatorOverCategories: null },
 *   dimensions: [],
 *   cells: [cellSchema.parse({ value: '-3' })],
 * }); // [{ code: 'OUT_OF_RANGE', path: ['cells', '0', 'value'], message: '\`value\` of a COUNT must be 0 or more.' }]
 */
export function judgeCells(report: ReportedCells): Issue[] {
  const malformed = reportedCells(report, []);
  if (malformed.length > 0) return malformed;
  const { cells, dimensions, version } = report;
  const issues = cells.flatMap((cell, index) => {
    const cellIssues = [...judgeCellFigure(cell, version), ...judgeBreakdown(cell.categories, dimensions)];
    return cellIssues.map((issue) => ({ ...issue, path: ['cells', String(index), ...issue.path] }));
  });
  return [
    ...issues,
    ...judgeDuplicateCells(cells),
    ...dimensions.flatMap((dimension) => judgeSums(dimension, { cells, version })),
    ...dimensions.flatMap((dimension) => judgeBoundedSums(dimension, { cells, version })),
  ];
}

function judgeDuplicateCells(cells: readonly FigureCell[]): Issue[] {
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
      { code: 'DUPLICATE', path, message: `Cell ${earlier} has the same categories. Remove one of the two cells.` },
    ];
  });
}
