import { isTie } from '@collective-impact/sdk/partnership';
import type { RecordRow } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import type { GatewayContext } from '../shared/context.ts';

export const partnershipNetworkResolvers: Resolvers = {
  Ecosystem: {
    partnershipNetwork: ({ id }, { wave }, { read }) => read.rating.network(id, wave),
  },
  PartnershipNetwork: {
    organizations: ({ network }) => network.organizationIds.length,
    ties: ({ network }) => network.ties,
    twoSided: ({ network }) => network.twoSided,
    density: ({ network }) => network.density,
    centralization: ({ network }) => network.centralization,
    crossSectorShare: ({ network }) => network.crossSectorShare,
    confirmedTies: ({ network }) => network.confirmedTies,
    levelConcordance: ({ network }) => network.levelConcordance,
    components: ({ network }) => network.components,
    isolates: ({ network }, _args, context) => organizationsOf(context, network.isolateIds),
    centralities: ({ network }) => network.centralities,
    pairs: ({ network }) => network.pairs,
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
    one: ({ oneId }, _args, { read }) => read.record('organization', oneId),
    other: ({ otherId }, _args, { read }) => read.record('organization', otherId),
    tied: isTie,
  },
  RatingDifference: {
    one: ({ oneId }, _args, { read }) => read.record('organization', oneId),
    other: ({ otherId }, _args, { read }) => read.record('organization', otherId),
  },
  NetworkChange: {
    organizations: ({ organizationIds }) => organizationIds.length,
    joined: ({ joinedIds }, _args, context) => organizationsOf(context, joinedIds),
    left: ({ leftIds }, _args, context) => organizationsOf(context, leftIds),
  },
  BetweennessChange: {
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
  },
};

/** The organizations with these UUIDs that the viewer may see, in the order of the UUIDs. */
async function organizationsOf({ read }: GatewayContext, ids: readonly string[]): Promise<RecordRow<'Organization'>[]> {
  const organizations = await Promise.all(ids.map((id) => read.record('organization', id)));
  return organizations.filter((organization) => organization !== null);
}
