import type { FigureCell } from '../../indicator/index.ts';
import type { ReleasedRow } from './rows.ts';

/** A cell of the current release. A suppressed cell contains no figures, except for a denominator that is shown. */
export type ReleasedCell = FigureCell & { suppressed: boolean };

/** The current release of a version and period, which a new one replaces. */
export interface PreviousRelease {
  rows: readonly ReleasedRow[];
  /** The aggregate of the organizations. */
  aggregate: readonly ReleasedCell[];
}
