import type { PerCell, RowCounts } from '@collective-impact/disclosure';
import type { FigureCell } from '../../../indicator/index.ts';
import type { MeasuredRow } from './linked-columns.ts';
import type { TableRules } from './linked-tables.ts';
import type { RowCells } from './row-cells.ts';

/** A row, and the rows of the places within it, whose figures are suppressed. */
interface RowWithPlaces {
  cells: RowCells;
  places: readonly RowCells[];
}

/** Reads the cell of one column from a row. */
type CellIn = (row: RowCells) => FigureCell | undefined;

/**
 * The lowest count of each cell that everyone considers possible, by table, even if zeros are hidden. A figure of a
 * kind that is undefined for 0 people is about at least one person, and so is each figure of a place within it.
 */
export function lowestCounts(
  { cells, places }: RowWithPlaces,
  { measured, rules: { columns, measures } }: { measured: readonly MeasuredRow[]; rules: TableRules },
): RowCounts[] {
  const isFigure = (cell: FigureCell | undefined) => cell !== undefined && measures.isAboutSomebody(cell);
  const lowestByTable = (cellIn: CellIn, counts: readonly number[]): number[] => {
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

/**
 * Minimum count of each cell that is published, if the row has several places. One place must be able to have one less than
 * the threshold while each other figure of a place is about at least one person. Undefined if no cell needs more than the
 * threshold.
 */
export function placeThresholds(
  { cells, places }: RowWithPlaces,
  { measured, rules: { columns, measures, threshold } }: { measured: readonly MeasuredRow[]; rules: TableRules },
): PerCell<number> | undefined {
  const thresholdOf = (cellIn: CellIn, counts: readonly number[]): number => {
    const others = otherPlaces({ cells, places }, { cellIn, measures });
    const sum = counts.reduce((all, count) => all + count, 0);
    // People of the other places can be in the other table of a ratio.
    const extra = counts.map((count) => Math.max(0, others - (measures.ratio === null ? 0 : sum - count)));
    return threshold + Math.max(0, ...extra);
  };
  const total = thresholdOf(
    (row) => row.total,
    measured.map((row) => row.total),
  );
  const parts = columns.dimensions.map(({ dimension, categories }, index) =>
    [...categories, null].map((category, column) =>
      thresholdOf(
        (row) => (category ? row.cellOf(dimension, category.code) : undefined),
        measured.map((row) => row.parts[index]?.[column] ?? 0),
      ),
    ),
  );
  return [total, ...parts.flat()].some((each) => each > threshold) ? { total, parts } : undefined;
}

/** Whether a denominator of a row is too small to be public, because its places divide it. */
export function havePlacesSmallDenominator(
  { cells, places }: RowWithPlaces,
  { columns, measures, threshold }: TableRules,
): boolean {
  const { ratio } = measures;
  if (ratio === null || places.length < 2) return false;
  const cellsIn: CellIn[] = [
    (row) => row.total,
    ...columns.dimensions.flatMap(({ dimension, categories }) =>
      categories.map(
        ({ code }): CellIn =>
          (row) =>
            row.cellOf(dimension, code),
      ),
    ),
  ];
  return cellsIn.some((cellIn) => {
    const cell = cellIn(cells);
    const denominator = cell ? ratio.denominator(cell) : null;
    const others = otherPlaces({ cells, places }, { cellIn, measures });
    return denominator !== null && others > 0 && denominator < threshold + others;
  });
}

/** Number of places with a figure of a column beside one of them. 0 if the row has no figure of it. */
function otherPlaces(
  { cells, places }: RowWithPlaces,
  { cellIn, measures }: { cellIn: CellIn; measures: TableRules['measures'] },
): number {
  const isFigure = (row: RowCells) => {
    const cell = cellIn(row);
    return cell !== undefined && measures.isAboutSomebody(cell);
  };
  return isFigure(cells) ? Math.max(0, places.filter(isFigure).length - 1) : 0;
}
