export * from './entities.ts';
export * from './gap.entity.ts';
export * from './landscape-reader.ts';
export * from './landscape-scan.entity.ts';
export * from './landscape-writer.ts';
export * from './tables.ts';
