import type { RowCounts } from '@collective-impact/disclosure';
import type { FigureCell } from '../../../indicator/index.ts';
import type { MeasuredRow } from './linked-columns.ts';
import type { TableRules } from './linked-tables.ts';
import type { RowCells } from './row-cells.ts';

/**
 * The lowest count of each cell that everyone considers possible, by table, even if zeros are hidden. A figure of a
 * kind that is undefined for 0 people is about at least one person.
 */
export function lowestCounts(
  cells: RowCells,
  { measured, rules: { columns, measures } }: { measured: readonly MeasuredRow[]; rules: TableRules },
): RowCounts[] {
  const lowestByTable = (cell: FigureCell | undefined, counts: readonly number[]): number[] => {
    if (!cell || !measures.isAboutSomebody(cell)) return counts.map(() => 0);
    // The two tables of a ratio are the people who are counted and the others. Only their sum is at least 1.
    const isEmpty = (table: number) => !counts.some((count, index) => index !== table && count > 0);
    return counts.map((count, table) => (measures.ratio === null || isEmpty(table) ? Math.min(1, count) : 0));
  };
  const total = lowestByTable(
    cells.total,
    measured.map((row) => row.total),
  );
  const parts = columns.dimensions.map(({ dimension, categories }, index) =>
    [...categories, null].map((category, column) => {
      const isCell = measured.some(({ contents }) => contents[index]?.[column] === 'CELL');
      const cell = category && isCell ? cells.cellOf(dimension, category.code) : undefined;
      return lowestByTable(
        cell,
        measured.map((row) => row.parts[index]?.[column] ?? 0),
      );
    }),
  );
  return measured.map((_, table) => ({
    total: total[table] ?? 0,
    parts: parts.map((list) => list.map((lowest) => lowest[table] ?? 0)),
  }));
}
