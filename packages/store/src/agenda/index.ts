export * from './agenda-reader.ts';
export * from './agenda-writer.ts';
export * from './common-agenda.entity.ts';
export * from './entities.ts';
export * from './goal.entity.ts';
export * from './goal-writer.ts';
