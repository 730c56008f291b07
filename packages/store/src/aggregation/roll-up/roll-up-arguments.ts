import type { RollUpOver } from '@collective-impact/sdk/aggregation';
import type { DayWindow } from '../../period/index.ts';

/** The arguments of a roll-up. */
export interface RollUpArguments {
  over: readonly RollUpOver[];
  /** Codes of the requested periods. Null for each released period. */
  periods?: readonly string[] | null;
  /** Codes of the dimensions to keep. Null for each combination of categories. */
  by?: readonly string[] | null;
  /** The code of a level of places: places are aggregated to the places of this level. Requires PLACES in `over`. */
  placeLevel?: string | null;
  /** The days that released periods must lie within. Null for all. */
  window?: DayWindow | null;
  /**
   * UUIDs of the releases to aggregate, one for each version and period. Members of a network contribute their current releases.
   * Null for the current releases.
   */
  releaseIds?: readonly string[] | null;
  /**
   * A day (`YYYY-MM-DD`): of each version and period, the last release published by then is aggregated. A release that was
   * withdrawn since is not used, nor one that it replaced. Null for the current releases.
   */
  asOf?: string | null;
}
