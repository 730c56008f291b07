import { closeGap, gapDefinition, landscapeScanDefinition, reopenGap } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, transition, update } from '../shared/mutation.ts';

/** Resolvers of landscape scans and the gaps that they found. */
export const landscapeResolvers: Resolvers = {
  Ecosystem: {
    landscapeScans: async ({ id }, page, { read }) => new Connection(await read.landscape.scans(id, page)),
    gaps: async ({ id }, { aspect, status, addressed, ...page }, { read }) =>
      new Connection(
        await read.landscape.gaps({ kind: 'ecosystem', id }, { page, filter: { aspect, status, addressed } }),
      ),
  },
  Goal: {
    gaps: async ({ id }, { aspect, status, ...page }, { read }) =>
      new Connection(await read.landscape.gaps({ kind: 'goal', id }, { page, filter: { aspect, status } })),
  },
  LandscapeScan: {
    gaps: async ({ id }, { aspect, status, addressed, ...page }, { read }) =>
      new Connection(await read.landscape.gaps({ kind: 'scan', id }, { page, filter: { aspect, status, addressed } })),
  },
  Indicator: {
    gaps: async ({ id }, { aspect, status, addressed, ...page }, { read }) =>
      new Connection(
        await read.landscape.gaps({ kind: 'indicator', id }, { page, filter: { aspect, status, addressed } }),
      ),
  },
  Mutation: {
    createLandscapeScan: create(landscapeScanDefinition),
    updateLandscapeScan: update(landscapeScanDefinition),
    createGap: create(gapDefinition),
    updateGap: update(gapDefinition),
    closeGap: transition(closeGap),
    reopenGap: transition(reopenGap),
  },
};
