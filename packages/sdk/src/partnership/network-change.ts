import type { Code } from '../shared/code.ts';
import { fields, judgeInput, list } from '../shared/input.ts';
import { lazily } from '../shared/lazily.ts';
import { accepted, type Outcome, refused, unwrap } from '../shared/outcome.ts';
import { type CentralityChange, centralityChanges } from './centrality-change.ts';
import { type MeasureChange, measureChange } from './measure-change.ts';
import {
  type NetworkOptions,
  networkOptions,
  type PartnershipNetwork,
  partnershipNetwork,
} from './partnership-network.ts';
import {
  compareTexts,
  isTie,
  keyOfPair,
  type NetworkRating,
  networkRating,
  type RatedPair,
  ratedPairs,
} from './rated-pair.ts';
import type { RelationshipQuality, SectorRelationships } from './relationship-quality.ts';

/** The means of ratings before and after. */
export interface QualityChange {
  meanLevel: MeasureChange;
  meanTrust: MeasureChange;
  meanValue: MeasureChange;
}

/** The relationships of a stakeholder group before and after. */
export interface SectorChange extends QualityChange {
  group: Code;
  meanDegree: MeasureChange;
  meanWeightedDegree: MeasureChange;
  meanInDegree: MeasureChange;
  meanOutDegree: MeasureChange;
}

/**
 * Changes in a network between two waves. The measures are those of `PartnershipNetwork`, computed from the pairs that were
 * rated in both waves.
 */
export interface NetworkChange {
  /** Ids of the organizations in the compared pairs, in order. */
  organizationIds: string[];
  /** Number of pairs that were rated in both waves. */
  pairs: number;
  /** Ids of organizations of the later wave that are not in the earlier wave, in order. */
  joinedIds: string[];
  /** Ids of organizations of the earlier wave that are not in the later wave, in order. */
  leftIds: string[];
  density: MeasureChange;
  centralization: MeasureChange;
  crossSectorShare: MeasureChange;
  expectedCrossSectorShare: MeasureChange;
  eiIndex: MeasureChange;
  crossEcosystemShare: MeasureChange;
  expectedCrossEcosystemShare: MeasureChange;
  confirmedTies: MeasureChange;
  levelConcordance: MeasureChange;
  /** Changes in the number of components and of isolates. Negative if there are fewer. */
  components: number;
  isolates: number;
  /** Pairs that have a tie in the later wave only, with their levels in the later wave. */
  tiesFormed: RatedPair[];
  /** Pairs that had a tie in the earlier wave only, with their levels in the later wave. */
  tiesEnded: RatedPair[];
  /** Number of ratings that the same organization gave to the same organization in both waves. */
  ratings: number;
  /** Change in the means of these ratings. */
  quality: QualityChange;
  /** Change in the centrality of each organization, highest betweenness in the later wave first. */
  centralities: CentralityChange[];
  /** Change in the means by stakeholder group, from these ratings, in the order of the code list. */
  sectors: SectorChange[];
}

const twoWaves = fields<{ before: object; after: object }>({
  before: list(networkRating),
  after: list(networkRating),
});

/**
 * Changes from the ratings of one wave to the ratings of a later wave.
 *
 * Only pairs that were rated in both waves are compared, so that a change of the surveyed organizations does not appear as a
 * change of the network. Means of ratings, and measures by sector, use only ratings that the same organization gave to the
 * same organization in both waves. The measures can differ from those of the complete waves. A measure that takes time is
 * computed when it is read first. `options` are those of {@link partnershipNetwork}.
 *
 * @example
 * const waves = {
 *   before: [{ raterId: 'library', ratedId: 'museum', collaborationLevel: 0 }, { raterId: 'library', ratedId: 'school', collaborationLevel: 2 }],
 *   after: [
 *     { raterId: 'library', ratedId: 'museum', collaborationLevel: 3 },
 *     { raterId: 'school', ratedId: 'library', collaborationLevel: 2 },
 *     { raterId: 'school', ratedId: 'families', collaborationLevel: 0 },
 *   ],
 * };
 * const change = unwrap(networkChange(waves));
 * change.density; // { before: '0.5', after: '1', difference: '0.5' }
 * change.tiesFormed; // [{ firstOrganizationId: 'library', secondOrganizationId: 'museum', firstLevel: 3, secondLevel: null }]
 * change.joinedIds; // ['families']
 */
export function networkChange(
  waves: { before: readonly NetworkRating[]; after: readonly NetworkRating[] },
  options: NetworkOptions = {},
): Outcome<NetworkChange> {
  const malformed = judgeInput({ waves, options }, { waves: twoWaves, options: networkOptions });
  return malformed.length > 0 ? refused(...malformed) : accepted(changeOf(waves, options));
}

