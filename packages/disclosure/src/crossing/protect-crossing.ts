import { type Change, type CrossedSet, type MarginWitness, sumsOf } from './crossed-set.ts';
import { type CrossingRequirement, findChange, widestCount } from './crossing-requirement.ts';

/** A requirement, the alternative that proves it, and the contributors that have a proof of their own. */
interface Proof {
  requirement: CrossingRequirement;
  change: Change;
  hasOwnProof: readonly string[];
}

/** Which sums of a crossing are suppressed. Null if nothing of the crossing can be published, zeros included. */
export type CrossingPatternResult = { isSuppressed: boolean[] } | null;

/** A witness that protects the margins, and its audience. Null for the public. */
export interface MarginProof {
  witness: MarginWitness;
  audience: string | null;
}

/**
 * Decides which sums of two crossed dimensions are suppressed, after their margins were protected. All margins are assumed
 * to be known. Every small count of a row or a sum keeps the range that its margins and the published zeros allow, for the
 * public and for each other contributor. Every witness of the margins remains possible.
 */
export function protectCrossing(set: CrossedSet, margins: readonly MarginProof[]): CrossingPatternResult {
  return new CrossingProtection(set).protect(margins);
}

class CrossingProtection {
  readonly #set: CrossedSet;
  readonly #sums: readonly number[];
  readonly #suppressed: Uint8Array;
  readonly #sensitive: Uint8Array;
  readonly #proofs: Proof[] = [];

  constructor(set: CrossedSet) {
    this.#set = set;
    this.#sums = sumsOf(set);
    this.#sensitive = Uint8Array.from(this.#sums, (sum) => (this.#isSmall(sum) ? 1 : 0));
    this.#suppressed = Uint8Array.from(this.#sensitive);
  }

  protect(margins: readonly MarginProof[]): CrossingPatternResult {
    if (!margins.every((proof) => this.#proveMargins(proof))) return null;
    for (const row of [-1, ...this.#set.rows.keys()]) {
      const counts = row === -1 ? this.#sums : (this.#set.rows[row]?.counts ?? []);
      for (const [cell, count] of counts.entries()) {
        const isSensitive = this.#isSmall(count) && (row === -1 || count > 0);
        if (isSensitive && !this.#proveRange(row, cell)) return null;
      }
    }
    this.#removeRedundant();
    return { isSuppressed: Array.from(this.#suppressed, (each) => each === 1) };
  }

  #isSmall(count: number): boolean {
    return count < this.#set.threshold && (count > 0 || this.#set.hideZeros);
  }

  #proveMargins({ witness, audience }: MarginProof): boolean {
    // A contributor whose margins the witness changes has a witness of its own.
    const owners = this.#set.rows.flatMap(({ contributor }, row) => {
      const { first = [], second = [] } = witness.rows[row] ?? {};
      return contributor !== null && [...first, ...second].some((change) => change !== 0) ? [contributor] : [];
    });
    return this.#prove(audience, { owners, requirementFor: (each) => ({ kind: 'MARGINS', witness, audience: each }) });
  }

  #proveRange(row: number, cell: number): boolean {
    const set = this.#set;
    const owner = set.rows[row]?.contributor ?? null;
    const lowest = row === -1 && !set.hideZeros ? 1 : 0;
    return [lowest, set.threshold - 1].every((end) =>
      this.#prove(null, {
        owners: owner === null ? [] : [owner],
        requirementFor: (audience) => {
          const requirement = { kind: 'COUNT', row, cell, count: end, audience } as const;
          return { ...requirement, count: widestCount(set, requirement) };
        },
      }),
    );
  }

  /** Proves a requirement to an audience, and to the contributors whose rows the proof changes, except for the owners. */
  #prove(
    audience: string | null,
    required: { owners: readonly string[]; requirementFor: (audience: string | null) => CrossingRequirement },
  ): boolean {
    const { owners, requirementFor } = required;
    const requirement = requirementFor(audience);
    const change = findChange(this.#set, { requirement, suppressed: this.#suppressed, maySuppress: true });
    if (!change) return false;
    if (audience !== null) {
      this.#proofs.push({ requirement, change, hasOwnProof: contributorsOf(this.#set, change) });
      return true;
    }
    const others = contributorsOf(this.#set, change).filter((each) => !owners.includes(each));
    this.#proofs.push({ requirement, change, hasOwnProof: [...owners, ...others] });
    return others.every((each) => this.#prove(each, required));
  }

  /** Publishes complementary suppressions, largest sums first, as long as every requirement can still be proven. */
  #removeRedundant(): void {
    const sums = this.#sums;
    const cells = [...sums.keys()].filter((cell) => this.#suppressed[cell] === 1 && this.#sensitive[cell] === 0);
    for (const cell of cells.toSorted((left, right) => (sums[right] ?? 0) - (sums[left] ?? 0) || left - right)) {
      this.#suppressed[cell] = 0;
      if (!this.#proveWithout(cell)) this.#suppressed[cell] = 1;
    }
  }

  #proveWithout(cell: number): boolean {
    const affected = this.#proofs.filter(({ change }) => change.reduce((sum, row) => sum + (row[cell] ?? 0), 0) !== 0);
    const changes: Change[] = [];
    for (const { requirement, hasOwnProof } of affected) {
      const change = findChange(this.#set, { requirement, suppressed: this.#suppressed, maySuppress: false });
      const isProven =
        change &&
        (requirement.audience !== null ||
          contributorsOf(this.#set, change).every((each) => hasOwnProof.includes(each)));
      if (!isProven) return false;
      changes.push(change);
    }
    affected.forEach((proof, index) => {
      proof.change = changes[index] ?? proof.change;
    });
    return true;
  }
}

/** The contributors whose rows a change affects. */
function contributorsOf(set: CrossedSet, change: Change): string[] {
  const changed = set.rows.filter((_, row) => change[row]?.some((each) => each !== 0));
  return [...new Set(changed.flatMap(({ contributor }) => contributor ?? []))];
}
