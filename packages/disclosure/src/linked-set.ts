/** One thing for each cell of a row: its total, and its parts by dimension and category, in the order of the set. */
export interface PerCell<T> {
  total: T;
  parts: T[][];
}

/** Whole numbers from 0: a row's total, and for each dimension how it is split over the categories, exactly. */
export type RowCounts = PerCell<number>;

/**
 * What is settled about a cell before the decision.
 *
 * - `FREE`: nothing; it is shown or withheld as the decision finds.
 * - `SHOWN`: it is public already, or known otherwise; it cannot be withheld.
 * - `WITHHELD`: an earlier release withheld it, and it stays withheld. Where zeros are shown, the public knows that it is
 *   at least 1, if it is.
 * - `HIDDEN`: it is never shown, whatever it is; it may be 0. Such are the cells of what is left of a stated total, of what
 *   a dimension's categories leave, and of a dimension by which a row is not broken down.
 */
export type CellState = 'FREE' | 'SHOWN' | 'WITHHELD' | 'HIDDEN';

/** A way in which every row's total is split exactly: where categories leave something, that is a category too. */
export interface LinkedDimension {
  /** Unlike that of any other dimension of the set. */
  key: string;
  /** At least one, each once. */
  categories: string[];
}

/** What one organization contributes at one place, or what is left of a stated total after all contributors. */
export interface LinkedRow {
  /** Unlike that of any other row of the set. */
  key: string;
  /** Whose row it is: an attacker that knows it exactly. Rows of several places may be of one contributor. */
  contributor: string | null;
  /**
   * One table, a count; or two that are withheld together, the numerator and the difference of a ratio whose denominators
   * may be small too. All rows of a set have as many.
   */
  tables: RowCounts[];
  /**
   * Of a ratio whose denominators are all public, since none is small: these, which the numerators in the only table cannot
   * exceed. What is left up to them is protected like the numerator. `null` where there is none. All rows of a set have it,
   * or none. With small ones it may be that nothing can be published: then the ratio is one of two tables.
   */
  ceiling?: PerCell<number | null>;
  /** What is settled about its cells; nothing, where it is left out. */
  fixed?: PerCell<CellState>;
}

/**
 * Everything that is decided at once because it is linked by sums: organizations by rows, categories by columns, and the
 * totals of both. Every dimension splits the same totals.
 */
export interface LinkedSet {
  /** The smallest number of people that is shown, a whole number from 3. */
  threshold: number;
  /** Whether zeros are withheld like small numbers; otherwise they are always shown. */
  hideZeros: boolean;
  dimensions: LinkedDimension[];
  rows: LinkedRow[];
  /** Whether the rows add up to a row of totals, which is released too. Without, each row stands for itself. */
  totals: boolean;
  /** What is settled about the cells of the row of totals; nothing, where it is left out. */
  fixedTotals?: PerCell<CellState>;
}
