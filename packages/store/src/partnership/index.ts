export * from './entities.ts';
export * from './partnership.entity.ts';
export * from './partnership-reader.ts';
export * from './partnership-writer.ts';
export * from './rating-reader.ts';
export * from './rating-writer.ts';
export * from './relationship-rating.entity.ts';
