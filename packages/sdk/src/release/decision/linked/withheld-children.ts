import {
  type CellAddress,
  type FeasibilityInterval,
  isSensitiveCount,
  type LinkedRow,
  type PerCell,
  type RowCounts,
} from '@collective-impact/disclosure';
import { hasPeople } from '../decided-cells.ts';
import type { LinkedColumns } from './linked-columns.ts';
import type { LinkedRows } from './linked-rows.ts';
import type { PeopleMeasures } from './people-measures.ts';
import type { RowCells } from './row-cells.ts';

/** Rows of a set from which child categories are taken out, because a parent category is small. */
interface RowsWithoutChildren {
  cells: readonly RowCells[];
  /** Whether the last row states the total of the others. */
  hasStatedTotal: boolean;
  /** The rows with the columns of all categories, in the same order. */
  finest: readonly LinkedRow[];
  /** The columns of all categories, and those of the set. */
  columns: { finest: LinkedColumns; coarse: LinkedColumns };
  measures: PeopleMeasures;
  threshold: number;
  hideZeros: boolean;
}

/** What the child categories that are withheld with a cell require of the cell. */
export interface ChildRequirements {
  /** Minimum count that is published. */
  thresholds: PerCell<number>;
  /** The lowest count that everyone considers possible, by table. */
  lowest: PerCell<number>[];
}

/** {@link ChildRequirements} of a set, by row, and the minimum counts of its total row. */
export interface SetChildRequirements {
  rows: ChildRequirements[];
  totalRow: PerCell<number>;
}

/** The columns of a row that are withheld within one column of the set, with the row's counts by quantity. */
interface WithheldColumns {
  /** The counts by column, 0 for other columns: one list for each quantity that is protected. */
  counts: number[][];
  /** Whether a column is a figure about at least one person. */
  isFigure: boolean[];
  /** Whether the row reports any of these columns beside the parent category itself. */
  hasChildren: boolean;
}

/**
 * What the child categories that are taken out of a set require of their parent category, by row, and of the total row.
 * All of them are suppressed, and each small one must be able to rise to one less than the threshold while the others
 * keep the person that a figure is about. So the parent category must be able to rise further than a cell of its own,
 * and it cannot fall below the number of its children that are figures.
 *
 * In the total row, a contributor subtracts all its children from the parent category, so that the children of the others
 * must be able to rise within what is left.
 */
export function childRequirements(set: RowsWithoutChildren): SetChildRequirements {
  const { columns, threshold, finest } = set;
  const byRow = set.cells.map((_, row) => withheldByColumn(row, set));
  const inTotal = set.cells.map((_, row) => withheldInTotal(row, set));
  const rows = byRow.map((_, row): ChildRequirements => {
    const tables = finest[row]?.tables.length ?? 1;
    return {
      thresholds: mapColumns(row, (each) => threshold + Math.max(0, ...extraCounts(each, set))),
      lowest: Array.from({ length: tables }, (_, table) =>
        mapColumns(row, (each) => (each.hasChildren ? (lowestCounts(each, set)[table] ?? 0) : 0)),
      ),
    };
  });
  const stated = set.hasStatedTotal ? byRow.at(-1) : undefined;
  const contributing = stated ? byRow.slice(0, -1) : byRow;
  const parts = columns.coarse.keys.map(({ categories }, dimension) =>
    [...categories.keys()].map((column) =>
      totalThreshold(set, {
        rows: contributing.map((withheld) => withheld[dimension]?.[column] ?? nothing),
        stated: stated?.[dimension]?.[column],
      }),
    ),
  );
  const removed = Array.from({ length: Math.max(0, ...inTotal.map((list) => list.length)) }, (_, dimension) =>
    totalThreshold(set, {
      rows: (set.hasStatedTotal ? inTotal.slice(0, -1) : inTotal).map((list) => list[dimension] ?? nothing),
      stated: set.hasStatedTotal ? inTotal.at(-1)?.[dimension] : undefined,
    }),
  );
  return { rows, totalRow: { total: Math.max(threshold, ...removed), parts } };

  /** The highest value of the dimensions that are not in the set for the total, and the value of each column. */
  function mapColumns(row: number, convert: (each: WithheldColumns) => number): PerCell<number> {
    const total = Math.max(convert(nothing), ...(inTotal[row] ?? []).map(convert));
    return { total, parts: (byRow[row] ?? []).map((list) => list.map(convert)) };
  }
}

