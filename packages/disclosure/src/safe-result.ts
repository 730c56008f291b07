import { cellRole } from './indexed-set.ts';
import {
  type IndexedWitness,
  type ProtectionRequirement,
  type ProtectionRequirements,
  publicAudience,
} from './protection-requirements.ts';
import type { ProtectionSearch } from './protection-search.ts';
import type { FeasibilityInterval, ProtectedSet, Suppression, UnprotectedQuantity, Witness } from './result.ts';

/** Converts a completed search to the result, with the keys of the set. */
export function safeResult(
  requirements: ProtectionRequirements,
  { search, lastResort }: { search: ProtectionSearch; lastResort: boolean },
): ProtectedSet {
  const { set } = requirements;
  const sensitiveCells = new Set(search.required.map(({ sensitive }) => sensitive.cell));
  const suppressions = Array.from(set.roles, (role, cell): Suppression | null => {
    if (!search.pattern.has(cell)) return null;
    if (role === cellRole.suppressed) return 'FIXED';
    if (sensitiveCells.has(cell)) return 'SENSITIVE';
    return lastResort ? 'LAST_RESORT' : 'COMPLEMENTARY';
  });
  const { intervals, unprotected } = new IntervalBuilder(requirements).build(search.required);
  return { safe: true, suppressions: set.inSetOrder(suppressions), intervals, unprotected };
}

class IntervalBuilder {
  readonly #requirements: ProtectionRequirements;
  /** Several intervals may share a witness. */
  readonly #converted = new Map<IndexedWitness, Witness>();

  constructor(requirements: ProtectionRequirements) {
    this.#requirements = requirements;
  }

  /** The two requirements of each sensitive quantity are adjacent: its count falls, and its count rises. */
  build(required: readonly ProtectionRequirement[]): Pick<ProtectedSet, 'intervals' | 'unprotected'> {
    const { set } = this.#requirements;
    const intervals: FeasibilityInterval[] = [];
    const unprotected: UnprotectedQuantity[] = [];
    for (let index = 0; index < required.length; index += 2) {
      const [falling, rising] = required.slice(index, index + 2) as [ProtectionRequirement, ProtectionRequirement];
      const { cell, table, quantity } = falling.sensitive;
      const sensitive = { ...set.addressOf(cell), table, quantity };
      const [low, high] = quantity === 'COUNT' ? [falling, rising] : [rising, falling];
      for (const audience of [publicAudience, ...this.#contributorsWithOwnProof([low, high])]) {
        const name = set.contributors[audience] ?? null;
        const isUnattainable = low.unattainableFor.includes(audience) || high.unattainableFor.includes(audience);
        if (name !== null && isUnattainable) unprotected.push({ ...sensitive, audience: name });
        else intervals.push({ ...sensitive, audience: name, ...this.#interval({ low, high, audience }) });
      }
    }
    return { intervals, unprotected };
  }

  /** Contributors that require their own proof, because the witnesses of the public change their rows. */
  #contributorsWithOwnProof(required: readonly ProtectionRequirement[]): number[] {
    const changed = required.flatMap(
      (requirement) => this.#requirements.witnessFor(requirement, publicAudience)?.changedContributors ?? [],
    );
    return [...new Set(changed)]
      .filter((audience) =>
        required.every(({ sensitive }) => audience !== this.#requirements.set.contributorOf(sensitive.cell)),
      )
      .sort((left, right) => left - right);
  }

  #interval({
    low,
    high,
    audience,
  }: {
    low: ProtectionRequirement;
    high: ProtectionRequirement;
    audience: number;
  }): Pick<FeasibilityInterval, 'lowest' | 'highest' | 'lowestWitness' | 'highestWitness'> {
    const lowest = this.#requirements.witnessFor(low, audience);
    const highest = this.#requirements.witnessFor(high, audience);
    if (lowest === undefined || highest === undefined)
      throw new Error('The verified result has no witness for one end of an interval.');
    const { cell, quantity } = low.sensitive;
    const denominator = this.#requirements.set.denominators[cell] ?? 0;
    const valueIn = ({ count }: IndexedWitness) => (quantity === 'COUNT' ? count : denominator - count);
    return {
      lowest: valueIn(lowest),
      highest: valueIn(highest),
      lowestWitness: this.#convert(lowest),
      highestWitness: this.#convert(highest),
    };
  }

  #convert(witness: IndexedWitness): Witness {
    const known = this.#converted.get(witness);
    if (known !== undefined) return known;
    const converted = witness.cells.map((cell, index) => ({
      ...this.#requirements.set.addressOf(cell),
      value: witness.values[index] ?? 0,
    }));
    this.#converted.set(witness, converted);
    return converted;
  }
}
