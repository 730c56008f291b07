import { type Change, type CrossedSet, lowestSum, type MarginWitness, sumsOf } from './crossed-set.ts';
import { type CrossingRequirement, findChange, widestCount } from './crossing-requirement.ts';
import { isProvenBy } from './crossing-verification.ts';

/** A requirement of a table, the alternative that proves it, and the contributors that have a proof of their own. */
interface Proof {
  set: CrossedSet;
  requirement: CrossingRequirement;
  change: Change;
  hasOwnProof: readonly string[];
}

/** Which sums of a crossing are suppressed. Null if nothing of the crossing can be published, zeros included. */
export type CrossingPatternResult = { isSuppressed: boolean[] } | null;

/** A witness that protects the margins of a table, and its audience. Null for the public. */
export interface MarginProof {
  /** Index of the table of the crossing. */
  table: number;
  witness: MarginWitness;
  audience: string | null;
}

/** What is decided before a crossing. */
export interface CrossingContext {
  /** The witnesses that protect the margins. */
  margins: readonly MarginProof[];
  /** Whether each cell stays suppressed, whatever its counts: it is never published, or an earlier release suppressed it. */
  isFixed?: readonly boolean[];
}

/**
 * Decides which sums of two crossed dimensions are suppressed, after their margins were protected. All margins are assumed
 * to be known. Every small count of a row or a sum keeps the range that its margins and the published zeros allow, for the
 * public and for each other contributor. Every witness of the margins remains possible.
 *
 * A count has one table. A ratio has two: its numerators, and the differences of denominator and numerator. A cell is
 * suppressed in all tables. Each alternative is verified independently of the search before the result is returned.
 *
 * Zeros are published. Where published zeros link the two dimensions so closely that no alternative is left, zeros can be
 * suppressed like other sums.
 *
 * Crossings that share a dimension can be protected one after the other as long as the pairs of dimensions form no cycle:
 * any alternative of one keeps the margins of the others, and two-way tables that form no cycle and agree on their common
 * margins are always the margins of a table of all dimensions.
 */
export function protectCrossing(tables: readonly CrossedSet[], context: CrossingContext): CrossingPatternResult {
  const decide = (sets: readonly CrossedSet[]) =>
    new CrossingProtection(sets, context.isFixed ?? []).protect(context.margins);
  return decide(tables) ?? decide(tables.map(withSuppressibleZeros));
}

/** Without public zeros. The lowest value of other sums is the same, although an attacker cannot tell which are zeros. */
function withSuppressibleZeros(set: CrossedSet): CrossedSet {
  return { ...set, lowest: sumsOf(set).map((sum, cell) => (sum === 0 ? 0 : lowestSum(set, cell))) };
}

class CrossingProtection {
  readonly #tables: readonly CrossedSet[];
  readonly #suppressed: Uint8Array;
  /** The cells that are suppressed whatever the search finds. */
  readonly #required: Uint8Array;
  readonly #proofs: Proof[] = [];

