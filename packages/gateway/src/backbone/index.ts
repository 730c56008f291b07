export * from './funding-resolvers.ts';
export * from './resolvers.ts';
