import type { PerCell } from './linked-set.ts';

/**
 * Why a cell is suppressed. Do not publish the reason, because it narrows the possible values of the cell.
 *
 * - `SENSITIVE`: primary suppression. The cell has a count below the threshold.
 * - `COMPLEMENTARY`: complementary (secondary) suppression. Publishing it would disclose a sensitive cell.
 * - `FIXED`: the cell was `SUPPRESSED` or `NEVER_PUBLISHED` before the decision.
 * - `LAST_RESORT`: complementary suppression of a set for which the ordinary search found no safe pattern.
 */
export type Suppression = 'SENSITIVE' | 'COMPLEMENTARY' | 'FIXED' | 'LAST_RESORT';

/** Address of a cell. `row` is null in the total row; `dimension` and `category` are null for the total of a row. */
export interface CellAddress {
  row: string | null;
  dimension: string | null;
  category: string | null;
}

/** Value of a cell in an alternative table that the audience cannot distinguish from the true one. */
export interface WitnessCell extends CellAddress {
  value: number;
}

/**
 * An alternative table of integers that satisfies every sum and every bound of the set and equals the true table
 * wherever a cell is published. Only the cells that differ from the true table are listed.
 */
export type Witness = WitnessCell[];

/** A quantity that the threshold rule makes sensitive. */
export interface SensitiveQuantity extends CellAddress {
  /** Index of the table in {@link LinkedRow.tables}. */
  table: number;
  /** `COUNT`: the count itself. `DIFFERENCE`: public denominator minus count. */
  quantity: 'COUNT' | 'DIFFERENCE';
}

/**
 * Proof that an audience cannot narrow a sensitive quantity to less than an interval. A table that the audience cannot
 * distinguish from the true one attains each end of the interval.
 */
export interface FeasibilityInterval extends SensitiveQuantity {
  /**
   * A contributor who knows its own rows, or null for the public. The public's interval also holds for every
   * contributor whose rows are the same in both witnesses.
   */
  audience: string | null;
  /** Lowest value of the quantity that is proven possible. */
  lowest: number;
  /** Highest value of the quantity that is proven possible. */
  highest: number;
  /** Table in which the quantity is `lowest`. */
  lowestWitness: Witness;
  /** Table in which the quantity is `highest`. */
  highestWitness: Witness;
}

/** A sensitive quantity of the total row that one contributor can narrow by subtracting its own rows. */
export interface UnprotectedQuantity extends SensitiveQuantity {
  /** The contributor. */
  audience: string;
}

/** A suppression pattern that protects every sensitive quantity, and the proof. */
export interface ProtectedSet {
  safe: true;
  /** Why each cell is suppressed, or null if it is published; in the order of the set. */
  suppressions: {
    rows: PerCell<Suppression | null>[];
    /** Suppressions of the total row. Null if the set has no total row. */
    totalRow: PerCell<Suppression | null> | null;
  };
  /** For every sensitive quantity: the public's interval, then those of contributors that require another proof. */
  intervals: FeasibilityInterval[];
  /** Quantities of the total row that no suppression pattern can protect from a contributor. */
  unprotected: UnprotectedQuantity[];
}

/** A set that cannot be published, because public information discloses these cells whatever is suppressed. */
export interface UnprotectableSet {
  safe: false;
  cells: CellAddress[];
}

/** Result of protecting a linked set. */
export type ProtectionResult = ProtectedSet | UnprotectableSet;
