export * from './adoption-resolvers.ts';
export { calendarReleaseResolvers } from './calendar-release-resolvers.ts';
export * from './crosswalk-resolvers.ts';
export * from './discussion-resolvers.ts';
export * from './evidence-resolvers.ts';
export * from './population-resolvers.ts';
export * from './resolvers.ts';
