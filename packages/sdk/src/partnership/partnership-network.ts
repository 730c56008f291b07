import { expecting, fields, judgeInput, list, optional } from '../shared/input.ts';
import { divideDecimals, roundToDecimal } from '../shared/numbers/decimal.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { NetworkCentrality } from './network-centrality.ts';
import { networkShape } from './network-graph.ts';
import { type NetworkOrganization, networkOrganization } from './network-organization.ts';
import {
  compareTexts,
  isTie,
  isTwoSided,
  type NetworkRating,
  networkRating,
  type RatedPair,
  ratedPairs,
  strengthOf,
} from './rated-pair.ts';
import {
  type RelationshipQuality,
  relationshipQuality,
  relationshipsBySector,
  type SectorRelationships,
} from './relationship-quality.ts';
import { type EcosystemMixing, ecosystemMixing, type SectorMixing, sectorMixing } from './sector-mixing.ts';

/**
 * Measures of the network of one wave of ratings. Shares are decimals, 0 to 1, rounded to 6 decimal places. They are null if their
 * base is empty.
 */
export interface PartnershipNetwork extends SectorMixing, EcosystemMixing {
  /** Ids of the organizations that gave or received a rating, in order. */
  organizationIds: string[];
  /** Pairs that at least one organization rated. */
  pairs: RatedPair[];
  /** Number of ties: pairs in which at least one level is `minimumLevel` or higher. */
  ties: number;
  /** Number of pairs that both organizations rated. */
  twoSided: number;
  /** Level from which a pair has a tie. */
  minimumLevel: number;
  /** Number of possible pairs of the organizations. */
  possiblePairs: number;
  /** Ties ÷ rated pairs. An unrated pair is unknown. Null without a rated pair. */
  density: string | null;
  /**
   * Freeman's degree centralization, from 0 (equal degrees) to 1 (a star): the sum of the differences to the highest degree
   * ÷ (n − 1)(n − 2). Null below 3 organizations.
   */
  centralization: string | null;
  /** Share of two-sided ties that both organizations rated at `minimumLevel` or higher. */
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
  /** Means of all ratings. */
  quality: RelationshipQuality;
  /** Means by stakeholder group, in the order of the code list. */
  sectors: SectorRelationships[];
}

/** Ids of the organizations of a component, in order. */
export type NetworkComponent = readonly string[];

/** A pair of organizations that reported different levels. */
export interface RatingDifference {
  firstOrganizationId: string;
  secondOrganizationId: string;
  firstLevel: number;
  secondLevel: number;
  /** Difference between the two levels, 1 to 5. */
  difference: number;
}

/** Options of a network. */
export interface NetworkOptions {
  /** The stakeholder groups and ecosystems of known organizations. */
  organizations?: readonly NetworkOrganization[];
  /** Level from which a pair has a tie, 1 to 5. Defaults to 1. */
  minimumLevel?: number;
}

