export * from './access-grant-resolvers.ts';
export * from './invitation-resolvers.ts';
export * from './sharing-resolvers.ts';
export * from './viewer-resolvers.ts';
