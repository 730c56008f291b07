import type { RollUpOver } from '@collective-impact/sdk/aggregation';

/** The units of the figure of a whole ecosystem or network. */
export const everyUnit: readonly RollUpOver[] = ['ECOSYSTEMS', 'ORGANIZATIONS', 'PLACES'];
