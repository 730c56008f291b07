/** A category and its parent category, by their codes. */
export interface HierarchyCategory {
  code: string;
  /** Null for an outermost category. */
  parent: string | null;
}

/**
 * Content of a column of a row.
 *
 * - `CELL`: a cell that can be published.
 * - `RESIDUAL`: the parent category or total minus its reported cells. It is never published.
 * - `WHOLE_PARENT`: the residual of a parent category whose child categories are all 0, which is the parent itself.
 * - `EMPTY`: no count. The row does not report the category, or its residual is 0.
 */
export type ColumnContent = 'CELL' | 'RESIDUAL' | 'WHOLE_PARENT' | 'EMPTY';

/** Reads the categories of a row. */
interface CategoryReader {
  /** The number of people in a category; null if the row does not report one. */
  countOf: (code: string) => number | null;
  /** Whether the row reports that a category does not apply, which is treated as a public zero. */
  isNotApplicable: (code: string) => boolean;
}

/**
 * The counts of a row in one dimension whose categories can form a hierarchy. Each category has a column of its own for
 * the people who are in none of its reported child categories, so that the columns are exclusive.
 */
export class HierarchyCounts {
  /** Sum of the outermost categories. */
  readonly sum: number;
  /** By column: the count of a category minus the sum of its child categories. */
  readonly columnCounts: number[];
  readonly contents: ColumnContent[];
  /**
   * Categories with a reported count, with a child category that has one, or reported as not applicable.
   */
  readonly reported: ReadonlySet<string>;

  constructor(categories: readonly HierarchyCategory[], { countOf, isNotApplicable }: CategoryReader) {
    const childrenOf = Map.groupBy(categories, ({ parent }) => parent);
    const parentOf = new Map(categories.map(({ code, parent }) => [code, parent]));
    const sumOfChildren = (code: string | null): number | null => {
      const sums = (childrenOf.get(code) ?? []).flatMap((child) => sumOf(child.code) ?? []);
      return sums.length === 0 ? null : sums.reduce((sum, each) => sum + each, 0);
    };
    const sumOf = (code: string): number | null => countOf(code) ?? sumOfChildren(code);
    const hasNotApplicableAncestor = (code: string): boolean => {
      const parent = parentOf.get(code) ?? null;
      return parent !== null && (isNotApplicable(parent) || hasNotApplicableAncestor(parent));
    };
    this.sum = sumOfChildren(null) ?? 0;
    this.columnCounts = categories.map(({ code }) => {
      const count = countOf(code);
      return count === null ? 0 : count - (sumOfChildren(code) ?? 0);
    });
    this.contents = categories.map(({ code }, column) => {
      const count = countOf(code);
      if (count === null || (count === 0 && hasNotApplicableAncestor(code))) return 'EMPTY';
      const childSum = sumOfChildren(code);
      if (childSum === null) return 'CELL';
      if (this.columnCounts[column] === 0) return 'EMPTY';
      return childSum === 0 ? 'WHOLE_PARENT' : 'RESIDUAL';
    });
    this.reported = new Set(
      categories.map(({ code }) => code).filter((code) => sumOf(code) !== null || isNotApplicable(code)),
    );
  }
}
