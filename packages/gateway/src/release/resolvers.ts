import type { Resolvers } from '../generated/resolvers-types.ts';
import { calendarReleaseMutations, calendarReleaseResolvers } from './calendar-release-resolvers.ts';
import { publishedResolvers } from './release-resolvers.ts';

/** The resolvers of this domain. */
export const releaseResolvers: Resolvers[] = [
  publishedResolvers,
  calendarReleaseResolvers,
  { Mutation: calendarReleaseMutations },
];
