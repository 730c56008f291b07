import { fields, nullable, number, optional, text } from '../shared/input.ts';

/** The fields of a rating that network analyses use. `collaborationLevel` is 0 to 5, `trust` and `value` are 1 to 4. */
export interface NetworkRating {
  raterId: string;
  ratedId: string;
  collaborationLevel: number;
  trust?: number | null;
  value?: number | null;
}

/** Checks a {@link NetworkRating}. */
export const networkRating = fields<NetworkRating>({
  raterId: text,
  ratedId: text,
  collaborationLevel: number,
  trust: optional(number),
  value: optional(number),
});

/** A pair of organizations that at least one of the two rated. */
export interface RatedPair {
  /** Id of the first organization: the lower id of the two. */
  firstOrganizationId: string;
  secondOrganizationId: string;
  /** Level that the first organization reported. Null if it gave no rating. */
  firstLevel: number | null;
  /** Level that the second organization reported. Null if it gave no rating. */
  secondLevel: number | null;
}

/**
 * Combines the ratings of one wave into pairs, ordered by ids. Ratings of an organization by itself are ignored. If an
 * organization rated another one twice, the last rating counts.
 *
 * @example
 * ratedPairs([
 *   { raterId: 'museum', ratedId: 'library', collaborationLevel: 3 },
 *   { raterId: 'library', ratedId: 'museum', collaborationLevel: 1 },
 * ]); // [{ firstOrganizationId: 'library', secondOrganizationId: 'museum', firstLevel: 1, secondLevel: 3 }]
 */
export function ratedPairs(ratings: readonly NetworkRating[]): RatedPair[] {
  const pairs = new Map<string, RatedPair>();
  for (const { raterId, ratedId, collaborationLevel } of ratings) {
    if (raterId === ratedId) continue;
    const first = raterId < ratedId;
    const [firstOrganizationId, secondOrganizationId] = first ? [raterId, ratedId] : [ratedId, raterId];
    const key = keyOfPair({ firstOrganizationId, secondOrganizationId });
    const pair = pairs.get(key) ?? { firstOrganizationId, secondOrganizationId, firstLevel: null, secondLevel: null };
    pairs.set(key, { ...pair, ...(first ? { firstLevel: collaborationLevel } : { secondLevel: collaborationLevel }) });
  }
  return [...pairs.values()].sort(byIds);
}

/** A key that identifies a pair. */
export function keyOfPair({
  firstOrganizationId,
  secondOrganizationId,
}: Pick<RatedPair, 'firstOrganizationId' | 'secondOrganizationId'>): string {
  return JSON.stringify([firstOrganizationId, secondOrganizationId]);
}

const ratedLevels = fields<Pick<RatedPair, 'firstLevel' | 'secondLevel'>>({
  firstLevel: nullable(number),
  secondLevel: nullable(number),
});

/** Whether a pair has a tie: at least one level is `minimumLevel` or higher. */
export function isTie(pair: RatedPair, minimumLevel = 1): boolean {
  if (ratedLevels(pair, []).length > 0) return false;
  const { firstLevel, secondLevel } = pair;
  return Math.max(firstLevel ?? 0, secondLevel ?? 0) >= minimumLevel;
}

/** The strength of a pair: the mean of the two levels, or the level of the organization that rated. */
export function strengthOf({ firstLevel, secondLevel }: RatedPair): number {
  return ((firstLevel ?? secondLevel ?? 0) + (secondLevel ?? firstLevel ?? 0)) / 2;
}

/** A pair that both organizations rated. */
export type TwoSidedPair = RatedPair & { firstLevel: number; secondLevel: number };

/** Whether both organizations rated the pair. */
export function isTwoSided(pair: RatedPair): pair is TwoSidedPair {
  return pair.firstLevel !== null && pair.secondLevel !== null;
}

/** Compares texts by code units. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byIds(a: RatedPair, b: RatedPair): number {
  return (
    compareTexts(a.firstOrganizationId, b.firstOrganizationId) ||
    compareTexts(a.secondOrganizationId, b.secondOrganizationId)
  );
}
