import type { CoveringOrganization } from '../ecosystem/index.ts';
import { groupCodesOf } from '../ecosystem/internal.ts';
import { divideDecimals, roundToDecimal } from '../shared/decimal.ts';
import { coded, fields, judgeInput, list, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { networkShape } from './network-graph.ts';
import {
  compareTexts,
  isTie,
  isTwoSided,
  type NetworkRating,
  networkRating,
  type RatedPair,
  ratedPairs,
} from './rated-pair.ts';

/**
 * Measures of the network of one wave of ratings. Shares are decimals, 0 to 1, rounded to 6 places. They are null if their
 * base is empty.
 */
export interface PartnershipNetwork {
  /** Ids of the organizations that gave or received a rating, in order. */
  organizationIds: string[];
  /** Pairs that at least one organization rated. */
  pairs: RatedPair[];
  /** Number of ties: pairs in which at least one level is 1 or higher. */
  ties: number;
  /** Number of pairs that both organizations rated. */
  twoSided: number;
  /** Ties ÷ possible pairs. Unrated pairs count as pairs without a tie. Null below 2 organizations. */
  density: string | null;
  /**
   * Freeman's degree centralization, from 0 (equal degrees) to 1 (a star): the sum of the differences to the highest degree
   * ÷ (n − 1)(n − 2). Null below 3 organizations.
   */
  centralization: string | null;
  /** Ties between organizations without a common stakeholder group ÷ ties with known groups on both sides. */
  crossSectorShare: string | null;
  /** Share of two-sided ties that both organizations rated at level 1 or higher. */
  confirmedTies: string | null;
  /** Share of two-sided pairs with equal levels, including level 0. */
  levelConcordance: string | null;
  /** Components, largest first. An isolate is a component of one organization. */
  components: NetworkComponent[];
  /** Ids of organizations without a tie, in order. */
  isolateIds: string[];
  /** Centrality of each organization, highest betweenness first. */
  centralities: NetworkCentrality[];
  /** Pairs with different levels, largest difference first. */
  differences: RatingDifference[];
}

/** Ids of the organizations of a component, in order. */
export type NetworkComponent = readonly string[];

/** Centrality of an organization. */
export interface NetworkCentrality {
  organizationId: string;
  /** Number of ties of the organization. */
  degree: number;
  /**
   * Normalized betweenness: the share of shortest paths between other organizations that pass through this one, 0 to 1.
   */
  betweenness: string;
}

/** A pair of organizations that reported different levels. */
export interface RatingDifference {
  oneId: string;
  otherId: string;
  levelOfOne: number;
  levelOfOther: number;
  /** Difference of the two levels, 1 to 5. */
  difference: number;
}

/** An organization of the network, with the stakeholder groups that determine cross-sector ties. */
export type NetworkOrganization = Pick<CoveringOrganization, 'stakeholderGroups'> & { id: string };

/** Checks a {@link NetworkOrganization}. */
export const networkOrganization = fields<NetworkOrganization>({ id: text, stakeholderGroups: list(coded) });

const measureScale = 6;

/**
 * The network of the ratings of one wave: density, centralization, components, centrality, and differences between ratings.
 * {@link PartnershipNetwork} defines each measure.
 *
 * Ties are undirected and unweighted. `organizations` contains the stakeholder groups of known organizations. The result does
 * not depend on the order of ratings or organizations.
 *
 * @see https://doi.org/10.1177/1098214006290356 Frey, Lohmeier, Lee and Tollefson 2006, Measuring collaboration among
 * grant partners
 * @see https://doi.org/10.1016/0378-8733(78)90021-7 Freeman 1978, Centrality in social networks, conceptual clarification
 * @example
 * const ratings = [
 *   { raterId: 'district', ratedId: 'museum', collaborationLevel: 4 },
 *   { raterId: 'museum', ratedId: 'district', collaborationLevel: 2 },
 *   { raterId: 'museum', ratedId: 'library', collaborationLevel: 1 },
 * ];
 * const network = unwrap(partnershipNetwork(ratings));
 * network.density; // '0.666667'
 * network.differences; // [{ oneId: 'district', otherId: 'museum', levelOfOne: 4, levelOfOther: 2, difference: 2 }]
 * network.centralities[0]; // { organizationId: 'museum', degree: 2, betweenness: '1' }
 */
export function partnershipNetwork(
  ratings: readonly NetworkRating[],
  organizations: readonly NetworkOrganization[] = [],
): Outcome<PartnershipNetwork> {
  const malformed = judgeInput(
    { ratings, organizations },
    { ratings: list(networkRating), organizations: list(networkOrganization) },
  );
  if (malformed.length > 0) return refused(...malformed);
  const pairs = ratedPairs(ratings);
  const organizationIds = [...new Set(pairs.flatMap(({ oneId, otherId }) => [oneId, otherId]))].sort(compareTexts);
  const ties = pairs.filter(isTie);
  const twoSided = pairs.filter(isTwoSided);
  const tiedOfTwoSided = twoSided.filter(isTie);
  const { nodes, components } = networkShape(organizationIds, ties);
  const count = organizationIds.length;
  return accepted({
    organizationIds,
    pairs,
    ties: ties.length,
    twoSided: twoSided.length,
    density: share(ties.length, (count * (count - 1)) / 2),
    centralization: centralization(nodes.map(({ degree }) => degree)),
    crossSectorShare: crossSectorShare(ties, organizations),
    confirmedTies: share(tiedOfTwoSided.filter(isConfirmed).length, tiedOfTwoSided.length),
    levelConcordance: share(twoSided.filter((pair) => pair.levelOfOne === pair.levelOfOther).length, twoSided.length),
    components,
    isolateIds: nodes.filter(({ degree }) => degree === 0).map(({ organizationId }) => organizationId),
    centralities: nodes
      .map((node) => ({ ...node, betweenness: roundToDecimal(node.betweenness, { scale: measureScale }) }))
      .sort(highestBetweennessFirst),
    differences: twoSided.flatMap(differenceOf).sort(largestDifferenceFirst),
  });
}

function share(count: number, base: number): string | null {
  return divideDecimals(String(count), { by: String(base), scale: measureScale }) ?? null;
}

function centralization(degrees: readonly number[]): string | null {
  const count = degrees.length;
  const highest = degrees.reduce((most, degree) => Math.max(most, degree), 0);
  if (count < 3) return null;
  const differences = degrees.reduce((sum, degree) => sum + highest - degree, 0);
  return share(differences, (count - 1) * (count - 2));
}

function crossSectorShare(ties: readonly RatedPair[], organizations: readonly NetworkOrganization[]): string | null {
  const groups = new Map(organizations.map((organization) => [organization.id, groupCodesOf(organization)]));
  let known = 0;
  let across = 0;
  for (const { oneId, otherId } of ties) {
    const [one, other] = [groups.get(oneId), groups.get(otherId)];
    if (!one?.size || !other?.size) continue;
    known += 1;
    if (one.isDisjointFrom(other)) across += 1;
  }
  return share(across, known);
}

function isConfirmed({ levelOfOne, levelOfOther }: RatedPair): boolean {
  return Math.min(levelOfOne ?? 0, levelOfOther ?? 0) >= 1;
}

function differenceOf({ oneId, otherId, levelOfOne, levelOfOther }: RatedPair): RatingDifference[] {
  if (levelOfOne === null || levelOfOther === null || levelOfOne === levelOfOther) return [];
  return [{ oneId, otherId, levelOfOne, levelOfOther, difference: Math.abs(levelOfOne - levelOfOther) }];
}

// Compares rounded values, so that floating-point noise does not change the order of equal values.
function highestBetweennessFirst(a: NetworkCentrality, b: NetworkCentrality): number {
  return (
    Number(b.betweenness) - Number(a.betweenness) ||
    b.degree - a.degree ||
    compareTexts(a.organizationId, b.organizationId)
  );
}

function largestDifferenceFirst(a: RatingDifference, b: RatingDifference): number {
  return b.difference - a.difference || compareTexts(a.oneId, b.oneId) || compareTexts(a.otherId, b.otherId);
}
