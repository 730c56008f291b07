import { gap } from './gap.ts';
import { landscapeScan } from './landscape-scan.ts';

/** The record types of this domain. */
export const landscapeRecords = [landscapeScan, gap] as const;
