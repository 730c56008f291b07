export * from './ecosystem.entity.ts';
export * from './ecosystem-reader.ts';
export * from './ecosystem-writer.ts';
export * from './entities.ts';
export * from './organization.entity.ts';
