export * from './ecosystem-resolvers.ts';
export * from './membership-resolvers.ts';
export * from './organization-resolvers.ts';
export * from './place-resolvers.ts';
