export * from './membership-resolvers.ts';
export * from './resolvers.ts';
