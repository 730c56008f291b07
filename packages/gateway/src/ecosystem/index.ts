export * from './membership-resolvers.ts';
export * from './place-resolvers.ts';
export * from './resolvers.ts';
