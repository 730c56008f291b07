export * from './coding-rule.ts';
export * from './figure-rule.ts';
export * from './importance.ts';
export * from './records.ts';
export * from './study.ts';
