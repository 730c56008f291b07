import type { Category, Dimension } from '../dimension/dimension.ts';
import type { CategoryReference } from '../fields.ts';

/** The fields of a dimension that rules read. */
export type DimensionRules = Pick<Dimension, 'code' | 'exclusive' | 'exhaustive'> & {
  categories: readonly Pick<Category, 'code' | 'parent'>[];
};

/** Cells that differ only in one dimension: the cell without a category of it, and a cell for each category. */
export interface Split<T> {
  whole: T | undefined;
  /** Cells by category code. */
  parts: Map<string, T>;
}

/** Key of a combination of categories. The order of the categories does not matter. */
export function breakdownKey(categories: readonly CategoryReference[]): string {
  const [only, ...more] = categories;
  if (only === undefined) return '[]';
  if (more.length === 0) return JSON.stringify([[only.dimension, only.category]]);
  return JSON.stringify(categories.map(({ dimension, category }) => [dimension, category]).toSorted(byDimension));
}

/**
 * Groups cells that differ only in the dimension with this code. If several cells have the same categories, the last
 * one is used.
 */
export function splitsBy<T extends { categories: readonly CategoryReference[] }>(
  dimension: string,
  cells: Iterable<T>,
): Split<T>[] {
  const splits = new Map<string, Split<T>>();
  for (const cell of cells) {
    const category = cell.categories.find((each) => each.dimension === dimension);
    const otherCategories = breakdownKey(cell.categories.filter((each) => each !== category));
    const split = splits.get(otherCategories) ?? { whole: undefined, parts: new Map<string, T>() };
    if (category) split.parts.set(category.category, cell);
    else split.whole = cell;
    splits.set(otherCategories, split);
  }
  return [...splits.values()];
}

function byDimension(a: string[], b: string[]): number {
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}