/** Linked rows with what their child categories require. Public denominators are not lowered with a count. */
export function withChildRequirements<T extends LinkedRows>(linked: T, { rows }: SetChildRequirements): T {
  return {
    ...linked,
    rows: linked.rows.map((row, index): LinkedRow => {
      const required = rows[index];
      if (!required) return row;
      const { lowest } = required;
      const thresholds = highestThresholds(required.thresholds, row.thresholds);
      if (!row.lowest) return { ...row, thresholds };
      const lowestOf = row.tables.map((counts, table) => highestOf([row.lowest?.[table], lowest[table]], counts));
      return { ...row, thresholds, lowest: lowestOf };
    }),
  };
}

/** The higher threshold of each cell. */
function highestThresholds(one: PerCell<number>, other: PerCell<number> | undefined): PerCell<number> {
  if (!other) return one;
  return {
    total: Math.max(one.total, other.total),
    parts: one.parts.map((list, index) =>
      list.map((each, column) => Math.max(each, other.parts[index]?.[column] ?? each)),
    ),
  };
}

/** Whether a witness assumes fewer people in a stated total than its child categories are known to have. */
export function fallsBelow(
  stated: ChildRequirements | undefined,
  { intervals, columns }: { intervals: readonly FeasibilityInterval[]; columns: LinkedColumns },
): boolean {
  const lowestOf = (table: number, { dimension, category }: CellAddress) => {
    if (dimension === null) return stated?.lowest[table]?.total ?? 0;
    const index = columns.keys.findIndex(({ key }) => key === dimension);
    const column = columns.keys[index]?.categories.indexOf(category ?? '') ?? -1;
    return stated?.lowest[table]?.parts[index]?.[column] ?? 0;
  };
  return intervals.some(({ table, lowestWitness, highestWitness }) =>
    [...lowestWitness, ...highestWitness].some((cell) => cell.row === null && cell.value < lowestOf(table, cell)),
  );
}

/** The highest of several lowest counts. A total that is not reported follows from the categories of the set only. */
function highestOf(lowest: readonly (RowCounts | undefined)[], counts: RowCounts): RowCounts {
  const highest = (valueIn: (row: RowCounts) => number | undefined) =>
    Math.min(valueIn(counts) ?? 0, Math.max(0, ...lowest.flatMap((row) => (row && valueIn(row)) ?? [])));
  return {
    total: highest(({ total }) => total),
    parts: counts.parts.map((list, index) => list.map((_, column) => highest(({ parts }) => parts[index]?.[column]))),
  };
}

const nothing: WithheldColumns = { counts: [], isFigure: [], hasChildren: false };

/** The columns of a row with all categories, by the dimension and column of the set that contains them. */
function withheldByColumn(row: number, set: RowsWithoutChildren): WithheldColumns[][] {
  const { cells, columns, measures } = set;
  return columns.coarse.dimensions.map(({ dimension, key, categories }) => {
    const index = columns.finest.dimensions.findIndex((each) => each.key === key);
    const all = columns.finest.dimensions[index]?.categories ?? [];
    if (categories.length === all.length) return [...categories, null].map(() => nothing);
    const isReported = (code: string) => {
      const cell = cells[row]?.cellOf(dimension, code);
      return cell !== undefined && hasPeople(cell, measures);
    };
    const within = categories.map(({ code }) => (isReported(code) ? columns.finest.columnsOf(index, code) : []));
    const rest = [...all.keys(), all.length].filter((column) => !within.flat().includes(column));
    return [...within, rest].map((list, position) =>
      withheldColumns({ row, index, list, parent: categories[position]?.code }, set),
    );
  });
}

/** The columns of a row in each dimension that is not in the set at all. All of them are withheld within the total. */
function withheldInTotal(row: number, set: RowsWithoutChildren): WithheldColumns[] {
  const { finest, coarse } = set.columns;
  return finest.dimensions.flatMap(({ key, categories }, index) => {
    if (coarse.dimensions.some((each) => each.key === key)) return [];
    const list = [...categories.keys(), categories.length];
    return [withheldColumns({ row, index, list, parent: undefined }, set)];
  });
}

/** Columns of a row in a dimension with all categories, which are withheld within a parent category or the total. */
function withheldColumns(
  { row, index, list, parent }: { row: number; index: number; list: readonly number[]; parent: string | undefined },
  { cells, finest, columns, measures }: RowsWithoutChildren,
): WithheldColumns {
  const { dimension = '', categories: all = [] } = columns.finest.dimensions[index] ?? {};
  const linked = finest[row];
  const reportedCell = (code: string) => {
    const cell = cells[row]?.cellOf(dimension, code);
    return cell && hasPeople(cell, measures) ? cell : undefined;
  };
  const isFigure = ({ code }: { code: string }) => {
    const cell = reportedCell(code);
    const isInnermost = !all.some((inner) => inner.parent === code && reportedCell(inner.code));
    return cell !== undefined && isInnermost && measures.isAboutSomebody(cell);
  };
  return {
    counts: (linked ? quantitiesOf(linked, index) : []).map((counts) =>
      counts.map((count, column) => (list.includes(column) ? count : 0)),
    ),
    isFigure: all.map((category, column) => list.includes(column) && isFigure(category)),
    hasChildren: list.some((column) => {
      const code = all[column]?.code;
      return code !== undefined && code !== parent && reportedCell(code) !== undefined;
    }),
  };
}

