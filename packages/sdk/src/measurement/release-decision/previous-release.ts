import { breakdownKey } from '../breakdown.ts';
import type { FigureCell } from '../cell-rules.ts';
import { type ReleasedRow, type Reporting, rowKey } from './rows.ts';

/** What the release that is to be replaced shows. */
export interface PreviousRelease {
  rows: readonly ReleasedRow[];
  /** The figures that organizations make together. */
  together: readonly (FigureCell & { suppressed: boolean })[];
}

/**
 * Which sums stay closed when these late and corrected rows come to them. A sum that was withheld stays so; and a sum to
 * which a corrected row brings a cell that was withheld is withheld from now on, since the sums before and after, taken
 * together, would speak of both.
 */
export function closedSums(
  previous: PreviousRelease | null,
  rows: readonly Reporting[],
): (cell: Pick<FigureCell, 'categories'>) => boolean {
  if (previous === null) return () => false;
  const keys = new Set(rows.map(rowKey));
  const before = previous.rows.filter((row) => keys.has(rowKey(row))).flatMap(({ cells }) => cells);
  const withheld = new Set(
    before.filter(({ suppressed }) => suppressed).map(({ categories }) => breakdownKey(categories)),
  );
  return ({ categories }) => {
    const key = breakdownKey(categories);
    return withheld.has(key) || !isKnown(previous, key);
  };
}

/** Whether everyone can know the sum of what is released in these categories: it is shown, or all that it is made of. */
function isKnown({ together, rows }: PreviousRelease, key: string): boolean {
  const sum = together.find(({ categories }) => breakdownKey(categories) === key);
  if (sum) return !sum.suppressed;
  const cells = rows.filter(({ organizationId }) => organizationId !== null).flatMap((row) => row.cells);
  return cells.every((cell) => !cell.suppressed || breakdownKey(cell.categories) !== key);
}
