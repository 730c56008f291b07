import type { CellStatus, PerCell } from '@collective-impact/disclosure';
import type { DimensionRules } from '../../../indicator/index.ts';
import type { ReportedRow } from '../rows.ts';
import type { LinkedColumns } from './linked-columns.ts';
import type { StatusOf } from './linked-rows.ts';
import type { CountingVersion } from './people-measures.ts';
import type { Scale } from './score-sums.ts';

/** A set of rows to be decided together. */
export interface SetToDecide {
  rows: readonly ReportedRow[];
  /** Whether the rows add up to totals. Otherwise each row is decided on its own. */
  hasTotalRow: boolean;
  /** Whether each total may be published, by the columns of the set. All are undecided if it is omitted. */
  totalRowStatus?: (columns: LinkedColumns) => PerCell<CellStatus>;
  /** The report that states the total of the rows. Its residual is protected like a row. */
  stated?: ReportedRow;
}

/** The rules of a release decision. */
export interface DecisionRules {
  version: CountingVersion;
  dimensions: readonly DimensionRules[];
  threshold: number;
  hideZeros: boolean;
  /** Scale of the scores of a mean, if everyone knows it. */
  scale: Scale | null;
}

/** What is known about the reported rows of a release. */
export interface RowContext {
  /** What the current release determines about the cells of a row. */
  statusOf: (row: ReportedRow) => StatusOf;
  /** The reports of places within a report of all places. Places can share people that are unduplicated. */
  placesOf: (row: ReportedRow) => readonly Pick<ReportedRow, 'cells'>[];
  /** Whether the current release suppresses a cell of a row without showing its denominator. */
  hasHiddenDenominators: (row: ReportedRow) => boolean;
  /** Whether the denominators of suppressed cells can be shown, in sets with and without totals. */
  mayShowDenominators: (set: Pick<SetToDecide, 'hasTotalRow'>) => boolean;
}
