import type { Resolvers } from '../generated/resolvers-types.ts';
import { calendarResolvers } from './calendar-resolvers.ts';
import { correctionResolvers } from './correction-resolvers.ts';
import { dataQualityResolvers } from './data-quality-resolvers.ts';
import { evidenceResolvers } from './evidence-resolvers.ts';
import { populationResolvers } from './population-resolvers.ts';
import { reportMutations } from './report-mutations.ts';
import { reportResolvers } from './report-resolvers.ts';
import { requestResolvers } from './request-resolvers.ts';
import { submissionMutations } from './submission-mutation.ts';

/** The resolvers of this domain. */
export const reportingResolvers: Resolvers[] = [
  reportResolvers,
  { Mutation: { ...reportMutations, ...submissionMutations } },
  correctionResolvers,
  calendarResolvers,
  requestResolvers,
  dataQualityResolvers,
  populationResolvers,
  evidenceResolvers,
];
