import { groupCodesOf } from '../ecosystem/internal.ts';
import { type MixedPair, mixingOf } from './mixing.ts';
import type { NetworkOrganization } from './network-organization.ts';

/** How many ties cross sectors, and how many would under random mixing. A measure is null if its base is empty. */
export interface SectorMixing {
  /** Ties between organizations without a common stakeholder group ÷ ties with known groups on both sides. */
  crossSectorShare: string | null;
  /**
   * The same share among the rated pairs with known groups: the expected share if the ties were random among them. A lower
   * observed share means less mixing than by chance.
   */
  expectedCrossSectorShare: string | null;
  /**
   * E-I index: (external − internal) ÷ (external + internal) ties, from −1 (all within a sector) to 1 (all across sectors).
   */
  eiIndex: string | null;
  /** The E-I index of the rated pairs with known groups. */
  expectedEiIndex: string | null;
}

/** How many ties connect two ecosystems, and how many would under random mixing. A measure is null if its base is empty. */
export interface EcosystemMixing {
  /** Ties between organizations of different ecosystems ÷ ties with known ecosystems on both sides. */
  crossEcosystemShare: string | null;
  /** The same share among the rated pairs with known ecosystems. */
  expectedCrossEcosystemShare: string | null;
}

/** The rated pairs of a network, with and without a tie, and what is known about the organizations. */
interface MixedPairs {
  pairs: readonly MixedPair[];
  organizations: readonly NetworkOrganization[];
}

/** Compares the ties across sectors with those expected under random mixing among the rated pairs. */
export function sectorMixing(ties: readonly MixedPair[], { pairs, organizations }: MixedPairs): SectorMixing {
  const groups = new Map(organizations.map((organization) => [organization.id, groupCodesOf(organization)]));
  const { share, expectedShare, eiIndex, expectedEiIndex } = mixingOf(ties, { pairs, groups });
  return { crossSectorShare: share, expectedCrossSectorShare: expectedShare, eiIndex, expectedEiIndex };
}

/** Compares the ties across ecosystems with those expected under random mixing among the rated pairs. */
export function ecosystemMixing(ties: readonly MixedPair[], { pairs, organizations }: MixedPairs): EcosystemMixing {
  const groups = new Map(
    organizations.map(({ id, ecosystemId }) => [id, new Set(ecosystemId == null ? [] : [ecosystemId])]),
  );
  const { share, expectedShare } = mixingOf(ties, { pairs, groups });
  return { crossEcosystemShare: share, expectedCrossEcosystemShare: expectedShare };
}
