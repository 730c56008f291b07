import { type CoveringOrganization, groupCodesOf } from '../ecosystem/index.ts';
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
 * The network of one wave of ratings, in numbers. Shares are decimals from 0 to 1, rounded to 6 places, and null where
 * there is nothing that they could be a share of.
 */
export interface PartnershipNetwork {
  /** The organizations that rate or are rated, by id. Who neither rates nor is rated is no part of the network. */
  organizationIds: string[];
  /** The pairs of which at least one of the two rates the other, with what each side says. */
  pairs: RatedPair[];
  /** How many of the pairs are tied: at least one of the two says a level of 1 or more. */
  ties: number;
  /** How many of the pairs are rated by both. */
  twoSided: number;
  /** Ties ÷ all pairs that the organizations could form; a pair that nobody rates is no tie. Null below 2 organizations. */
  density: string | null;
  /**
   * Freeman's degree centralization: how far the network hangs on one organization, from 0 (all have as many ties) to 1
   * (a star). The sum of the differences to the highest degree ÷ (n − 1)(n − 2). Null below 3 organizations.
   */
  centralization: string | null;
  /** Ties between organizations without a stakeholder group in common ÷ ties of which both name a group. */
  crossSectorShare: string | null;
  /** Of the pairs that both rate and that at least one rates 1 or more: the share that both rate 1 or more. */
  confirmedTies: string | null;
  /** Of the pairs that both rate: the share that both rate with the same level, 0 included. */
  levelConcordance: string | null;
  /** Sets of organizations that are tied directly or through others, the largest first; an isolate is a set of its own. */
  components: NetworkComponent[];
  /** Organizations without a tie, by id. */
  isolateIds: string[];
  /** Each organization, the highest betweenness first. */
  centralities: NetworkCentrality[];
  /** The pairs that both rate with different levels, the largest difference first: findings, not errors. */
  differences: RatingDifference[];
}

/** The ids of organizations that are tied directly or through others, in their order. */
export type NetworkComponent = readonly string[];

/** How an organization stands in the network. */
export interface NetworkCentrality {
  organizationId: string;
  /** How many organizations it is tied to. */
  degree: number;
  /**
   * The share of the shortest paths between two others that lead through it, over all pairs of others: 0 where it stands
   * between nobody, 1 for the middle of a star.
   */
  betweenness: string;
}

/** Two organizations that see their relationship differently. */
export interface RatingDifference {
  oneId: string;
  otherId: string;
  levelOfOne: number;
  levelOfOther: number;
  /** How far the two levels are apart, from 1 to 5. */
  difference: number;
}

/** An organization of the network, with the groups that cross-sector ties are told by. */
export type NetworkOrganization = Pick<CoveringOrganization, 'stakeholderGroups'> & { id: string };

/** Checks a {@link NetworkOrganization}. */
export const networkOrganization = fields<NetworkOrganization>({ id: text, stakeholderGroups: list(coded) });

const measureScale = 6;

/**
 * The network that the ratings of one wave show: how dense it is, on whom it hangs, who stands alone, and where two
 * sides see one relationship differently. What each measure is of is said beside it in {@link PartnershipNetwork}.
 *
 * Ties have no direction and no weight. `organizations` says the stakeholder groups of those who are known; others have
 * none. The answer does not depend on the order of ratings or organizations.
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
  const { places, components } = networkShape(organizationIds, ties);
  const count = organizationIds.length;
  return accepted({
    organizationIds,
    pairs,
    ties: ties.length,
    twoSided: twoSided.length,
    density: share(ties.length, (count * (count - 1)) / 2),
    centralization: centralization(places.map(({ degree }) => degree)),
    crossSectorShare: crossSectorShare(ties, organizations),
    confirmedTies: share(tiedOfTwoSided.filter(bothSayTie).length, tiedOfTwoSided.length),
    levelConcordance: share(twoSided.filter((pair) => pair.levelOfOne === pair.levelOfOther).length, twoSided.length),
    components,
    isolateIds: places.filter(({ degree }) => degree === 0).map(({ organizationId }) => organizationId),
    centralities: places
      .map((place) => ({ ...place, betweenness: roundToDecimal(place.betweenness, { scale: measureScale }) }))
      .sort(mostBetween),
    differences: twoSided.flatMap(differenceOf).sort(mostApart),
  });
}

function share(count: number, of: number): string | null {
  return divideDecimals(String(count), { by: String(of), scale: measureScale }) ?? null;
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

function bothSayTie({ levelOfOne, levelOfOther }: RatedPair): boolean {
  return Math.min(levelOfOne ?? 0, levelOfOther ?? 0) >= 1;
}

function differenceOf({ oneId, otherId, levelOfOne, levelOfOther }: RatedPair): RatingDifference[] {
  if (levelOfOne === null || levelOfOther === null || levelOfOne === levelOfOther) return [];
  return [{ oneId, otherId, levelOfOne, levelOfOther, difference: Math.abs(levelOfOne - levelOfOther) }];
}

// Rounded, so that equal places stay in the order of ids whatever the last bits of a float say.
function mostBetween(a: NetworkCentrality, b: NetworkCentrality): number {
  return (
    Number(b.betweenness) - Number(a.betweenness) ||
    b.degree - a.degree ||
    compareTexts(a.organizationId, b.organizationId)
  );
}

function mostApart(a: RatingDifference, b: RatingDifference): number {
  return b.difference - a.difference || compareTexts(a.oneId, b.oneId) || compareTexts(a.otherId, b.otherId);
}
