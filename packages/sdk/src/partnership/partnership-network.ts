import { expecting, fields, judgeInput, list, omissible } from '../shared/input.ts';
import { lazily } from '../shared/lazily.ts';
import { divideDecimals, roundToDecimal } from '../shared/numbers/decimal.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { NetworkCentrality } from './network-centrality.ts';
import { degreesOf, type NetworkDegrees } from './network-degrees.ts';
import { betweennessOf, componentsOf, networkGraph } from './network-graph.ts';
import { type NetworkOrganization, networkOrganization } from './network-organization.ts';
import {
  compareTexts,
  isTie,
  isTwoSided,
  type NetworkRating,
  networkRating,
  type RatedPair,
  ratedPairs,
  type TwoSidedPair,
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
 * base is empty. A measure that takes time is computed when it is read first.
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
  /** Centrality of each organization, highest betweenness first. The time grows with organizations × ties. */
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
  organizations: omissible(list(networkOrganization)),
  minimumLevel: omissible(
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
  const counted = lazily(() => ratings.filter(({ raterId, ratedId }) => raterId !== ratedId));
  const confirmation = lazily(() => confirmedShare(twoSided, minimumLevel));
  const concordance = lazily(() =>
    share(twoSided.filter(({ firstLevel, secondLevel }) => firstLevel === secondLevel).length, twoSided.length),
  );
  const degrees = lazily(() => degreesOf(organizationIds, { ties, minimumLevel }));
  const graph = lazily(() => networkGraph(organizationIds, ties));
  const central = lazily(() => centralization(degrees().map(({ degree }) => degree)));
  const components = lazily(() => componentsOf(graph()));
  const isolateIds = lazily(() =>
    components()
      .flatMap((ids) => (ids.length === 1 ? ids : []))
      .sort(compareTexts),
  );
  const centralities = lazily(() => centralitiesOf(degrees(), betweennessOf(graph())));
  const ofSectors = lazily(() => sectorMixing(ties, { pairs, organizations }));
  const ofEcosystems = lazily(() => ecosystemMixing(ties, { pairs, organizations }));
  const differences = lazily(() => twoSided.flatMap(differenceOf).sort(largestDifferenceFirst));
  const quality = lazily(() => relationshipQuality(counted()));
  const sectors = lazily(() => relationshipsBySector(counted(), { degrees: degrees(), organizations }));
  return {
    organizationIds,
    pairs,
    ties: ties.length,
    twoSided: twoSided.length,
    minimumLevel,
    possiblePairs: organizationIds.length < 2 ? 0 : (organizationIds.length * (organizationIds.length - 1)) / 2,
    density: share(ties.length, pairs.length),
    get centralization() {
      return central();
    },
    get crossSectorShare() {
      return ofSectors().crossSectorShare;
    },
    get expectedCrossSectorShare() {
      return ofSectors().expectedCrossSectorShare;
    },
    get eiIndex() {
      return ofSectors().eiIndex;
    },
    get expectedEiIndex() {
      return ofSectors().expectedEiIndex;
    },
    get crossEcosystemShare() {
      return ofEcosystems().crossEcosystemShare;
    },
    get expectedCrossEcosystemShare() {
      return ofEcosystems().expectedCrossEcosystemShare;
    },
    get confirmedTies() {
      return confirmation();
    },
    get levelConcordance() {
      return concordance();
    },
    get components() {
      return components();
    },
    get isolateIds() {
      return isolateIds();
    },
    get centralities() {
      return centralities();
    },
    get differences() {
      return differences();
    },
    get quality() {
      return quality();
    },
    get sectors() {
      return sectors();
    },
  };
}

/** The centrality of each organization, highest betweenness first. */
function centralitiesOf(degrees: readonly NetworkDegrees[], betweenness: readonly number[]): NetworkCentrality[] {
  const rounded = (measure: number) => roundToDecimal(measure, { scale: measureScale });
  return degrees
    .map((each, at) => ({
      ...each,
      weightedDegree: rounded(each.weightedDegree),
      betweenness: rounded(betweenness[at] ?? 0),
    }))
    .sort(highestBetweennessFirst);
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

/** The share of two-sided ties that both organizations rated at `minimumLevel` or higher. */
function confirmedShare(twoSided: readonly TwoSidedPair[], minimumLevel: number): string | null {
  const ties = twoSided.filter((pair) => isTie(pair, minimumLevel));
  const confirmed = ties.filter(({ firstLevel, secondLevel }) => Math.min(firstLevel, secondLevel) >= minimumLevel);
  return share(confirmed.length, ties.length);
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
