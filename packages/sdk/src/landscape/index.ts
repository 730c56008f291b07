export * from './gap.ts';
export * from './gap-aspect.ts';
export * from './landscape-scan.ts';
export * from './records.ts';
