import type { RowCounts } from '@collective-impact/disclosure';
import type { FigureCell } from '../../../indicator/index.ts';
import type { LinkedColumns, MeasuredRow } from './linked-columns.ts';
import type { RowCells } from './row-cells.ts';

/** The integers that a sum can be, and the one that it most likely is. */
export interface SumRange {
  lowest: number;
  highest: number;
  likely: number;
}

/** What is known about the sums of a row, such as sums of scores or numerators. */
interface KnownSums {
  /** The counts of the row whose people are summed. */
  counts: MeasuredRow;
  /** Highest sum for one person; the lowest is 0. */
  perPerson: number;
  columns: LinkedColumns;
  /** The range of the sum of a cell. Null if nothing is known about it. */
  rangeOf: (cell: FigureCell) => SumRange | null;
}

/** A category with its child categories, and the range of its sum. */
interface Node extends SumRange {
  column: number;
  /** Highest sum of the people who are in none of its child categories. */
  capacity: number;
  children: Node[];
}

/**
 * Sums of the cells of a row that are within their ranges and add up like its counts, each close to the likely one.
 * Undefined if there are none, because the ranges contradict each other.
 */
export function fitSums(cells: RowCells, known: KnownSums): RowCounts | undefined {
  const { counts, columns } = known;
  const trees = columns.dimensions.map((_, index) => treeOf(cells, { index, ...known }));
  const total = trees.reduce(intersection, rangeOfCell(cells.total, { people: counts.total, ...known }));
  if (total.lowest > total.highest) return undefined;
  const sum = closest(total.likely, total);
  const parts = trees.map((tree, index) => {
    const sums = (counts.parts[index] ?? []).map(() => 0);
    distribute(sum, { node: tree, sums });
    return sums;
  });
  return { total: sum, parts };
}

type TreeContext = KnownSums & { index: number };

/** The outermost categories of a dimension as the children of its total, whose own column is the residual. */
function treeOf(cells: RowCells, context: TreeContext): Node {
  const { index, columns, counts } = context;
  const categories = columns.dimensions[index]?.categories ?? [];
  const parts = counts.parts[index] ?? [];
  const childrenOf = (parent: string | null): Node[] =>
    categories.flatMap((category, column) => {
      if (category.parent !== parent) return [];
      const children = childrenOf(category.code);
      const node = nodeOf({ column, people: parts[column] ?? 0, children }, context);
      const cell = cells.cellOf(columns.dimensions[index]?.dimension ?? '', category.code);
      const people = columns.columnsOf(index, category.code).reduce((sum, each) => sum + (parts[each] ?? 0), 0);
      const hasCount = counts.contents[index]?.[column] !== 'EMPTY';
      return hasCount ? { ...node, ...intersection(rangeOfCell(cell, { people, ...context }), node) } : node;
    });
  const column = categories.length;
  return nodeOf({ column, people: parts[column] ?? 0, children: childrenOf(null) }, context);
}

function nodeOf(
  { column, people, children }: { column: number; people: number; children: Node[] },
  { perPerson }: KnownSums,
): Node {
  const sum = (field: keyof SumRange) => children.reduce((all, child) => all + child[field], 0);
  const capacity = people * perPerson;
  return {
    column,
    capacity,
    children,
    lowest: sum('lowest'),
    highest: sum('highest') + capacity,
    likely: sum('likely'),
  };
}

function rangeOfCell(
  cell: FigureCell | undefined,
  { people, perPerson, rangeOf }: KnownSums & { people: number },
): SumRange {
  const highest = people * perPerson;
  const range = cell && rangeOf(cell);
  if (!range) return { lowest: 0, highest, likely: Math.round(highest / 2) };
  return { ...range, lowest: Math.max(0, range.lowest), highest: Math.min(highest, range.highest) };
}

function intersection(range: SumRange, other: SumRange): SumRange {
  return {
    lowest: Math.max(range.lowest, other.lowest),
    highest: Math.min(range.highest, other.highest),
    likely: range.likely,
  };
}

function closest(likely: number, { lowest, highest }: SumRange): number {
  return Math.min(highest, Math.max(lowest, likely));
}

/** Distributes the sum of a node over its children and its own column. */
function distribute(sum: number, { node, sums }: { node: Node; sums: number[] }): void {
  const shares = node.children.map((child) => closest(child.likely, child));
  let own = sum - shares.reduce((all, share) => all + share, 0);
  node.children.forEach((child, index) => {
    const share = shares[index] ?? 0;
    // The own column is from 0 to its capacity. Beyond that, the children change within their ranges.
    const change =
      own < 0 ? Math.max(own, child.lowest - share) : Math.min(Math.max(0, own - node.capacity), child.highest - share);
    own -= change;
    distribute(share + change, { node: child, sums });
  });
  sums[node.column] = own;
}
