export * from './proposal-resolvers.ts';
