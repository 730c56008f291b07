import { gap, landscapeScan } from '@collective-impact/sdk/landscape';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { GapEntity } from './gap.entity.ts';
import { LandscapeScanEntity } from './landscape-scan.entity.ts';

/** How landscape scans are stored. */
export const landscapeScanDefinition: RecordDefinition<typeof landscapeScan, typeof LandscapeScanEntity> = {
  type: landscapeScan,
  entity: LandscapeScanEntity,
  constraints: {},
};

/** How the gaps that a scan found are stored. */
export const gapDefinition: RecordDefinition<typeof gap, typeof GapEntity> = {
  type: gap,
  entity: GapEntity,
  constraints: {},
};
