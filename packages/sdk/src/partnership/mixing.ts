import { divideDecimals, subtractDecimals } from '../shared/numbers/decimal.ts';
import type { RatedPair } from './rated-pair.ts';

/** Two organizations, by their ids. */
export type MixedPair = Pick<RatedPair, 'firstOrganizationId' | 'secondOrganizationId'>;

/** How many pairs connect organizations without a common group. A measure is null if its base is empty. */
export interface Mixing {
  /** Ties between organizations without a common group ÷ ties with known groups on both sides. */
  share: string | null;
  /** The same share among the rated pairs with known groups: the expected share if the ties were random among them. */
  expectedShare: string | null;
  /** E-I index of the ties: (external − internal) ÷ (external + internal), from −1 to 1. */
  eiIndex: string | null;
  /** The E-I index of the rated pairs with known groups. */
  expectedEiIndex: string | null;
}

const scale = 6;

/**
 * Compares the ties across groups with those expected under random mixing: if the ties were a random choice of the rated pairs.
 * A pair that nobody rated cannot have a tie, so that it is not in the comparison. An organization can belong to several groups.
 *
 * @see Krackhardt and Stern 1988, Informal networks and organizational crises, Social Psychology Quarterly 51, 123–140,
 * for the E-I index
 */
export function mixingOf(
  ties: readonly MixedPair[],
  { pairs, groups }: { pairs: readonly MixedPair[]; groups: ReadonlyMap<string, Set<string>> },
): Mixing {
  const groupsOfBoth = ({ firstOrganizationId, secondOrganizationId }: MixedPair) => {
    const [one, other] = [groups.get(firstOrganizationId), groups.get(secondOrganizationId)];
    return one?.size && other?.size ? [[one, other] as const] : [];
  };
  const observed = countPairs(ties.flatMap(groupsOfBoth));
  const possible = countPairs(pairs.flatMap(groupsOfBoth));
  return {
    share: shareOf(observed),
    expectedShare: shareOf(possible),
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