  constructor(tables: readonly CrossedSet[], isFixed: readonly boolean[]) {
    this.#tables = tables;
    const sums = tables.map((set) => sumsOf(set));
    this.#required = Uint8Array.from(sums[0] ?? [], (_sum, cell) => {
      const isSensitive = tables.some((set, table) => isSmall(sums[table]?.[cell] ?? 0, set));
      return isSensitive || isFixed[cell] ? 1 : 0;
    });
    this.#suppressed = Uint8Array.from(this.#required);
  }

  protect(margins: readonly MarginProof[]): CrossingPatternResult {
    if (!margins.every((proof) => this.#proveMargins(proof))) return null;
    if (!this.#tables.every((set) => this.#proveCounts(set))) return null;
    this.#removeRedundant();
    const isSuppressed = this.#suppressed;
    if (!this.#proofs.every(({ change, ...proof }) => isProvenBy(change, { ...proof, isSuppressed }))) return null;
    return { isSuppressed: Array.from(isSuppressed, (each) => each === 1) };
  }

  #proveCounts(set: CrossedSet): boolean {
    const sums = sumsOf(set);
    return [-1, ...set.rows.keys()].every((row) => {
      const counts = row === -1 ? sums : (set.rows[row]?.counts ?? []);
      return counts.every((count, cell) => {
        const isSensitive = isSmall(count, set) && (row === -1 || count > 0);
        return !isSensitive || this.#proveRange(set, { row, cell });
      });
    });
  }

  #proveMargins({ table, witness, audience }: MarginProof): boolean {
    const set = this.#tables[table];
    if (!set) return false;
    // A contributor whose margins the witness changes has a witness of its own.
    const owners = set.rows.flatMap(({ contributor }, row) => {
      const { first = [], second = [] } = witness.rows[row] ?? {};
      return contributor !== null && [...first, ...second].some((change) => change !== 0) ? [contributor] : [];
    });
    const requirementFor = (each: string | null) => ({ kind: 'MARGINS', witness, audience: each }) as const;
    return this.#prove(set, { audience, owners, requirementFor });
  }

  #proveRange(set: CrossedSet, { row, cell }: { row: number; cell: number }): boolean {
    const owner = set.rows[row]?.contributor ?? null;
    const lowest = row === -1 ? lowestSum(set, cell) : 0;
    return [lowest, set.threshold - 1].every((end) =>
      this.#prove(set, {
        audience: null,
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
    set: CrossedSet,
    required: {
      audience: string | null;
      owners: readonly string[];
      requirementFor: (audience: string | null) => CrossingRequirement;
    },
  ): boolean {
    const { audience, owners, requirementFor } = required;
    const requirement = requirementFor(audience);
    const change = findChange(set, { requirement, suppressed: this.#suppressed, maySuppress: true });
    if (!change) return false;
    if (audience !== null) {
      this.#proofs.push({ set, requirement, change, hasOwnProof: contributorsOf(set, change) });
      return true;
    }
    const others = contributorsOf(set, change).filter((each) => !owners.includes(each));
    this.#proofs.push({ set, requirement, change, hasOwnProof: [...owners, ...others] });
    return others.every((each) => this.#prove(set, { ...required, audience: each }));
  }

  /** Publishes complementary suppressions, largest sums first, as long as every requirement can still be proven. */
  #removeRedundant(): void {
    const sums = this.#tables.map((set) => sumsOf(set));
    const peopleIn = (cell: number) => sums.reduce((all, ofTable) => all + (ofTable[cell] ?? 0), 0);
    const cells = [...this.#suppressed.keys()].filter(
      (cell) => this.#suppressed[cell] === 1 && this.#required[cell] === 0,
    );
    for (const cell of cells.toSorted((left, right) => peopleIn(right) - peopleIn(left) || left - right)) {
      this.#suppressed[cell] = 0;
      if (!this.#proveWithout(cell)) this.#suppressed[cell] = 1;
    }
  }

  #proveWithout(cell: number): boolean {
    const affected = this.#proofs.filter(({ change }) => change.reduce((sum, row) => sum + (row[cell] ?? 0), 0) !== 0);
    const changes: Change[] = [];
    for (const { set, requirement, hasOwnProof } of affected) {
      const change = findChange(set, { requirement, suppressed: this.#suppressed, maySuppress: false });
      const isProven =
        change &&
        (requirement.audience !== null || contributorsOf(set, change).every((each) => hasOwnProof.includes(each)));
      if (!isProven) return false;
      changes.push(change);
    }
    affected.forEach((proof, index) => {
      proof.change = changes[index] ?? proof.change;
    });
    return true;
  }
}

function isSmall(count: number, { threshold, hideZeros }: CrossedSet): boolean {
  return count < threshold && (count > 0 || hideZeros);
}

/** The contributors whose rows a change affects. */
function contributorsOf(set: CrossedSet, change: Change): string[] {
  const changed = set.rows.filter((_, row) => change[row]?.some((each) => each !== 0));
  return [...new Set(changed.flatMap(({ contributor }) => contributor ?? []))];
}
