import type { Resolvers } from '../generated/resolvers-types.ts';
import { disparityResolvers } from './disparity-resolvers.ts';
import { rollUpResolvers } from './roll-up-resolvers.ts';
import { seriesResolvers } from './series-resolvers.ts';
import { targetProgressResolvers } from './target-progress-resolvers.ts';

/** The resolvers of this domain. */
export const aggregationResolvers: Resolvers[] = [
  rollUpResolvers,
  disparityResolvers,
  seriesResolvers,
  targetProgressResolvers,
];
