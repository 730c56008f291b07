import { countsPeople, type DimensionRules, type FigureCell, figureStatuses } from '../../../indicator/index.ts';
import { boundsOf, isReportedAsBounds } from '../../../indicator/internal.ts';
import type { HierarchyCategory } from './hierarchy-counts.ts';
import type { CountingVersion } from './people-measures.ts';
import { RowCells } from './row-cells.ts';

/** The numbers of people that a cell can have. */
interface CountRange {
  lowest: number;
  highest: number;
}

/** A category whose count is fitted, with its children. The outermost categories are the children of the total. */
interface Node extends CountRange {
  /** Code of the category. Null for the total. */
  code: string | null;
  children: Node[];
  /** Whether people can be in the category and in none of its children. */
  hasResidual: boolean;
}

interface FittedRow {
  dimensions: readonly DimensionRules[];
  rangeOf: (cell: FigureCell | undefined) => CountRange | null;
  row: RowCells;
}

const wholeNumber = /^\d{1,15}$/;

/**
 * The cells of a row of counts, in which each cell that states bounds has a count within them, for the decision only. The
 * counts add up, and are as small as they can be without being 0, because a reader of the bounds would know that they can be
 * small. If no counts add up, each is the lowest one, and the row contradicts itself.
 */
export function withAssumedCounts(
  cells: readonly FigureCell[],
  { version, dimensions }: { version: CountingVersion; dimensions: readonly DimensionRules[] },
): readonly FigureCell[] {
  const isOfCounts = (version.kind === 'COUNT' || version.kind === 'AMOUNT') && countsPeople(version);
  if (!isOfCounts || !cells.some(isReportedAsBounds)) return cells;
  const row = new RowCells(cells);
  const counts = [1, 0].reduce<ReadonlyMap<FigureCell, number> | undefined>(
    (found, smallest) => found ?? fitCounts(row, { dimensions, smallest, version }),
    undefined,
  );
  return cells.map((cell) => {
    if (!isReportedAsBounds(cell)) return cell;
    const { lowest = Number.NaN } = rangeWithin(cell, version) ?? {};
    return { ...cell, value: String(counts?.get(cell) ?? lowest) };
  });
}

/** The range of a cell with bounds. Null if the bounds are not numbers of people. */
function rangeWithin(cell: FigureCell, version: CountingVersion): CountRange | null {
  const { lowest, highest } = boundsOf(cell, version) ?? { lowest: null, highest: null };
  const [from, to] = [lowest ?? '0', highest];
  if (!wholeNumber.test(from) || (to !== null && !wholeNumber.test(to))) return null;
  return { lowest: Number(from), highest: to === null ? Number.POSITIVE_INFINITY : Number(to) };
}

/** Counts of the cells with bounds that are at least `smallest` where the bounds allow it. Undefined if none add up. */
function fitCounts(
  row: RowCells,
  {
    dimensions,
    smallest,
    version,
  }: { dimensions: readonly DimensionRules[]; smallest: number; version: CountingVersion },
): ReadonlyMap<FigureCell, number> | undefined {
  const rangeOf = (cell: FigureCell | undefined): CountRange | null => {
    // A category that does not apply is a public zero.
    if (cell?.status === 'NOT_APPLICABLE') return { lowest: 0, highest: 0 };
    if (!cell || !figureStatuses.includes(cell.status)) return null;
    if (isReportedAsBounds(cell)) {
      const range = rangeWithin(cell, version);
      return range && { ...range, lowest: Math.max(range.lowest, Math.min(smallest, range.highest)) };
    }
    return cell.value !== null && wholeNumber.test(cell.value)
      ? { lowest: Number(cell.value), highest: Number(cell.value) }
      : null;
  };
  const trees = dimensions.flatMap((dimension) => treesOf(dimension, { dimensions, rangeOf, row }));
  const stated = rangeOf(row.total) ?? { lowest: 0, highest: Number.POSITIVE_INFINITY };
  const total = trees.reduce(intersection, stated);
  if (total.lowest > total.highest || trees.some(({ root }) => isContradictory(root))) return undefined;
  const counts = new Map<FigureCell, number>();
  if (row.total) counts.set(row.total, total.lowest);
  for (const { dimension, root } of trees) {
    for (const [code, count] of distributed(total.lowest, root)) {
      const cell = row.cellOf(dimension, code);
      if (cell) counts.set(cell, count);
    }
  }
  return counts;
}

/** The total with the categories of a dimension. Overlapping categories make one tree each. */
function treesOf(
  { code: dimension, exclusive, exhaustive, categories }: DimensionRules,
  { row, rangeOf }: FittedRow,
): (CountRange & { dimension: string; root: Node })[] {
  const rangeOfCategory = (code: string) => rangeOf(row.cellOf(dimension, code));
  const childrenOf = (parent: string | null): Node[] =>
    categories.filter((category) => category.parent === parent).flatMap((category) => nodeOf(category));
  const nodeOf = ({ code }: HierarchyCategory): Node[] => {
    const children = exclusive ? childrenOf(code) : [];
    const range = rangeOfCategory(code);
    if (!range && children.length === 0) return [];
    const node = { code, children, hasResidual: range !== null };
    const sum = sumOf(node);
    return [{ ...node, ...(range ? intersection(range, children.length === 0 ? range : sum) : sum) }];
  };
  const rootOf = (children: Node[], hasResidual: boolean) => {
    const root = { code: null, children, hasResidual };
    return { ...sumOf(root), dimension, root: { ...root, ...sumOf(root) } };
  };
  if (!exclusive) return categories.map((category) => rootOf(nodeOf({ ...category, parent: null }), true));
  const outermost = categories.filter(({ parent }) => parent === null);
  const children = childrenOf(null);
  return [rootOf(children, !(exhaustive && children.length === outermost.length))];
}

/** The range of a category or total by its children. */
function sumOf({ children, hasResidual }: Pick<Node, 'children' | 'hasResidual'>): CountRange {
  const lowest = children.reduce((sum, child) => sum + child.lowest, 0);
  if (hasResidual) return { lowest, highest: Number.POSITIVE_INFINITY };
  return { lowest, highest: children.reduce((sum, child) => sum + child.highest, 0) };
}

function intersection(one: CountRange, other: CountRange): CountRange {
  return { lowest: Math.max(one.lowest, other.lowest), highest: Math.min(one.highest, other.highest) };
}

function isContradictory({ lowest, highest, children }: Node): boolean {
  return lowest > highest || children.some(isContradictory);
}

/** The counts of the categories of a node: each child gets its lowest one, and the first ones the rest without a residual. */
function distributed(count: number, { code, children, hasResidual }: Node): [code: string, count: number][] {
  let rest = count - children.reduce((sum, child) => sum + child.lowest, 0);
  const ofChildren = children.flatMap((child) => {
    const more = hasResidual ? 0 : Math.min(rest, child.highest - child.lowest);
    rest -= more;
    return distributed(child.lowest + more, child);
  });
  return code === null ? ofChildren : [[code, count], ...ofChildren];
}
