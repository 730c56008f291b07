export type { Criterion, Framework, JudgedCriterion, Judgement } from './criterion.ts';
export type { EcosystemRecords, RecordKind } from './ecosystem-records.ts';
export { type FrameworkCode, frameworks } from './frameworks.ts';
export { type MemberProgress, memberProgress } from './member-progress.ts';
export { type Progress, progress, requiredRecordKinds } from './progress.ts';
