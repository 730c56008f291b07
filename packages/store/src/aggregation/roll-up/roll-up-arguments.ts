import type { RollUpOver } from '@collective-impact/sdk/aggregation';
import type { DayWindow } from '../../period/index.ts';

/** The arguments of a roll-up. */
export interface RollUpArguments {
  over: readonly RollUpOver[];
  /** Codes of the requested periods. Null for each released period. */
  periods?: readonly string[] | null;
  /** Codes of the dimensions to keep. Null for each combination of categories. */
  by?: readonly string[] | null;
  /** The days that released periods must lie within. Null for all. */
  window?: DayWindow | null;
}
