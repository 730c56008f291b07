import { type RowOf, tableOf } from '../shared/table.ts';
import { GapEntity } from './gap.entity.ts';
import { LandscapeScanEntity } from './landscape-scan.entity.ts';

/** A landscape scan as readers return it. */
export interface LandscapeScanRow extends RowOf<typeof LandscapeScanEntity> {}
/** A gap as readers return it. */
export interface GapRow extends RowOf<typeof GapEntity> {}

export const landscapeScanTable = tableOf<LandscapeScanRow>(LandscapeScanEntity);
export const gapTable = tableOf<GapRow>(GapEntity);
