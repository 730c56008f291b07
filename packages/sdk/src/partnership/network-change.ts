import { subtractDecimals } from '../shared/decimal.ts';
import { fields, judgeInput, list } from '../shared/input.ts';
import { accepted, type Outcome, refused, unwrap } from '../shared/outcome.ts';
import { type NetworkOrganization, networkOrganization, partnershipNetwork } from './partnership-network.ts';
import {
  compareTexts,
  isTie,
  keyOfPair,
  type NetworkRating,
  networkRating,
  type RatedPair,
  ratedPairs,
} from './rated-pair.ts';

/** A measure before and after, and the difference (after − before). The difference is null if either is undefined. */
export interface MeasureChange {
  before: string | null;
  after: string | null;
  difference: string | null;
}

/** The betweenness of an organization before and after. */
export type BetweennessChange = { organizationId: string } & MeasureChange;

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
  confirmedTies: MeasureChange;
  levelConcordance: MeasureChange;
  /** Changes of the number of components and of isolates. Negative if there are fewer. */
  components: number;
  isolates: number;
  /** Pairs that have a tie in the later wave only, with their levels in the later wave. */
  tiesFormed: RatedPair[];
  /** Pairs that had a tie in the earlier wave only, with their levels in the later wave. */
  tiesEnded: RatedPair[];
  /** Change of the betweenness of each organization, highest in the later wave first. */
  betweenness: BetweennessChange[];
}

const twoWaves = fields<{ before: object; after: object }>({
  before: list(networkRating),
  after: list(networkRating),
});

/**
 * Changes from the ratings of one wave to the ratings of a later wave.
 *
 * Only pairs that were rated in both waves are compared, so that a larger survey does not appear as a less dense network. The
 * measures can differ from those of the complete waves. `organizations` contains the stakeholder groups, as for
 * {@link partnershipNetwork}.
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
 * change.density; // { before: '0.333333', after: '0.666667', difference: '0.333334' }
 * change.tiesFormed; // [{ oneId: 'library', otherId: 'museum', levelOfOne: 3, levelOfOther: null }]
 * change.joinedIds; // ['families']
 */
export function networkChange(
  waves: { before: readonly NetworkRating[]; after: readonly NetworkRating[] },
  organizations: readonly NetworkOrganization[] = [],
): Outcome<NetworkChange> {
  const malformed = judgeInput({ waves, organizations }, { waves: twoWaves, organizations: list(networkOrganization) });
  if (malformed.length > 0) return refused(...malformed);
  const [earlierWave, laterWave] = [indexRatings(waves.before), indexRatings(waves.after)];
  const shared = earlierWave.pairKeys.intersection(laterWave.pairKeys);
  const before = unwrap(partnershipNetwork(earlierWave.ratingsOf(shared), organizations));
  const after = unwrap(partnershipNetwork(laterWave.ratingsOf(shared), organizations));
  const wasTied = new Map(before.pairs.map((pair) => [keyOfPair(pair), isTie(pair)]));
  const measure = (name: 'density' | 'centralization' | 'crossSectorShare' | 'confirmedTies' | 'levelConcordance') =>
    measureChange(before[name], after[name]);
  const betweennessBefore = new Map(
    before.centralities.map(({ organizationId, betweenness }) => [organizationId, betweenness]),
  );
  return accepted({
    organizationIds: after.organizationIds,
    pairs: after.pairs.length,
    joinedIds: [...laterWave.organizationIds.difference(earlierWave.organizationIds)].sort(compareTexts),
    leftIds: [...earlierWave.organizationIds.difference(laterWave.organizationIds)].sort(compareTexts),
    density: measure('density'),
    centralization: measure('centralization'),
    crossSectorShare: measure('crossSectorShare'),
    confirmedTies: measure('confirmedTies'),
    levelConcordance: measure('levelConcordance'),
    components: after.components.length - before.components.length,
    isolates: after.isolateIds.length - before.isolateIds.length,
    tiesFormed: after.pairs.filter((pair) => isTie(pair) && !wasTied.get(keyOfPair(pair))),
    tiesEnded: after.pairs.filter((pair) => !isTie(pair) && wasTied.get(keyOfPair(pair))),
    betweenness: after.centralities.map(({ organizationId, betweenness }) => ({
      organizationId,
      ...measureChange(betweennessBefore.get(organizationId) ?? null, betweenness),
    })),
  });
}

/** The organizations and the pairs of a wave, and a function that returns the ratings of some of its pairs. */
function indexRatings(ratings: readonly NetworkRating[]) {
  const pairs = ratedPairs(ratings);
  return {
    organizationIds: new Set(pairs.flatMap(({ oneId, otherId }) => [oneId, otherId])),
    pairKeys: new Set(pairs.map(keyOfPair)),
    ratingsOf: (pairKeys: ReadonlySet<string>) =>
      ratings.filter(({ raterId, ratedId }) => pairKeys.has(keyOf(raterId, ratedId))),
  };
}

function keyOf(id: string, other: string): string {
  return keyOfPair(id < other ? { oneId: id, otherId: other } : { oneId: other, otherId: id });
}

function measureChange(before: string | null, after: string | null): MeasureChange {
  const known = before !== null && after !== null;
  return { before, after, difference: known ? subtractDecimals(after, before) : null };
}
