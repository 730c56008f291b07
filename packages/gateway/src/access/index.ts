export * from './viewer-resolvers.ts';
