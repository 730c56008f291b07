export * from './coding-release-writer.ts';
export * from './entities.ts';
export type { RoundImportance } from './importance-reader.ts';
export * from './study.entity.ts';
export * from './study-reader.ts';
export * from './study-tables.ts';
export * from './study-writer.ts';
