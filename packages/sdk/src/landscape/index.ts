export { type Gap, gap } from './gap.ts';
export { type GapAspect, gapAspects } from './gap-aspect.ts';
export { closeGap, type GapStatus, gapLife, gapStatuses, openGap, reopenGap } from './gap-life-cycle.ts';
export { type LandscapeScan, landscapeScan } from './landscape-scan.ts';
export { landscapeTransitionValues } from './transition-values.ts';
