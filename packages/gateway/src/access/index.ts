export * from './access-grant-resolvers.ts';
export * from './viewer-resolvers.ts';
