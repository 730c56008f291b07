export * from './reporter.ts';
export * from './resolvers.ts';
