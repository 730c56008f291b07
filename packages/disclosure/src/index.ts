export * from './crossing/index.ts';
export type * from './linked-set.ts';
export * from './protect.ts';
export type * from './result.ts';
export { isSensitiveCount, type ThresholdRule } from './threshold-rule.ts';
