import { groupCodesOf } from '../ecosystem/internal.ts';
import { divideDecimals, subtractDecimals } from '../shared/decimal.ts';
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

const scale = 6;

/**
 * Compares the ties across sectors with those expected under random mixing of the same organizations.
 *
 * @see Krackhardt and Stern 1988, Informal networks and organizational crises, Social Psychology Quarterly 51, 123–140,
 * for the E-I index
 */
export function sectorMixing(
  ties: readonly Pick<RatedPair, 'oneId' | 'otherId'>[],
  {
    organizationIds,
    organizations,
  }: { organizationIds: readonly string[]; organizations: readonly NetworkOrganization[] },
): SectorMixing {
  const groups = new Map(organizations.map((organization) => [organization.id, groupCodesOf(organization)]));
  const known = organizationIds.flatMap((id) => {
    const codes = groups.get(id);
    return codes?.size ? [codes] : [];
  });
  const observed = countPairs(
    ties.flatMap(({ oneId, otherId }) => {
      const [one, other] = [groups.get(oneId), groups.get(otherId)];
      return one?.size && other?.size ? [[one, other] as const] : [];
    }),
  );
  const possible = countPairs(known.flatMap((one, at) => known.slice(at + 1).map((other) => [one, other] as const)));
  return {
    crossSectorShare: shareOf(observed),
    expectedCrossSectorShare: shareOf(possible),
    eiIndex: indexOf(observed),
    expectedEiIndex: indexOf(possible),
  };
}

interface PairCount {
  pairs: number;
  across: number;
}

function countPairs(pairs: readonly (readonly [Set<string>, Set<string>])[]): PairCount {
  return { pairs: pairs.length, across: pairs.filter(([one, other]) => one.isDisjointFrom(other)).length };
}

function shareOf({ pairs, across }: PairCount): string | null {
  return divideDecimals(String(across), { by: String(pairs), scale }) ?? null;
}

function indexOf({ pairs, across }: PairCount): string | null {
  const external = subtractDecimals(String(across), String(pairs - across));
  return divideDecimals(external, { by: String(pairs), scale }) ?? null;
}
