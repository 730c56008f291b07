import type { CountBounds, PerCell } from '@collective-impact/disclosure';
import type { FigureCell } from '../../../indicator/index.ts';
import type { LinkedColumns, MeasuredRow } from './linked-columns.ts';
import type { PeopleMeasures } from './people-measures.ts';
import type { RowCells } from './row-cells.ts';

/** A row, and the rows of the places within it, whose figures are suppressed. */
interface RowOfBounds {
  cells: RowCells;
  places: readonly RowCells[];
}

interface BoundRules {
  columns: LinkedColumns;
  measures: PeopleMeasures;
}

/** The cells of a row that state bounds of a number of people. */
export function boundedCells({ list }: Pick<RowCells, 'list'>, { boundsIn }: PeopleMeasures): FigureCell[] {
  return list.filter((cell) => boundsIn(cell) !== null);
}

/**
 * The bounds that everyone knows of the counts of a row, by column. Undefined if the row has none. `NOT_LINKED` if the bounds
 * are not those of a column: of a parent category with reported children, or not integers.
 *
 * The places within a row are suppressed, but everyone knows their bounds. So a count of all places beside such a place is
 * never published, and is at least the sum of the lower bounds of its places.
 */
export function rowBounds(
  { cells, places }: RowOfBounds,
  { measured, rules }: { measured: readonly MeasuredRow[]; rules: BoundRules },
): PerCell<CountBounds | null> | undefined | 'NOT_LINKED' {
  const { columns, measures } = rules;
  const [counts, second] = measured;
  const known = [cells, ...places].flatMap((row) => boundedCells(row, measures));
  if (known.length === 0) return undefined;
  if (counts === undefined || second !== undefined) return 'NOT_LINKED';
  const own = boundedCells(cells, measures);
  const linked: FigureCell[] = [];
  const boundsOf = (cellIn: (row: RowCells) => FigureCell | undefined, count: number): CountBounds | null => {
    const cell = cellIn(cells);
    const bounds = cell ? measures.boundsIn(cell) : null;
    if (cell && bounds) linked.push(cell);
    const ofPlaces = places.flatMap((place) => {
      const ofPlace = cellIn(place);
      return (ofPlace && measures.boundsIn(ofPlace)) ?? [];
    });
    if (ofPlaces.length === 0) return bounds;
    const lowest = Math.min(
      count,
      ofPlaces.reduce((sum, each) => sum + each.lowest, 0),
    );
    return { lowest: Math.max(lowest, bounds?.lowest ?? 0), highest: bounds?.highest ?? null };
  };
  const total = boundsOf(({ total: cell }) => cell, counts.total);
  const parts = columns.dimensions.map(({ dimension, categories }, index) =>
    [...categories, null].map((category, column) => {
      const isCell = category !== null && counts.contents[index]?.[column] === 'CELL';
      return isCell
        ? boundsOf((row) => row.cellOf(dimension, category.code), counts.parts[index]?.[column] ?? 0)
        : null;
    }),
  );
  // Without an assumed numerator, the only table is not that of numerators.
  const isWhole = own.every((cell) => linked.includes(cell) && (measures.ratio === null || cell.numerator !== null));
  const fits = (count: number, bounds: CountBounds | null | undefined) =>
    bounds == null || (count >= bounds.lowest && (bounds.highest === null || count <= bounds.highest));
  const isWithin =
    fits(counts.total, total) &&
    parts.every((list, index) => list.every((bounds, column) => fits(counts.parts[index]?.[column] ?? 0, bounds)));
  return isWhole && isWithin ? { total, parts } : 'NOT_LINKED';
}

/** Whether bounds are of a category that is not in the columns of a set, although it is in all columns. */
export function losesBounds(
  rows: readonly { cells: readonly FigureCell[] }[],
  { columns, all, measures }: { columns: LinkedColumns; all: LinkedColumns; measures: PeopleMeasures },
): boolean {
  if (columns === all) return false;
  const isColumn = ({ dimension, category }: FigureCell['categories'][number]) =>
    columns.dimensions.some(
      (each) => each.dimension === dimension && each.categories.some(({ code }) => code === category),
    );
  const isLost = (cell: FigureCell) => measures.boundsIn(cell) !== null && !cell.categories.every(isColumn);
  return rows.some(({ cells }) => cells.some(isLost));
}

/**
 * Whether bounds of people can be shown beside a safe set: each of these numbers is at least the threshold within them, is known
 * to be 0, or can take each value below the threshold. Narrower bounds would be a small number themselves.
 */
export function canShowBounds(
  cell: FigureCell,
  { measures, threshold, hideZeros }: { measures: PeopleMeasures; threshold: number; hideZeros: boolean },
): boolean {
  const bounds = measures.boundsIn(cell);
  if (!bounds) return true;
  const lowestSmall = hideZeros ? 0 : 1;
  const isHarmless = (lowest: number, highest: number) =>
    lowest >= threshold || (lowest <= lowestSmall && highest >= threshold - 1) || (highest === 0 && !hideZeros);
  const { lowest, highest } = bounds;
  const { base } = cell;
  if (!isHarmless(lowest, highest ?? Number.POSITIVE_INFINITY)) return false;
  return measures.ratio === null || base === null || isHarmless(base - (highest ?? base), base - lowest);
}
