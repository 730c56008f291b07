export * from './access-grant-resolvers.ts';
export * from './audit-resolvers.ts';
export * from './erasure-resolvers.ts';
export * from './invitation-resolvers.ts';
export * from './sharing-resolvers.ts';
export * from './viewer-resolvers.ts';
export { voidingResolvers } from './voiding-resolvers.ts';
