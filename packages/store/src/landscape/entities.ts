import { GapEntity } from './gap.entity.ts';
import { LandscapeScanEntity } from './landscape-scan.entity.ts';

/** The record types of this domain. */
export const landscapeEntities = [LandscapeScanEntity, GapEntity] as const;