function changeOf(
  waves: { before: readonly NetworkRating[]; after: readonly NetworkRating[] },
  options: NetworkOptions,
): NetworkChange {
  const [earlierWave, laterWave] = [indexRatings(waves.before), indexRatings(waves.after)];
  const shared = earlierWave.pairKeys.intersection(laterWave.pairKeys);
  const before = unwrap(partnershipNetwork(earlierWave.ratingsOf(shared), options));
  const after = unwrap(partnershipNetwork(laterWave.ratingsOf(shared), options));
  const earlier = unwrap(partnershipNetwork(givenInBoth(earlierWave.directed, laterWave.directed), options));
  const later = unwrap(partnershipNetwork(givenInBoth(laterWave.directed, earlierWave.directed), options));
  const { minimumLevel } = after;
  const isTied = (pair: RatedPair) => isTie(pair, minimumLevel);
  const wasTied = new Map(before.pairs.map((pair) => [keyOfPair(pair), isTied(pair)]));
  const measure = (name: ComparedMeasure) => measureChange(before[name], after[name]);
  const centralities = lazily(() => centralityChanges({ before, after, earlier, later }));
  const sectors = lazily(() => sectorChanges(earlier, later));
  return {
    organizationIds: after.organizationIds,
    pairs: after.pairs.length,
    joinedIds: [...laterWave.organizationIds.difference(earlierWave.organizationIds)].sort(compareTexts),
    leftIds: [...earlierWave.organizationIds.difference(laterWave.organizationIds)].sort(compareTexts),
    density: measure('density'),
    get centralization() {
      return measure('centralization');
    },
    get crossSectorShare() {
      return measure('crossSectorShare');
    },
    get expectedCrossSectorShare() {
      return measure('expectedCrossSectorShare');
    },
    get eiIndex() {
      return measure('eiIndex');
    },
    get crossEcosystemShare() {
      return measure('crossEcosystemShare');
    },
    get expectedCrossEcosystemShare() {
      return measure('expectedCrossEcosystemShare');
    },
    get confirmedTies() {
      return measure('confirmedTies');
    },
    get levelConcordance() {
      return measure('levelConcordance');
    },
    get components() {
      return after.components.length - before.components.length;
    },
    get isolates() {
      return after.isolateIds.length - before.isolateIds.length;
    },
    tiesFormed: after.pairs.filter((pair) => isTied(pair) && !wasTied.get(keyOfPair(pair))),
    tiesEnded: after.pairs.filter((pair) => !isTied(pair) && wasTied.get(keyOfPair(pair))),
    get ratings() {
      return later.quality.ratings;
    },
    get quality() {
      return qualityChange(earlier.quality, later.quality);
    },
    get centralities() {
      return centralities();
    },
    get sectors() {
      return sectors();
    },
  };
}

type ComparedMeasure =
  | 'density'
  | 'centralization'
  | 'crossSectorShare'
  | 'expectedCrossSectorShare'
  | 'eiIndex'
  | 'crossEcosystemShare'
  | 'expectedCrossEcosystemShare'
  | 'confirmedTies'
  | 'levelConcordance';

function qualityChange(before: RelationshipQuality, after: RelationshipQuality): QualityChange {
  return {
    meanLevel: measureChange(before.meanLevel, after.meanLevel),
    meanTrust: measureChange(before.meanTrust, after.meanTrust),
    meanValue: measureChange(before.meanValue, after.meanValue),
  };
}

function sectorChange(before: SectorRelationships, after: SectorRelationships): SectorChange {
  return {
    group: after.group,
    ...qualityChange(before, after),
    meanDegree: measureChange(before.meanDegree, after.meanDegree),
    meanWeightedDegree: measureChange(before.meanWeightedDegree, after.meanWeightedDegree),
    meanInDegree: measureChange(before.meanInDegree, after.meanInDegree),
    meanOutDegree: measureChange(before.meanOutDegree, after.meanOutDegree),
  };
}

/** The changes of the stakeholder groups that both waves have. */
function sectorChanges(earlier: PartnershipNetwork, later: PartnershipNetwork): SectorChange[] {
  return later.sectors.flatMap((sector) => {
    const previous = earlier.sectors.find(({ group }) => group.code === sector.group.code);
    return previous ? [sectorChange(previous, sector)] : [];
  });
}

/** The organizations, pairs and directed ratings of a wave, and functions that return the ratings of some of these. */
function indexRatings(ratings: readonly NetworkRating[]) {
  const pairs = ratedPairs(ratings);
  return {
    organizationIds: new Set(
      pairs.flatMap(({ firstOrganizationId, secondOrganizationId }) => [firstOrganizationId, secondOrganizationId]),
    ),
    pairKeys: new Set(pairs.map(keyOfPair)),
    ratingsOf: (pairKeys: ReadonlySet<string>) =>
      ratings.filter(({ raterId, ratedId }) => pairKeys.has(keyOf(raterId, ratedId))),
    directed: new Map(
      ratings
        .filter(({ raterId, ratedId }) => raterId !== ratedId)
        .map((rating) => [JSON.stringify([rating.raterId, rating.ratedId]), rating]),
    ),
  };
}

function keyOf(id: string, other: string): string {
  return keyOfPair(
    id < other
      ? { firstOrganizationId: id, secondOrganizationId: other }
      : { firstOrganizationId: other, secondOrganizationId: id },
  );
}

/** The ratings of a wave that the other wave has too. Trust and value are kept if both waves state them. */
function givenInBoth(
  wave: ReadonlyMap<string, NetworkRating>,
  other: ReadonlyMap<string, NetworkRating>,
): NetworkRating[] {
  return [...wave].flatMap(([key, rating]) => {
    const same = other.get(key);
    if (!same) return [];
    return [
      {
        ...rating,
        trust: same.trust == null ? null : (rating.trust ?? null),
        value: same.value == null ? null : (rating.value ?? null),
      },
    ];
  });
}
