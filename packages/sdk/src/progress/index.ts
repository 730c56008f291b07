export type { Criterion, Framework, JudgedCriterion, Judgement } from './criterion.ts';
export type { EcosystemRecords, RecordKind } from './ecosystem-records.ts';
export { type FrameworkCode, frameworks } from './frameworks.ts';
export { kindsLookedAt, type Progress, progress } from './progress.ts';
