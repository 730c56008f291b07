import { type Crossing, type FigureCell, figureStatuses } from '../../indicator/index.ts';
import { decided } from './decided-cells.ts';
import { currentCells } from './previous-release.ts';
import type { ReleaseInput } from './release-input.ts';
import { type DecidedCell, type DecidedRow, rowKey } from './rows.ts';

/**
 * The input of a decision without cells of several dimensions. Such a cell links dimensions that are protected
 * separately, whatever it shows: if a category of one dimension is not applicable in a category of another one, a figure
 * of the first discloses a figure of the second. The declared crossings of the aggregate are decided after the totals
 * (see `decideCrossings`).
 */
export function withoutCrossedCells(input: ReleaseInput): ReleaseInput {
  const { reported, previous } = input;
  return {
    ...input,
    reported: reported.map(withoutCrossed),
    previous: previous && {
      rows: previous.rows.map(withoutCrossed),
      aggregate: previous.aggregate.filter(isUncrossed),
    },
  };
}

/** Whether a cell is of a crossing that the version declares. */
export function isDeclared(cell: Pick<FigureCell, 'categories'>, { crossings = [] }: ReleaseInput): boolean {
  return crossings.some((crossing) => isOf(cell, crossing));
}

/**
 * The rows of a release with the crossed cells of the organizations that contribute to a crossing. Each row lists the
 * cells that the aggregate lists, and all are suppressed, so that the list contains no information about a row.
 */
export function withCrossedCells(
  rows: readonly DecidedRow[],
  { input, aggregate }: { input: ReleaseInput; aggregate: readonly DecidedCell[] },
): DecidedRow[] {
  const reported = new Map(input.reported.map((row) => [rowKey(row), row.cells]));
  const released = new Map(input.previous?.rows.map((row) => [rowKey(row), currentCells(row.cells)]));
  return rows.map((row) => {
    if (!row.summed) return row;
    const key = rowKey(row);
    const contributesTo = (crossing: Crossing) =>
      row.origin === 'KEPT'
        ? (released.get(key) ?? []).some((cell) => isOf(cell, crossing))
        : (reported.get(key) ?? []).some((cell) => isOf(cell, crossing) && figureStatuses.includes(cell.status));
    const crossings = (input.crossings ?? []).filter(contributesTo);
    const crossed = aggregate.filter((cell) => crossings.some((crossing) => isOf(cell, crossing)));
    return { ...row, cells: [...row.cells, ...crossed.map(({ categories }) => suppressedCell(categories))] };
  });
}

function suppressedCell(categories: FigureCell['categories']): DecidedCell {
  const noFigure = { value: null, numerator: null, denominator: null, base: null, status: 'OBSERVED' } as const;
  return decided({ categories, ...noFigure }, 'OUTSIDE');
}

function isOf({ categories }: Pick<FigureCell, 'categories'>, { firstDimension, secondDimension }: Crossing): boolean {
  const codes = new Set(categories.map(({ dimension }) => dimension));
  return categories.length === 2 && codes.has(firstDimension) && codes.has(secondDimension);
}

function withoutCrossed<T extends { cells: readonly FigureCell[] }>(row: T): T {
  return { ...row, cells: row.cells.filter(isUncrossed) };
}

function isUncrossed({ categories }: Pick<FigureCell, 'categories'>): boolean {
  return categories.length <= 1;
}
