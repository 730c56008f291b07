export * from './change.entity.ts';
export * from './feed-epoch.entity.ts';
export * from './feed-epoch.ts';
export * from './triggers.ts';
