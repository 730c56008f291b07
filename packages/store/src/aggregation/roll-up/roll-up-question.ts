import type { RollUpOver } from '@collective-impact/sdk/aggregation';

/** What is asked of a roll-up. */
export interface RollUpQuestion {
  over: readonly RollUpOver[];
  /** Codes of the periods to answer for; null for each released period by itself. */
  periods?: readonly string[] | null;
  /** Codes of the dimensions that are kept; null for each combination of categories by itself. */
  by?: readonly string[] | null;
}
