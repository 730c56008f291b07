import type { FeasibilityInterval, LinkedRow, PerCell, Suppression } from '@collective-impact/disclosure';
import type { DecidedRow } from '../rows.ts';
import type { LinkedColumns } from './linked-columns.ts';
import type { CountSource } from './linked-tables.ts';

/** The linked set of a decision, and the proofs of its protection. */
export interface SetProtection {
  /** The rows of the set, by `rowKey`. */
  rows: readonly LinkedRow[];
  intervals: readonly FeasibilityInterval[];
  sources: readonly CountSource[];
}

/** Decision on the rows of a linked set. */
export interface SetDecision {
  rows: DecidedRow[];
  /** The columns of the set. Cells of other dimensions are not part of it. */
  columns: LinkedColumns;
  /** Why each total is suppressed, or null if it is published. Null if the set has no total row of its own. */
  totals: PerCell<Suppression | null> | null;
  /** Whether every cell is published and none is sensitive. */
  isPlain: boolean;
  /** Number of totals that a contributor can narrow. */
  unprotected: number;
  /** Whether the denominators of suppressed cells are shown. */
  showsDenominators: boolean;
  /** Null if the rows were not linked. */
  protection: SetProtection | null;
}

/** A decision on a set with a total row. */
export type DecisionWithTotals = SetDecision & { totals: PerCell<Suppression | null> };
