/** One value for each cell of a row: its total, and its parts by dimension and category, in the order of the set. */
export interface PerCell<T> {
  total: T;
  parts: T[][];
}

/**
 * The counts of a row, as integers of at least 0. In each dimension there is one part per category, and the parts add
 * up exactly to the total.
 */
export type RowCounts = PerCell<number>;

/**
 * What is known about a cell before the decision.
 *
 * - `UNDECIDED`: nothing is known. The decision publishes or suppresses the cell.
 * - `PUBLISHED`: the cell is public already, or known from other sources, and cannot be suppressed.
 * - `SUPPRESSED`: an earlier release suppressed the cell, and it stays suppressed. If zeros are published, its lowest
 *   possible value is 1, or 0 if its count is 0.
 * - `NEVER_PUBLISHED`: the cell is suppressed whatever its value, and may be 0. Examples are the residual of a stated total,
 *   the residual of a dimension that is not exhaustive, and the parts of a row that is not broken down.
 */
export type CellStatus = 'UNDECIDED' | 'PUBLISHED' | 'SUPPRESSED' | 'NEVER_PUBLISHED';

/** The values that a count can have, as everyone knows. */
export interface CountBounds {
  lowest: number;
  /** Null if the count has no highest value. */
  highest: number | null;
}

/** A dimension whose categories add up to the total of every row. A residual is a category too. */
export interface LinkedDimension {
  /** Key of the dimension, unique in the set. */
  key: string;
  /** Keys of the categories: at least one, each unique within the dimension. */
  categories: string[];
}

/** A row of the linked tables: the counts of one contributor, or the residual of a stated total. */
export interface LinkedRow {
  /** Key of the row, unique in the set. */
  key: string;
  /**
   * The contributor that reported these counts. It knows them exactly and is treated as an attacker. Null for a row
   * without a contributor, such as a residual. Several rows may have the same contributor.
   */
  contributor: string | null;
  /**
   * One table for a count. Two tables for a ratio with small denominators: the numerators, and the differences of
   * denominator and numerator. A cell is suppressed in both tables. All rows of a set have the same number of tables.
   */
  tables: RowCounts[];
  /**
   * Denominators of a ratio, if all of them are public because none is small. They bound the counts of the only table,
   * and denominator minus count is protected like the count. Null where a cell has no denominator. Either all rows of a
   * set have them or none. With small public denominators a set can be impossible to protect: use two tables instead.
   */
  publicDenominators?: PerCell<number | null>;
  /**
   * The lowest count that each cell can have according to public knowledge, by table. It holds whatever is suppressed, and
   * even if zeros are hidden. For example, a mean is of at least one person. If omitted, all lowest counts are 0.
   */
  lowest?: RowCounts[];
  /**
   * Cells whose counts nobody but their source knows: everyone knows bounds instead. The count in the only table is one
   * that is within the bounds and adds up. It is never published, and neither is a sum of the total row that includes it.
   * Null for other cells. The bounds of a sensitive count must not become narrower.
   */
  bounds?: PerCell<CountBounds | null>;
  /**
   * Counts of the only table that follow from bounds, such as a residual: the values that they can have if all other counts are
   * known. Such a cell is sensitive if its count can be small. Null where the count or its bounds are known.
   */
  ranges?: PerCell<CountBounds | null>;
  /**
   * If the set has a `scale`: the sum of the scores of the people in each cell of the first table. These sums are
   * integers, add up like the counts, and are published wherever the count is. All rows of such a set have them.
   */
  scores?: RowCounts;
  /**
   * Minimum count of each cell that is published: integers of at least the threshold of the set, which applies if they
   * are omitted. A cell needs a higher one if it is the sum of several suppressed counts that are not cells of the set.
   */
  thresholds?: PerCell<number>;
  /** What is known about the cells of the row before the decision. All are `UNDECIDED` if it is omitted. */
  status?: PerCell<CellStatus>;
}

/**
 * Linked tables that are protected together, because differencing one against another could disclose a count. Rows are
 * contributors, columns are the total and the categories of each dimension, and all dimensions share the totals.
 */
export interface LinkedSet {
  /** Minimum count that is published (threshold rule): an integer of at least 3. */
  threshold: number;
  /** Whether zeros are sensitive, like counts below the threshold. Otherwise zeros are always published. */
  hideZeros: boolean;
  /**
   * Highest score of one person, if means are published with the counts: an integer of at least 1. The lowest score is
   * 0; subtract the lowest score of another scale first. Everyone knows the scale, so that extreme means bound counts.
   */
  scale?: number;
  dimensions: LinkedDimension[];
  rows: LinkedRow[];
  /** Whether the rows add up to a total row, which is published too. Otherwise each row is protected on its own. */
  hasTotalRow: boolean;
  /**
   * Whether the counts of the total row are known themselves, because they are stated and not computed from the rows. Then a
   * total can be published although it includes a count of which only bounds are known. False if it is omitted.
   */
  statesTotalRow?: boolean;
  /** What is known about the cells of the total row before the decision. All are `UNDECIDED` if it is omitted. */
  totalRowStatus?: PerCell<CellStatus>;
  /** Minimum count of each cell of the total row that is published, like {@link LinkedRow.thresholds}. */
  totalRowThresholds?: PerCell<number>;
}
