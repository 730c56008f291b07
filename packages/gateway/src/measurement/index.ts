export * from './adoption-resolvers.ts';
export * from './resolvers.ts';
