export { type Gap, gap } from './gap.ts';
export { type GapAspect, gapAspects } from './gap-aspect.ts';
export { type LandscapeScan, landscapeScan } from './landscape-scan.ts';
