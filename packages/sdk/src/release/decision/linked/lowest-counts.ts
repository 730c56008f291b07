import type { RowCounts } from '@collective-impact/disclosure';
import type { FigureCell } from '../../../indicator/index.ts';
import type { MeasuredRow } from './linked-columns.ts';
import type { TableRules } from './linked-tables.ts';
import type { RowCells } from './row-cells.ts';

/**
 * The lowest count of each cell that everyone considers possible, by table, even if zeros are hidden. A figure of a
 * kind that is undefined for 0 people is about at least one person, and so is each figure of a place within it.
 */
export function lowestCounts(
  { cells, places }: { cells: RowCells; places: readonly RowCells[] },
  { measured, rules: { columns, measures } }: { measured: readonly MeasuredRow[]; rules: TableRules },
): RowCounts[] {
  const isFigure = (cell: FigureCell | undefined) => cell !== undefined && measures.isAboutSomebody(cell);
  const lowestByTable = (cellIn: (row: RowCells) => FigureCell | undefined, counts: readonly number[]): number[] => {
    if (!isFigure(cellIn(cells))) return counts.map(() => 0);
    const people = Math.max(1, places.filter((place) => isFigure(cellIn(place))).length);
    if (measures.ratio === null) return counts.map((count) => Math.min(people, count));
    // The two tables of a ratio are the people who are counted and the others. Only their sum is known.
    const sum = counts.reduce((all, count) => all + count, 0);
    return counts.map((count) => Math.min(Math.max(0, people - (sum - count)), count));
  };
  const total = lowestByTable(
    (row) => row.total,
    measured.map((row) => row.total),
  );
  const parts = columns.dimensions.map(({ dimension, categories }, index) =>
    [...categories, null].map((category, column) => {
      const isCell = measured.some(({ contents }) => contents[index]?.[column] === 'CELL');
      return lowestByTable(
        (row) => (category && isCell ? row.cellOf(dimension, category.code) : undefined),
        measured.map((row) => row.parts[index]?.[column] ?? 0),
      );
    }),
  );
  return measured.map((_, table) => ({
    total: total[table] ?? 0,
    parts: parts.map((list) => list.map((lowest) => lowest[table] ?? 0)),
  }));
}