/** The counts of a row in each table, and the differences of public denominators and counts. */
function quantitiesOf({ tables, publicDenominators }: LinkedRow, index: number): number[][] {
  const counts = tables.map(({ parts }) => parts[index] ?? []);
  const denominators = publicDenominators?.parts[index];
  const [first = []] = counts;
  if (!denominators) return counts;
  return [...counts, first.map((count, column) => (denominators[column] ?? Number.POSITIVE_INFINITY) - count)];
}

/** For each quantity, how far beyond the threshold its count in the column of the set must be able to rise. */
function extraCounts(withheld: WithheldColumns, set: RowsWithoutChildren): number[] {
  const { counts, isFigure, hasChildren } = withheld;
  if (!hasChildren) return [];
  return counts.map((ofQuantity, quantity) => {
    const hasRest = ofQuantity.some((count, column) => !isFigure[column] && (count > 0 || set.hideZeros));
    const figures = figuresOf(withheld, { quantity, set });
    return Math.max(0, (hasRest ? figures : figures - 1) - othersOf(withheld, { quantity, set }));
  });
}

/** For each quantity, the lowest count of the column of the set: one person for each figure in it. */
function lowestCounts(withheld: WithheldColumns, set: RowsWithoutChildren): number[] {
  return withheld.counts.map((_, quantity) =>
    Math.max(0, figuresOf(withheld, { quantity, set }) - othersOf(withheld, { quantity, set })),
  );
}

interface QuantityOfSet {
  quantity: number;
  set: RowsWithoutChildren;
}

/** Number of figures that are about a person. Without a ratio, each count is about a person of its own. */
function figuresOf({ counts, isFigure }: WithheldColumns, { quantity, set }: QuantityOfSet): number {
  const hasPerson = (column: number) => set.measures.ratio !== null || (counts[quantity]?.[column] ?? 0) > 0;
  return isFigure.filter((each, column) => each && hasPerson(column)).length;
}

/** The people of the other quantity of a ratio. A figure of a ratio is about them, too. */
function othersOf({ counts }: WithheldColumns, { quantity, set }: QuantityOfSet): number {
  if (set.measures.ratio === null) return 0;
  return sumOf(counts.filter((_, other) => other !== quantity).flat());
}

/** Minimum count of a total, by the columns that are withheld within it in each row, and in the row that states it. */
function totalThreshold(
  set: RowsWithoutChildren,
  { rows, stated }: { rows: readonly WithheldColumns[]; stated: WithheldColumns | undefined },
): number {
  const { threshold, finest } = set;
  const all = stated ? [...rows, stated] : rows;
  if (!all.some(({ hasChildren }) => hasChildren)) return threshold;
  const quantities = all.find(({ counts }) => counts.length > 0)?.counts ?? [];
  const extra = quantities.flatMap((_, quantity) => {
    const sums = (ofRows: readonly WithheldColumns[]) => columnSums(ofRows.map(({ counts }) => counts[quantity] ?? []));
    const lowest = (ofRows: readonly WithheldColumns[]) =>
      ofRows.reduce((sum, row) => sum + (row.hasChildren ? (lowestCounts(row, set)[quantity] ?? 0) : 0), 0);
    const totals = sums(stated ? [stated] : rows);
    const contributors = new Set(rows.flatMap((_, row) => finest[row]?.contributor ?? []));
    const ofContributors = [...contributors].flatMap((contributor) => {
      const own = sums(rows.filter((_, row) => finest[row]?.contributor === contributor));
      const others = lowest(rows.filter((_, row) => finest[row]?.contributor !== contributor));
      return totals.flatMap((total, column) => {
        const ofOwn = own[column] ?? 0;
        return isSensitiveCount(total, set) && total > ofOwn ? [sumOf(own) - ofOwn + others] : [];
      });
    });
    return [lowest(rows), ...ofContributors];
  });
  return threshold + Math.max(0, ...extra, ...(stated ? extraCounts(stated, set) : []));
}

function columnSums(lists: readonly (readonly number[])[]): number[] {
  const width = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: width }, (_, column) => lists.reduce((sum, list) => sum + (list[column] ?? 0), 0));
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((left, right) => left + right, 0);
}
