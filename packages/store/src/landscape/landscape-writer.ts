import { gap, landscapeScan } from '@collective-impact/sdk';
import type { Writing } from '../shared/writing.ts';
import { GapEntity } from './gap.entity.ts';
import { LandscapeScanEntity } from './landscape-scan.entity.ts';

/** How landscape scans are written. */
export const landscapeScanWriting: Writing = { type: landscapeScan, entity: LandscapeScanEntity, constraints: {} };

/** How the gaps that a scan found are written. */
export const gapWriting: Writing = { type: gap, entity: GapEntity, constraints: {} };
