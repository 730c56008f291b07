import { fields, number, text } from '../shared/input.ts';

/** A rating as far as a network looks at it: who sees which level of collaboration (0 to 5) with whom. */
export interface NetworkRating {
  raterId: string;
  ratedId: string;
  collaborationLevel: number;
}

/** Checks a {@link NetworkRating}. */
export const networkRating = fields<NetworkRating>({ raterId: text, ratedId: text, collaborationLevel: number });

/** Two organizations of which at least one rates the other. */
export interface RatedPair {
  /** The first of the two in the order of ids. */
  oneId: string;
  otherId: string;
  /** The level that the first one says; null where it says nothing. */
  levelOfOne: number | null;
  /** The level that the other one says; null where it says nothing. */
  levelOfOther: number | null;
}

/**
 * The pairs of one wave, by ids: what the two sides say of one relationship comes together in one pair. An
 * organization that rates itself says nothing; where a side rates the other twice, the last rating stands.
 *
 * @example
 * ratedPairs([
 *   { raterId: 'museum', ratedId: 'library', collaborationLevel: 3 },
 *   { raterId: 'library', ratedId: 'museum', collaborationLevel: 1 },
 * ]); // [{ oneId: 'library', otherId: 'museum', levelOfOne: 1, levelOfOther: 3 }]
 */
export function ratedPairs(ratings: readonly NetworkRating[]): RatedPair[] {
  const pairs = new Map<string, RatedPair>();
  for (const { raterId, ratedId, collaborationLevel } of ratings) {
    if (raterId === ratedId) continue;
    const first = raterId < ratedId;
    const [oneId, otherId] = first ? [raterId, ratedId] : [ratedId, raterId];
    const key = keyOfPair({ oneId, otherId });
    const pair = pairs.get(key) ?? { oneId, otherId, levelOfOne: null, levelOfOther: null };
    pairs.set(key, { ...pair, ...(first ? { levelOfOne: collaborationLevel } : { levelOfOther: collaborationLevel }) });
  }
  return [...pairs.values()].sort(byIds);
}

/** Names a pair among others. */
export function keyOfPair({ oneId, otherId }: Pick<RatedPair, 'oneId' | 'otherId'>): string {
  return JSON.stringify([oneId, otherId]);
}

/** Whether the two are tied: at least one of them says a level of 1 or more. */
export function isTie({ levelOfOne, levelOfOther }: RatedPair): boolean {
  return Math.max(levelOfOne ?? 0, levelOfOther ?? 0) >= 1;
}

/** A pair of which both sides were heard. */
export type TwoSidedPair = RatedPair & { levelOfOne: number; levelOfOther: number };

/** Whether both sides were heard. */
export function isTwoSided(pair: RatedPair): pair is TwoSidedPair {
  return pair.levelOfOne !== null && pair.levelOfOther !== null;
}

/** Orders texts by their code units. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byIds(a: RatedPair, b: RatedPair): number {
  return compareTexts(a.oneId, b.oneId) || compareTexts(a.otherId, b.otherId);
}
