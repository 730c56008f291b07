export * from './figure-resolvers.ts';
export * from './reporter.ts';
export * from './resolvers.ts';
