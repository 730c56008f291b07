export { partnershipNetworkResolvers } from './network-resolvers.ts';
export * from './resolvers.ts';
