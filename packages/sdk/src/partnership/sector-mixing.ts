import { groupCodesOf } from '../ecosystem/internal.ts';
import { mixingOf } from './mixing.ts';
import type { NetworkOrganization } from './network-organization.ts';
import type { RatedPair } from './rated-pair.ts';

/** How many ties cross sectors, and how many would under random mixing. A measure is null if its base is empty. */
export interface SectorMixing {
  /** Ties between organizations without a common stakeholder group ÷ ties with known groups on both sides. */
  crossSectorShare: string | null;
  /**
   * The same share among all pairs of the network's organizations with known groups: the expected share if ties were formed
   * at random. A lower observed share means less mixing than by chance.
   */
  expectedCrossSectorShare: string | null;
  /**
   * E-I index: (external − internal) ÷ (external + internal) ties, from −1 (all within a sector) to 1 (all across sectors).
   */
  eiIndex: string | null;
  /** The E-I index of all pairs of the network's organizations with known groups. */
  expectedEiIndex: string | null;
}

/** How many ties connect two ecosystems, and how many would under random mixing. A measure is null if its base is empty. */
export interface EcosystemMixing {
  /** Ties between organizations of different ecosystems ÷ ties with known ecosystems on both sides. */
  crossEcosystemShare: string | null;
  /** The same share among all pairs of the network's organizations with known ecosystems. */
  expectedCrossEcosystemShare: string | null;
}

/** The organizations of a network: the ids of all, and what is known about them. */
interface MixedOrganizations {
  organizationIds: readonly string[];
  organizations: readonly NetworkOrganization[];
}

/** Compares the ties across sectors with those expected under random mixing of the same organizations. */
export function sectorMixing(
  ties: readonly Pick<RatedPair, 'oneId' | 'otherId'>[],
  { organizationIds, organizations }: MixedOrganizations,
): SectorMixing {
  const groups = new Map(organizations.map((organization) => [organization.id, groupCodesOf(organization)]));
  const { share, expectedShare, eiIndex, expectedEiIndex } = mixingOf(ties, { organizationIds, groups });
  return { crossSectorShare: share, expectedCrossSectorShare: expectedShare, eiIndex, expectedEiIndex };
}

/** Compares the ties across ecosystems with those expected under random mixing of the same organizations. */
export function ecosystemMixing(
  ties: readonly Pick<RatedPair, 'oneId' | 'otherId'>[],
  { organizationIds, organizations }: MixedOrganizations,
): EcosystemMixing {
  const groups = new Map(
    organizations.map(({ id, ecosystemId }) => [id, new Set(ecosystemId == null ? [] : [ecosystemId])]),
  );
  const { share, expectedShare } = mixingOf(ties, { organizationIds, groups });
  return { crossEcosystemShare: share, expectedCrossEcosystemShare: expectedShare };
}
