import type { CountBounds, PerCell } from '@collective-impact/disclosure';
import type { FigureCell } from '../../../indicator/index.ts';
import type { LinkedColumns, MeasuredRow } from './linked-columns.ts';
import type { TableRules } from './linked-tables.ts';
import { together } from './lowest-counts.ts';
import type { PeopleMeasures } from './people-measures.ts';
import type { RowCells } from './row-cells.ts';

/** A row, and the rows of the places within it, whose figures are suppressed. */
interface RowOfBounds {
  cells: RowCells;
  places: readonly RowCells[];
}

type BoundRules = Pick<TableRules, 'columns' | 'measures' | 'canPlacesShare'>;

/** What is known of the counts of a row that depend on bounds, by column. */
export interface RowBounds {
  bounds: PerCell<CountBounds | null>;
  /** The ranges of counts that follow from these bounds. */
  ranges: PerCell<CountBounds | null>;
}

/** The cells of a row that state bounds of a number of people. */
function boundedCells({ list }: Pick<RowCells, 'list'>, { boundsIn }: PeopleMeasures): FigureCell[] {
  return list.filter((cell) => boundsIn(cell) !== null);
}

/**
 * The bounds that everyone knows of the counts of a row, by column. Undefined if the row has none. `NOT_LINKED` if the bounds
 * are not those of a column: of a category with a reported parent or child category, or not integers.
 *
 * The places within a row are suppressed, but everyone knows their bounds. So a count of all places beside such a place is
 * never published, and is at least the sum of the lower bounds of its places, or the highest one if places can share people.
 */
export function rowBounds(
  { cells, places }: RowOfBounds,
  { measured, rules }: { measured: readonly MeasuredRow[]; rules: BoundRules },
): RowBounds | undefined | 'NOT_LINKED' {
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
      together(
        ofPlaces.map((each) => each.lowest),
        rules,
      ),
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
  const isWhole = own.every(
    (cell) =>
      linked.includes(cell) &&
      (measures.ratio === null || cell.numerator !== null) &&
      !hasReportedParent(cell, { cells, columns }),
  );
  const fits = (count: number, bounds: CountBounds | null | undefined) =>
    bounds == null || (count >= bounds.lowest && (bounds.highest === null || count <= bounds.highest));
  const isWithin =
    fits(counts.total, total) &&
    parts.every((list, index) => list.every((bounds, column) => fits(counts.parts[index]?.[column] ?? 0, bounds)));
  if (!isWhole || !isWithin) return 'NOT_LINKED';
  return { bounds: { total, parts }, ranges: residualRanges({ total, parts }, counts) };
}

/** Whether the category of a cell has a parent category that the row reports. The set does not protect their difference. */
function hasReportedParent(
  { categories: [category] }: FigureCell,
  { cells, columns }: { cells: RowCells; columns: LinkedColumns },
): boolean {
  if (!category) return false;
  const dimension = columns.dimensions.find(
    (each) => each.dimension === category.dimension && each.categories.some(({ code }) => code === category.category),
  );
  const parent = dimension?.categories.find(({ code }) => code === category.category)?.parent ?? null;
  return parent !== null && cells.cellOf(category.dimension, parent) !== undefined;
}

/** The ranges of the counts that follow from bounds: a total that is not reported, and the residuals of the total. */
function residualRanges(
  { total, parts }: PerCell<CountBounds | null>,
  counts: MeasuredRow,
): PerCell<CountBounds | null> {
  const exact = (count: number): CountBounds => ({ lowest: count, highest: count });
  const sums = parts.map((list, index): CountBounds => {
    const known = list.slice(0, -1).map((bounds, column) => bounds ?? exact(counts.parts[index]?.[column] ?? 0));
    const highest = known.flatMap((each) => each.highest ?? []);
    const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);
    return {
      lowest: sumOf(known.map(({ lowest }) => lowest)),
      highest: highest.length < known.length ? null : sumOf(highest),
    };
  });
  const hasResidual = (index: number) => counts.contents[index]?.at(-1) === 'RESIDUAL';
  const least = Math.max(0, ...sums.map(({ lowest }) => lowest));
  const highests = sums.flatMap(({ highest }, index) => (hasResidual(index) ? [] : [highest]));
  const isKnown = highests.some((highest) => highest !== null);
  const most = isKnown ? Math.min(...highests.flatMap((highest) => highest ?? [])) : null;
  const whole = total ?? (counts.reportsTotal ? exact(counts.total) : { lowest: least, highest: most });
  return {
    total: total === null && !counts.reportsTotal && whole.lowest !== whole.highest ? whole : null,
    parts: parts.map((list, index) =>
      list.map((_, column) => {
        const sum = sums[index];
        if (column < list.length - 1 || !sum || !hasResidual(index)) return null;
        const range = {
          lowest: sum.highest === null ? 0 : Math.max(0, whole.lowest - sum.highest),
          highest: whole.highest === null ? null : Math.max(0, whole.highest - sum.lowest),
        };
        return range.lowest === range.highest ? null : range;
      }),
    ),
  };
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