/** Checks {@link NetworkOptions}. */
export const networkOptions = fields<NetworkOptions>({
  organizations: optional(list(networkOrganization)),
  minimumLevel: optional(
    expecting('a level from 1 to 5', (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 5),
  ),
});

const measureScale = 6;

/**
 * The network of the ratings of one wave: density, centralization, components, centrality, and differences between ratings.
 * {@link PartnershipNetwork} defines each measure.
 *
 * Ties are undirected. Organizations without stakeholder groups in `options` are excluded from measures of sectors. The result
 * does not depend on the order of ratings or organizations.
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
 * network.density; // '1'
 * network.possiblePairs; // 3
 * network.differences; // [{ firstOrganizationId: 'district', secondOrganizationId: 'museum', firstLevel: 4, secondLevel: 2, difference: 2 }]
 * network.centralities[0]; // { organizationId: 'museum', degree: 2, weightedDegree: '4', inDegree: 1, outDegree: 2, betweenness: '1' }
 */
export function partnershipNetwork(
  ratings: readonly NetworkRating[],
  options: NetworkOptions = {},
): Outcome<PartnershipNetwork> {
  const malformed = judgeInput({ ratings, options }, { ratings: list(networkRating), options: networkOptions });
  return malformed.length > 0 ? refused(...malformed) : accepted(networkOf(ratings, options));
}

function networkOf(ratings: readonly NetworkRating[], options: NetworkOptions): PartnershipNetwork {
  const { organizations = [], minimumLevel = 1 } = options;
  const pairs = ratedPairs(ratings);
  const organizationIds = [
    ...new Set(
      pairs.flatMap(({ firstOrganizationId, secondOrganizationId }) => [firstOrganizationId, secondOrganizationId]),
    ),
  ].sort(compareTexts);
  const ties = pairs.filter((pair) => isTie(pair, minimumLevel));
  const twoSided = pairs.filter(isTwoSided);
  const tiedOfTwoSided = twoSided.filter((pair) => isTie(pair, minimumLevel));
  const { nodes, components } = networkShape(organizationIds, ties);
  const degrees = directedDegrees(ties, minimumLevel);
  const centralities = nodes
    .map((node) => ({
      ...node,
      ...(degrees.get(node.organizationId) ?? noDegrees),
      betweenness: roundToDecimal(node.betweenness, { scale: measureScale }),
    }))
    .map((node) => ({ ...node, weightedDegree: roundToDecimal(node.weightedDegree, { scale: measureScale }) }))
    .sort(highestBetweennessFirst);
  const counted = ratings.filter(({ raterId, ratedId }) => raterId !== ratedId);
  return {
    organizationIds,
    pairs,
    ties: ties.length,
    twoSided: twoSided.length,
    minimumLevel,
    possiblePairs: organizationIds.length < 2 ? 0 : (organizationIds.length * (organizationIds.length - 1)) / 2,
    density: share(ties.length, pairs.length),
    centralization: centralization(nodes.map(({ degree }) => degree)),
    ...sectorMixing(ties, { pairs, organizations }),
    ...ecosystemMixing(ties, { pairs, organizations }),
    confirmedTies: share(
      tiedOfTwoSided.filter((pair) => isConfirmed(pair, minimumLevel)).length,
      tiedOfTwoSided.length,
    ),
    levelConcordance: share(twoSided.filter((pair) => pair.firstLevel === pair.secondLevel).length, twoSided.length),
    components,
    isolateIds: nodes.filter(({ degree }) => degree === 0).map(({ organizationId }) => organizationId),
    centralities,
    differences: twoSided.flatMap(differenceOf).sort(largestDifferenceFirst),
    quality: relationshipQuality(counted),
    sectors: relationshipsBySector(counted, { centralities, organizations }),
  };
}

interface DirectedDegrees {
  weightedDegree: number;
  inDegree: number;
  outDegree: number;
}

const noDegrees: DirectedDegrees = { weightedDegree: 0, inDegree: 0, outDegree: 0 };

/** Weighted degree, in-degree and out-degree of each organization with a tie. */
function directedDegrees(ties: readonly RatedPair[], minimumLevel: number): Map<string, DirectedDegrees> {
  const degrees = new Map<string, DirectedDegrees>();
  const add = (id: string, more: DirectedDegrees) => {
    const { weightedDegree, inDegree, outDegree } = degrees.get(id) ?? noDegrees;
    degrees.set(id, {
      weightedDegree: weightedDegree + more.weightedDegree,
      inDegree: inDegree + more.inDegree,
      outDegree: outDegree + more.outDegree,
    });
  };
  for (const pair of ties) {
    const weightedDegree = strengthOf(pair);
    const [byOne, byOther] = [pair.firstLevel, pair.secondLevel].map((level) => Number((level ?? 0) >= minimumLevel));
    add(pair.firstOrganizationId, { weightedDegree, outDegree: byOne ?? 0, inDegree: byOther ?? 0 });
    add(pair.secondOrganizationId, { weightedDegree, outDegree: byOther ?? 0, inDegree: byOne ?? 0 });
  }
  return degrees;
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

function isConfirmed({ firstLevel, secondLevel }: RatedPair, minimumLevel: number): boolean {
  return Math.min(firstLevel ?? 0, secondLevel ?? 0) >= minimumLevel;
}

function differenceOf({
  firstOrganizationId,
  secondOrganizationId,
  firstLevel,
  secondLevel,
}: RatedPair): RatingDifference[] {
  if (firstLevel === null || secondLevel === null || firstLevel === secondLevel) return [];
  return [
    {
      firstOrganizationId,
      secondOrganizationId,
      firstLevel,
      secondLevel,
      difference: Math.abs(firstLevel - secondLevel),
    },
  ];
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
  return (
    b.difference - a.difference ||
    compareTexts(a.firstOrganizationId, b.firstOrganizationId) ||
    compareTexts(a.secondOrganizationId, b.secondOrganizationId)
  );
}
