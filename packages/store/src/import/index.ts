export type { Tally } from './definitions.ts';
export { type Loaded, type LoadOptions, load } from './load.ts';
export type { ImportProgress, OnProgress } from './progress.ts';
export type { CellTally } from './reports.ts';
export type { CellCategories, UnmentionedCells, UnmentionedOfReport } from './unmentioned.ts';
