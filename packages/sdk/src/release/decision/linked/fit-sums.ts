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
export interface KnownSums {
  /** The counts of the row whose people are summed. */
  counts: MeasuredRow;
  /** Highest sum for one person; the lowest is 0. */
  perPerson: number;
  columns: LinkedColumns;
  /** The range of the sum of a cell. Null if nothing is known about it. */
  rangeOf: (cell: FigureCell) => SumRange | null;
  /** The range of the sum of the people who are in a category but in none of its reported child categories. */
  residualRangeOf?: ((residual: ResidualColumn) => SumRange | undefined) | undefined;
}

/** Address of the column of a category, or of the residual of the total, in a dimension. */
export interface ResidualColumn {
  index: number;
  column: number;
}

/** A category with its child categories, and the range of its sum. */
interface Node extends SumRange {
  column: number;
  /** Range of the sum of the people who are in none of its child categories. */
  residual: SumRange;
  children: Node[];
}

/**
 * Sums of the cells of a row that are within their ranges and add up like its counts, each close to the likely one.
 * Undefined if there are none, because the ranges contradict each other.
 */
export function fitSums(cells: RowCells, known: KnownSums): RowCounts | undefined {
  const { counts, columns } = known;
  const trees = columns.dimensions.map((_, index) => treeOf(cells, { index, ...known }));
  const total = totalRange(cells, { trees, ...known });
  if (total.lowest > total.highest || trees.some(isContradictory)) return undefined;
  const sum = closest(total.likely, total);
  const parts = trees.map((tree, index) => {
    const sums = (counts.parts[index] ?? []).map(() => 0);
    distribute(sum, { node: tree, sums });
    return sums;
  });
  return { total: sum, parts };
}

/**
 * The ranges that the sums of residuals can have by the ranges of the cells around them. Of columns with a range of more
 * than one integer only.
 */
export function residualRanges(cells: RowCells, known: KnownSums): (ResidualColumn & SumRange)[] {
  const trees = known.columns.dimensions.map((_, index) => treeOf(cells, { index, ...known }));
  const total = totalRange(cells, { trees, ...known });
  const within = (node: Node, index: number): (ResidualColumn & SumRange)[] => {
    const sum = (field: keyof SumRange) => node.children.reduce((all, child) => all + child[field], 0);
    const lowest = Math.max(node.residual.lowest, node.lowest - sum('highest'));
    const highest = Math.min(node.residual.highest, node.highest - sum('lowest'));
    const residual = {
      index,
      column: node.column,
      lowest,
      highest,
      likely: closest(node.likely - sum('likely'), { lowest, highest }),
    };
    const ofChildren = node.children.flatMap((child) => within(child, index));
    return node.children.length > 0 && lowest < highest ? [residual, ...ofChildren] : ofChildren;
  };
  return trees.flatMap((tree, index) => within({ ...tree, ...intersection(total, tree) }, index));
}

function totalRange(cells: RowCells, { trees, ...known }: KnownSums & { trees: readonly Node[] }): SumRange {
  const total = rangeOfCell(cells.total, { people: known.counts.total, ...known });
  return trees.reduce<SumRange>(intersection, total);
}

function isContradictory({ lowest, highest, children }: Node): boolean {
  return lowest > highest || children.some(isContradictory);
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
  { perPerson, index, residualRangeOf }: TreeContext,
): Node {
  const sum = (field: keyof SumRange) => children.reduce((all, child) => all + child[field], 0);
  const whole = { lowest: 0, highest: people * perPerson, likely: 0 };
  const residual = intersection(residualRangeOf?.({ index, column }) ?? whole, whole);
  return {
    column,
    residual,
    children,
    lowest: sum('lowest') + residual.lowest,
    highest: sum('highest') + residual.highest,
    likely: sum('likely') + residual.likely,
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

/** The common part of two ranges, with the likely sum of the first. */
export function intersection(range: SumRange, other: SumRange): SumRange {
  return {
    lowest: Math.max(range.lowest, other.lowest),
    highest: Math.min(range.highest, other.highest),
    likely: range.likely,
  };
}

function closest(likely: number, { lowest, highest }: Pick<SumRange, 'lowest' | 'highest'>): number {
  return Math.min(highest, Math.max(lowest, likely));
}

/** Distributes the sum of a node over its children and its own column. */
function distribute(sum: number, { node, sums }: { node: Node; sums: number[] }): void {
  const shares = node.children.map((child) => closest(child.likely, child));
  let own = sum - shares.reduce((all, share) => all + share, 0);
  node.children.forEach((child, index) => {
    const share = shares[index] ?? 0;
    // The own column stays within the range of the residual. Beyond that, the children change within their ranges.
    const { lowest, highest } = node.residual;
    const change =
      own < lowest
        ? Math.max(own - lowest, child.lowest - share)
        : Math.min(Math.max(0, own - highest), child.highest - share);
    own -= change;
    distribute(share + change, { node: child, sums });
  });
  sums[node.column] = own;
}
