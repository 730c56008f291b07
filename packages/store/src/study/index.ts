export * from './entities.ts';
export * from './study.entity.ts';
export * from './study-reader.ts';
export * from './study-tables.ts';
export * from './study-writer.ts';
