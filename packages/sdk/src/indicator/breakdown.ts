import type { Category, Dimension } from './dimension.ts';
import type { CategoryReference } from './fields.ts';

/** What rules look at in a dimension. */
export type DimensionRules = Pick<Dimension, 'code' | 'exclusive' | 'exhaustive'> & {
  categories: readonly Pick<Category, 'code' | 'parent'>[];
};

/** Cells that differ in one dimension only: the one that is not split by it, and those of its categories. */
export interface Split<T> {
  whole: T | undefined;
  /** By the code of the category. */
  parts: Map<string, T>;
}

/** Where a cell stands, as one text: equal for the same categories in whatever order. */
export function breakdownKey(categories: readonly CategoryReference[]): string {
  const [only, ...more] = categories;
  if (only === undefined) return '[]';
  if (more.length === 0) return JSON.stringify([[only.dimension, only.category]]);
  return JSON.stringify(categories.map(({ dimension, category }) => [dimension, category]).toSorted(byDimension));
}

/** Brings together the cells that differ in this dimension only; of several in one place, the last. */
export function splitsBy<T extends { categories: readonly CategoryReference[] }>(
  dimension: string,
  cells: Iterable<T>,
): Split<T>[] {
  const splits = new Map<string, Split<T>>();
  for (const cell of cells) {
    const own = cell.categories.find((each) => each.dimension === dimension);
    const rest = breakdownKey(cell.categories.filter((each) => each !== own));
    const split = splits.get(rest) ?? { whole: undefined, parts: new Map<string, T>() };
    if (own) split.parts.set(own.category, cell);
    else split.whole = cell;
    splits.set(rest, split);
  }
  return [...splits.values()];
}

function byDimension(a: string[], b: string[]): number {
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}
