import { unwrap } from '@collective-impact/sdk';
import { isTie, responseRate, responseRateChange } from '@collective-impact/sdk/partnership';
import type { RecordRow } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import type { GatewayContext } from '../shared/context.ts';

export const partnershipNetworkResolvers: Resolvers = {
  Ecosystem: {
    partnershipNetwork: ({ id }, requested, { read }) => read.rating.network(id, requested),
  },
  PartnershipNetwork: {
    wave: ({ number }) => number,
    waves: ({ waves }) => waves.map(({ number }) => number),
    surveyWave: ({ surveyWaveId }, _args, { read }) => read.record('survey_wave', surveyWaveId),
    responseRate: async ({ surveyWaveId }, _args, { read }) => {
      const wave = await read.record('survey_wave', surveyWaveId);
      return wave && unwrap(responseRate(wave));
    },
    organizations: ({ network }) => network.organizationIds.length,
    ties: ({ network }) => network.ties,
    twoSided: ({ network }) => network.twoSided,
    minimumLevel: ({ network }) => network.minimumLevel,
    ratedPairs: ({ network }) => network.pairs.length,
    possiblePairs: ({ network }) => network.possiblePairs,
    density: ({ network }) => network.density,
    centralization: ({ network }) => network.centralization,
    crossSectorShare: async ({ groupedNetwork }) => (await groupedNetwork()).crossSectorShare,
    expectedCrossSectorShare: async ({ groupedNetwork }) => (await groupedNetwork()).expectedCrossSectorShare,
    eiIndex: async ({ groupedNetwork }) => (await groupedNetwork()).eiIndex,
    expectedEiIndex: async ({ groupedNetwork }) => (await groupedNetwork()).expectedEiIndex,
    crossEcosystemShare: async ({ groupedNetwork }) => (await groupedNetwork()).crossEcosystemShare,
    expectedCrossEcosystemShare: async ({ groupedNetwork }) => (await groupedNetwork()).expectedCrossEcosystemShare,
    quality: ({ network }) => network.quality,
    sectors: async ({ groupedNetwork }) => (await groupedNetwork()).sectors,
    confirmedTies: ({ network }) => network.confirmedTies,
    levelConcordance: ({ network }) => network.levelConcordance,
    components: ({ network }) => network.components,
    isolates: ({ network }, _args, context) => organizationsOf(context, network.isolateIds),
    centralities: (parent, _args, { read }) => read.rating.centralities(parent),
    pairs: ({ network }) => network.pairs.map((pair) => ({ ...pair, minimumLevel: network.minimumLevel })),
    differences: ({ network }) => network.differences,
    change: (parent, { since }, { read }) => read.rating.change(parent, since),
  },
  NetworkComponent: {
    size: (ids) => ids.length,
    organizations: (ids, _args, context) => organizationsOf(context, ids),
  },
  NetworkCentrality: {
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
  },
  RatedPair: {
    firstOrganization: ({ firstOrganizationId }, _args, { read }) => read.record('organization', firstOrganizationId),
    secondOrganization: ({ secondOrganizationId }, _args, { read }) =>
      read.record('organization', secondOrganizationId),
    tied: ({ minimumLevel, ...pair }) => isTie(pair, minimumLevel),
  },
  RatingDifference: {
    firstOrganization: ({ firstOrganizationId }, _args, { read }) => read.record('organization', firstOrganizationId),
    secondOrganization: ({ secondOrganizationId }, _args, { read }) =>
      read.record('organization', secondOrganizationId),
  },
  NetworkChange: {
    since: ({ since }) => since.number,
    responseRate: async ({ since, surveyWaveId }, _args, { read }) => {
      const waves = [since.surveyWaveId, surveyWaveId].map((id) => read.record('survey_wave', id));
      const [before = null, after = null] = await Promise.all(waves);
      return unwrap(responseRateChange(before, after));
    },
    organizations: ({ organizationIds }) => organizationIds.length,
    joined: ({ joinedIds }, _args, context) => organizationsOf(context, joinedIds),
    left: ({ leftIds }, _args, context) => organizationsOf(context, leftIds),
    tiesFormed: ({ tiesFormed, minimumLevel }) => tiesFormed.map((pair) => ({ ...pair, minimumLevel })),
    tiesEnded: ({ tiesEnded, minimumLevel }) => tiesEnded.map((pair) => ({ ...pair, minimumLevel })),
    centralities: (change, _args, { read }) => read.rating.centralityChanges(change),
  },
  CentralityChange: {
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
  },
};

/** The organizations with these UUIDs that the viewer may see, in the order of the UUIDs. */
async function organizationsOf({ read }: GatewayContext, ids: readonly string[]): Promise<RecordRow<'Organization'>[]> {
  const organizations = await Promise.all(ids.map((id) => read.record('organization', id)));
  return organizations.filter((organization) => organization !== null);
}
