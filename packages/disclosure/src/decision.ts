import type { PerCell } from './linked-set.ts';

/**
 * Why a cell is withheld. This is for stewards alone: which cells are small narrows what the others can be.
 *
 * - `SENSITIVE`: it is about a small number of people.
 * - `COMPLEMENTARY`: shown, it would give a sensitive one away.
 * - `FIXED`: it was settled before that it is not shown.
 * - `LAST_RESORT`: no smaller choice of cells was found to be safe.
 */
export type WithholdingReason = 'SENSITIVE' | 'COMPLEMENTARY' | 'FIXED' | 'LAST_RESORT';

/** A cell of a linked set: of a row, or of the row of totals (`null`); of a category, or the total (both `null`). */
export interface CellPlace {
  row: string | null;
  dimension: string | null;
  category: string | null;
}

/** What a cell would be in another table that the public cannot tell from the true one. */
export interface WitnessCell extends CellPlace {
  value: number;
}

/**
 * Another table of whole numbers that keeps to every sum of the set, every bound, and every shown number: only the cells in
 * which it differs from the truth.
 */
export type Witness = WitnessCell[];

/** The proof that a sensitive number cannot be told, by the public or by one contributor. */
export interface Protection extends CellPlace {
  /** Which of the tables of a row, from 0. */
  table: number;
  /** What is small: the count, or what is left of it up to its ceiling. */
  of: 'COUNT' | 'REMAINDER';
  /**
   * Who cannot tell: one contributor who knows its own rows; `null` is the public, and with it every contributor whose rows
   * neither table changes.
   */
  from: string | null;
  /** The lowest and the highest value of `of` that are shown to be possible. */
  lowest: number;
  highest: number;
  /** Tables in which it is the lowest and the highest. */
  low: Witness;
  high: Witness;
}

/** A sensitive number in the row of totals that one contributor can narrow by what it knows: the steward is told. */
export interface Unprotected extends CellPlace {
  table: number;
  of: 'COUNT' | 'REMAINDER';
  from: string;
}

/** What is withheld, so that no sensitive number can be told, with the proof. */
export interface SafeDisclosure {
  safe: true;
  /** Why each cell is withheld, `null` where it is shown; rows, dimensions and categories in the order of the set. */
  withheld: {
    rows: PerCell<WithholdingReason | null>[];
    /** `null` where rows do not add up. */
    totals: PerCell<WithholdingReason | null> | null;
  };
  /** For every sensitive number: for the public, then for each other contributor for whom that is no proof. */
  protections: Protection[];
  /** What could not be protected from a contributor, by no choice of cells. */
  unprotected: Unprotected[];
}

/** Nothing of the set can be published: what is public already would give these cells away, whatever is withheld. */
export interface UnsafeDisclosure {
  safe: false;
  cells: CellPlace[];
}

/** The decision about a linked set. */
export type Disclosure = SafeDisclosure | UnsafeDisclosure;
