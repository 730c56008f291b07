import type { AlternativeTable } from './flow-network.ts';
import type { IndexedSet } from './indexed-set.ts';
import { type IndexedQuantity, sensitiveQuantities } from './threshold-rule.ts';
import { WidestBounds } from './widest-bounds.ts';

/** An alternative table that proves one end of a feasibility interval. */
export interface IndexedWitness extends AlternativeTable {
  /** Count of the sensitive cell in this table. */
  count: number;
  /** Indexes of the contributors whose rows differ from the true table. */
  changedContributors: number[];
}

/**
 * One end of the feasibility interval that a sensitive quantity requires. Its count must be able to fall, or to rise.
 */
export interface ProtectionRequirement {
  sensitive: IndexedQuantity;
  /** Whether the count must be able to rise. */
  rises: boolean;
  /** The proofs. Each audience requires a proof that does not change its own rows. */
  witnesses: IndexedWitness[];
  /** Indexes of contributors for whom no suppression pattern satisfies the requirement. */
  unattainableFor: number[];
}

/** Audience index of the public; other audiences are indexes of contributors. */
export const publicAudience = -1;

/** The feasibility intervals that the sensitive quantities of a set require. */
export class ProtectionRequirements {
  readonly set: IndexedSet;
  readonly #bounds: WidestBounds;
  readonly #withoutBounds: WidestBounds;
  readonly #withoutPublished: WidestBounds;

  constructor(set: IndexedSet) {
    this.set = set;
    this.#bounds = new WidestBounds(set, 'EVERYTHING');
    this.#withoutBounds = new WidestBounds(set, 'WITHOUT_BOUNDS');
    this.#withoutPublished = new WidestBounds(set, 'WITHOUT_PUBLISHED');
  }

  /** Both ends for every sensitive quantity, without witnesses; a falling count comes before a rising one. */
  all(): ProtectionRequirement[] {
    return sensitiveQuantities(this.set).flatMap((sensitive) =>
      [false, true].map((rises): ProtectionRequirement => ({ sensitive, rises, witnesses: [], unattainableFor: [] })),
    );
  }

  /**
   * Count that must be possible for an audience. One end is the count at which the quantity is threshold − 1; the other
   * is the count at which the quantity has the lowest value that the audience's knowledge allows at all.
   */
  requiredCount({ sensitive, rises }: ProtectionRequirement, audience: number): number {
    const { cell, table, quantity } = sensitive;
    const { hideZeros, lower, upper, denominators } = this.set;
    const threshold = this.set.thresholds[cell] ?? this.set.threshold;
    const denominator = denominators[cell] ?? 0;
    const at = { cell, table, audience };
    if (quantity === 'COUNT' && rises) return this.#upToBounds(Math.min(threshold - 1, upper[table]?.[cell] ?? 0), at);
    if (quantity === 'DIFFERENCE' && !rises) {
      return this.#downToBounds(Math.max(lower[table]?.[cell] ?? 0, denominator - (threshold - 1)), at);
    }
    const widest = this.#bounds.of({ table, audience });
    const leastSensitive = hideZeros ? 0 : 1;
    // Bounds can allow 0, which is not sensitive.
    const lowest = this.set.isUncertain(cell) ? leastSensitive : 0;
    if (quantity === 'COUNT') return Math.max(lowest, widest.lower[cell] ?? 0);
    return Math.min(denominator - leastSensitive, widest.upper[cell] ?? 0);
  }

  /** The highest count up to a required one that bounds of other counts leave possible, whatever is suppressed. */
  #upToBounds(required: number, { cell, table, audience }: { cell: number; table: number; audience: number }): number {
    if (!this.set.hasBounds) return required;
    const withoutBounds = this.#withoutBounds.of({ table, audience }).upper[cell] ?? 0;
    if (withoutBounds < required) return required;
    return Math.min(required, this.#withoutPublished.of({ table, audience }).upper[cell] ?? required);
  }

  /** The lowest count down to a required one that bounds of other counts leave possible, whatever is suppressed. */
  #downToBounds(
    required: number,
    { cell, table, audience }: { cell: number; table: number; audience: number },
  ): number {
    if (!this.set.hasBounds) return required;
    const withoutBounds = this.#withoutBounds.of({ table, audience }).lower[cell] ?? 0;
    if (withoutBounds > required) return required;
    return Math.max(required, this.#withoutPublished.of({ table, audience }).lower[cell] ?? required);
  }

  /** The witness that proves a requirement to an audience, or undefined if there is none yet. */
  witnessFor(requirement: ProtectionRequirement, audience: number): IndexedWitness | undefined {
    const required = this.requiredCount(requirement, audience);
    return requirement.witnesses.find(
      ({ count, changedContributors }) =>
        !changedContributors.includes(audience) && (requirement.rises ? count >= required : count <= required),
    );
  }
}
