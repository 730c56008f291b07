export type { Criterion, Framework, JudgedCriterion, Judgement } from './criterion.ts';
export type { EcosystemRecords, RecordKind } from './ecosystem-records.ts';
export * from './frameworks.ts';
export * from './progress.ts';
