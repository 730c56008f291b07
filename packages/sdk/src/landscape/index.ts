export * from './gap.ts';
export * from './landscape-scan.ts';
export * from './records.ts';
