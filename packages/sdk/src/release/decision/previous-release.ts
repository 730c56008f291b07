import type { CellStatus, PerCell } from '@collective-impact/disclosure';
import type { FigureCell } from '../../indicator/index.ts';
import { breakdownKey } from '../../indicator/index.ts';
import type { LinkedColumns } from './columns.ts';
import { type ReleasedRow, type Reporting, rowKey } from './rows.ts';
import { isFigure } from './whole-rows.ts';

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
  const before = previous.rows.filter((row) => keys.has(rowKey(row))).filter(({ cells }) => cells.some(isWithheld));
  const withheld = new Set(
    before.flatMap(({ cells }) => cells.filter(isWithheld)).map(({ categories }) => breakdownKey(categories)),
  );
  // A total that was left to be added up is in the sums, and in no cell.
  const total = breakdownKey([]);
  const saysTotal = (cell: FigureCell) => breakdownKey(cell.categories) === total && isFigure(cell);
  if (before.some(({ cells }) => !cells.some(saysTotal))) withheld.add(total);
  return ({ categories }) => {
    const key = breakdownKey(categories);
    return withheld.has(key) || !isKnown(previous, key);
  };
}

function isWithheld({ suppressed }: { suppressed: boolean }): boolean {
  return suppressed;
}

/** Whether everyone can know the sum of what is released in these categories: it is shown, or all that it is made of. */
function isKnown({ together, rows }: PreviousRelease, key: string): boolean {
  const sum = together.find(({ categories }) => breakdownKey(categories) === key);
  if (sum) return !sum.suppressed;
  const cells = rows.filter(({ organizationId }) => organizationId !== null).flatMap((row) => row.cells);
  return cells.every((cell) => !cell.suppressed || breakdownKey(cell.categories) !== key);
}

/** What is settled of sums: those that stay closed are withheld, and what columns leave is never shown. */
export function totalRowStatus(
  { dimensions }: LinkedColumns,
  isClosed: (cell: Pick<FigureCell, 'categories'>) => boolean,
): PerCell<CellStatus> {
  const stateOf = (categories: FigureCell['categories']) => (isClosed({ categories }) ? 'SUPPRESSED' : 'UNDECIDED');
  return {
    total: stateOf([]),
    parts: dimensions.map(({ dimension, categories }) => [
      ...categories.map(({ code }) => stateOf([{ dimension, category: code }])),
      'NEVER_PUBLISHED',
    ]),
  };
}
