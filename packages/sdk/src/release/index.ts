export * from './decision/index.ts';
export * from './due-release.ts';
export * from './records.ts';
export * from './release.ts';
