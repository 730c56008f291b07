import type { FigureCell } from '../../indicator/index.ts';
import type { ReleaseInput } from './release-input.ts';

/**
 * The input of a decision without cells of several dimensions. The declared crossings of the aggregate are decided
 * after the totals, from the reports. Such a cell links dimensions that are protected
 * separately, whatever it shows: if a category of one dimension is not applicable in a category of another one, a figure
 * of the first discloses a figure of the second.
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
export function isDeclared({ categories }: Pick<FigureCell, 'categories'>, { crossings = [] }: ReleaseInput): boolean {
  const codes = new Set(categories.map(({ dimension }) => dimension));
  return categories.length === 2 && crossings.some(({ first, second }) => codes.has(first) && codes.has(second));
}

function withoutCrossed<T extends { cells: readonly FigureCell[] }>(row: T): T {
  return { ...row, cells: row.cells.filter(isUncrossed) };
}

function isUncrossed({ categories }: Pick<FigureCell, 'categories'>): boolean {
  return categories.length <= 1;
}
