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

/** The column of a cell: a category of one of the linked dimensions, or the total. */
export type Column = { index: number; category: string } | 'TOTAL';

/** The rules that determine how many people the cells of a row prove. */
export type CountedRules = Pick<TableRules, 'columns' | 'measures' | 'hasSharedDenominator'>;

/** The rules that also determine how many people the places of a row prove together. */
type PlaceRules = CountedRules & Pick<TableRules, 'canPlacesShare'>;

/** The total, and each category of the linked dimensions. */
export function columnsIn({ dimensions }: TableRules['columns']): Column[] {
  return [
    'TOTAL',
    ...dimensions.flatMap(({ categories }, index) => categories.map(({ code }) => ({ index, category: code }))),
  ];
}

/** Reads the cell of one column from a row. */
export function cellIn<Cell extends FigureCell>(
  row: RowCells<Cell>,
  { column, columns }: { column: Column; columns: TableRules['columns'] },
): Cell | undefined {
  if (column === 'TOTAL') return row.total;
  const dimension = columns.dimensions[column.index]?.dimension;
  return dimension === undefined ? undefined : row.cellOf(dimension, column.category);
}

/**
 * The number of people that everyone knows to be in a column of a row: one for a figure of it, or one for each figure of the
 * exclusive categories in it, if these are more. Categories that share a denominator can be about the same people.
 */
export function leastPeople(row: RowCells, { column, rules }: { column: Column; rules: CountedRules }): number {
  const { columns, measures } = rules;
  return leastWithin(column, {
    rules,
    knownIn: (each) => {
      const cell = cellIn(row, { column: each, columns });
      return cell !== undefined && measures.isAboutSomebody(cell) ? 1 : 0;
    },
  });
}

/** The number of people in a column by what is known of each column: as many as its exclusive categories have, if these are more. */
export function leastWithin(
  column: Column,
  { rules, knownIn }: { rules: CountedRules; knownIn: (column: Column) => number },
): number {
  const { columns, hasSharedDenominator } = rules;
  const within = columns.dimensions.flatMap(({ categories }, index) => {
    if (column !== 'TOTAL' && column.index !== index) return [];
    const inner = categories.filter(({ parent }) => parent === (column === 'TOTAL' ? null : column.category));
    const least = inner.map(({ code }) => leastWithin({ index, category: code }, { rules, knownIn }));
    return hasSharedDenominator ? Math.max(0, ...least) : least.reduce((sum, each) => sum + each, 0);
  });
  return Math.max(knownIn(column), ...within);
}

/** The number of people that the places of a row prove to be in a column. */
function peopleOfPlaces({ places }: RowWithPlaces, of: { column: Column; rules: PlaceRules }): number {
  return together(
    places.map((place) => leastPeople(place, of)),
    of.rules,
  );
}

/** The people of several places together, of whom each has at least so many. */
export function together(people: readonly number[], { canPlacesShare }: Pick<TableRules, 'canPlacesShare'>): number {
  return canPlacesShare ? Math.max(0, ...people) : people.reduce((sum, each) => sum + each, 0);
}

/**
 * The lowest count of each cell that everyone considers possible, by table, even if zeros are hidden. A figure of a
 * kind that is undefined for 0 people is about at least one person, and so is each figure of a place within it, and of an exclusive
 * category of a place.
 */
export function lowestCounts(
  row: RowWithPlaces,
  { measured, rules }: { measured: readonly MeasuredRow[]; rules: TableRules },
): RowCounts[] {
  const { columns, measures } = rules;
  const lowestByTable = (column: Column, counts: readonly number[]): number[] => {
    if (!hasFigure(row, { column, rules })) return counts.map(() => 0);
    const people = Math.max(1, peopleOfPlaces(row, { column, rules }));
    if (measures.ratio === null) return counts.map((count) => Math.min(people, count));
    // The two tables of a ratio are the people who are counted and the others. Only their sum is known.
    const sum = counts.reduce((all, count) => all + count, 0);
    return counts.map((count) => Math.min(Math.max(0, people - (sum - count)), count));
  };
  const total = lowestByTable(
    'TOTAL',
    measured.map((each) => each.total),
  );
  const parts = columns.dimensions.map(({ categories }, index) =>
    [...categories, null].map((category, column) => {
      const counts = measured.map((each) => each.parts[index]?.[column] ?? 0);
      const isCell = measured.some(({ contents }) => contents[index]?.[column] === 'CELL');
      return category && isCell ? lowestByTable({ index, category: category.code }, counts) : counts.map(() => 0);
    }),
  );
  return measured.map((_, table) => ({
    total: total[table] ?? 0,
    parts: parts.map((list) => list.map((lowest) => lowest[table] ?? 0)),
  }));
}

/**
 * Minimum count of each cell that is published, if the row has places. Each figure of a place, and of one of its categories, must
 * be able to have one less than the threshold while each other one is about at least one person. Undefined if no cell
 * needs more than the threshold.
 */
export function placeThresholds(
  row: RowWithPlaces,
  { measured, rules }: { measured: readonly MeasuredRow[]; rules: TableRules },
): PerCell<number> | undefined {
  const { columns, measures, threshold } = rules;
  const thresholdOf = (column: Column, counts: readonly number[]): number => {
    const others = otherPeopleOfPlaces(row, { column, rules });
    const sum = counts.reduce((all, count) => all + count, 0);
    // The other people can be in the other table of a ratio.
    const extra = counts.map((count) => Math.max(0, others - (measures.ratio === null ? 0 : sum - count)));
    return threshold + Math.max(0, ...extra);
  };
  const total = thresholdOf(
    'TOTAL',
    measured.map((each) => each.total),
  );
  const parts = columns.dimensions.map(({ categories }, index) =>
    [...categories, null].map((category, column) => {
      const counts = measured.map((each) => each.parts[index]?.[column] ?? 0);
      return category ? thresholdOf({ index, category: category.code }, counts) : threshold;
    }),
  );
  return [total, ...parts.flat()].some((each) => each > threshold) ? { total, parts } : undefined;
}

/** Whether a denominator of a row is too small to be public, because its places divide it. */
export function havePlacesSmallDenominator(row: RowWithPlaces, rules: TableRules): boolean {
  const { columns, measures, threshold } = rules;
  const { ratio } = measures;
  if (ratio === null || row.places.length === 0) return false;
  return columnsIn(columns).some((column) => {
    const cell = cellIn(row.cells, { column, columns });
    const denominator = cell ? ratio.denominator(cell) : null;
    const others = otherPeopleOfPlaces(row, { column, rules });
    return denominator !== null && others > 0 && denominator < threshold + others;
  });
}

/** Whether a row has a figure of a column that is about at least one person. */
function hasFigure({ cells }: RowWithPlaces, { column, rules }: { column: Column; rules: CountedRules }): boolean {
  const cell = cellIn(cells, { column, columns: rules.columns });
  return cell !== undefined && rules.measures.isAboutSomebody(cell);
}

/**
 * The number of people that everyone knows to be in the places of a column beside one person, who is in a figure of a place or of
 * one of its categories: that figure can have all people of the column but these. 0 if the row has no figure of the column.
 */
function otherPeopleOfPlaces(row: RowWithPlaces, of: { column: Column; rules: PlaceRules }): number {
  return hasFigure(row, of) ? Math.max(0, peopleOfPlaces(row, of) - 1) : 0;
}
