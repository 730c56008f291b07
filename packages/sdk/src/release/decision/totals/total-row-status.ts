import type { CellStatus, PerCell } from '@collective-impact/disclosure';
import { breakdownKey, type FigureCell } from '../../../indicator/index.ts';
import type { LinkedColumns } from '../linked/linked-columns.ts';
import { currentCells, isRemoved, type PreviousRelease } from '../previous-release.ts';
import { type Reporting, rowKey } from '../rows.ts';
import { isFigure } from './row-totals.ts';

/** Whether the total of a cell's categories must stay suppressed. */
export type IsTotalSuppressed = (cell: Pick<FigureCell, 'categories'>) => boolean;

/**
 * The totals that stay suppressed when late and corrected rows are added to them, or rows of voided reports are omitted. A suppressed total stays suppressed.
 * A total to which a corrected row contributes a cell that was suppressed is suppressed from now on, because the totals
 * before and after the correction would disclose it by differencing.
 */
export function suppressedTotals(previous: PreviousRelease | null, rows: readonly Reporting[]): IsTotalSuppressed {
  if (previous === null) return () => false;
  const keys = new Set(rows.map(rowKey));
  const corrected = previous.rows.filter((row) => keys.has(rowKey(row)) && row.cells.some(isSuppressed));
  const suppressed = new Set(
    corrected.flatMap(({ cells }) => cells.filter(isSuppressed)).map(({ categories }) => breakdownKey(categories)),
  );
  // A total that the row does not report, but that follows from its categories, is part of the aggregate and of no cell.
  const total = breakdownKey([]);
  const reportsTotal = (cell: FigureCell) => breakdownKey(cell.categories) === total && isFigure(cell);
  const latestCells = (row: (typeof corrected)[number]) => (isRemoved(row) ? row.cells : currentCells(row.cells));
  if (corrected.some((row) => !latestCells(row).some(reportsTotal))) suppressed.add(total);
  return ({ categories }) => {
    const key = breakdownKey(categories);
    return suppressed.has(key) || !isPublic(previous, key);
  };
}

/** Status of the totals of a set: those that stay suppressed, and residuals, which are never published. */
export function totalRowStatus(
  { dimensions }: LinkedColumns,
  isTotalSuppressed: IsTotalSuppressed,
): PerCell<CellStatus> {
  const statusOf = (categories: FigureCell['categories']) =>
    isTotalSuppressed({ categories }) ? 'SUPPRESSED' : 'UNDECIDED';
  return {
    total: statusOf([]),
    parts: dimensions.map(({ dimension, categories }) => [
      ...categories.map(({ code }) => statusOf([{ dimension, category: code }])),
      'NEVER_PUBLISHED',
    ]),
  };
}

function isSuppressed({ suppressed }: { suppressed: boolean }): boolean {
  return suppressed;
}

/** Whether the current release publishes a total, or everything that it is the sum of. */
function isPublic({ aggregate, rows }: PreviousRelease, key: string): boolean {
  const total = aggregate.find(({ categories }) => breakdownKey(categories) === key);
  if (total) return !total.suppressed;
  const cells = rows.filter(({ organizationId }) => organizationId !== null).flatMap((row) => row.cells);
  return cells.every((cell) => !cell.suppressed || breakdownKey(cell.categories) !== key);
}
