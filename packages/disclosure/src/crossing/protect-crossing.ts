import { isSensitiveCount } from '../threshold-rule.ts';
import { type CrossedSet, lowestSum, type MarginWitness, sumsOf, withLowest } from './crossed-set.ts';
import { widestCount } from './crossing-requirement.ts';
import { areProvenBy } from './crossing-verification.ts';
import {
  type CrossedTables,
  changedSums,
  findJointChange,
  type TableChange,
  type TableRequirement,
} from './joint-change.ts';

/** Requirements that hold at the same time, the alternatives that prove them, and the contributors with a proof of their own. */
interface Proof {
  requirements: readonly TableRequirement[];
  changes: readonly TableChange[];
  audience: string | null;
  hasOwnProof: readonly string[];
}

/**
 * Which sums of a crossing are suppressed, and the lowest number of people that everyone considers possible in each cell while it is
 * suppressed. Null if nothing of the crossing can be published, zeros included.
 */
export type CrossingPatternResult = { isSuppressed: boolean[]; lowest: readonly number[] } | null;

/**
 * A witness that protects the margins, and its audience. Null for the public. It changes one table of the crossing, or
 * several at the same time: a numerator that falls while its denominator is public raises the difference of both.
 */
export interface MarginProof {
  changes: readonly { table: number; witness: MarginWitness }[];
  audience: string | null;
}

/** What is decided before a crossing. */
export interface CrossingContext {
  /** The witnesses that protect the margins. */
  margins: readonly MarginProof[];
  /** Whether each cell stays suppressed, whatever its counts: it is never published, or an earlier release suppressed it. */
  isFixed?: readonly boolean[];
  /**
   * Lowest number of people in all tables together, by cell, that everyone considers possible while the cell is suppressed:
   * 0 or 1. A cell of nobody whose lowest number is 1 is public. All are 0 if zeros are hidden, otherwise 1, if it is omitted.
   */
  lowest?: readonly number[];
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
  const sums = tables.map(sumsOf);
  const { margins, isFixed = [] } = context;
  const lowest = context.lowest ?? (sums[0] ?? []).map(() => (tables.some(({ hideZeros }) => hideZeros) ? 0 : 1));
  const decide = (people: readonly number[]) =>
    new CrossingProtection({ tables: withLowest(tables, { lowest: people, sums }), lowest: people }, isFixed).protect(
      margins,
    );
  // If zeros are suppressed, nobody can tell which cells are zeros: each suppressed cell can be one.
  return decide(lowest) ?? decide(lowest.map(() => 0));
}

class CrossingProtection {
  readonly #crossed: CrossedTables;
  readonly #tables: readonly CrossedSet[];
  readonly #suppressed: Uint8Array;
  /** The cells that are suppressed whatever the search finds. */
  readonly #required: Uint8Array;
  readonly #proofs: Proof[] = [];

  constructor(crossed: CrossedTables, isFixed: readonly boolean[]) {
    const { tables } = crossed;
    this.#crossed = crossed;
    this.#tables = tables;
    const sums = tables.map((set) => sumsOf(set));
    this.#required = Uint8Array.from(sums[0] ?? [], (_sum, cell) => {
      const isSensitive = tables.some((set, table) => isSensitiveCount(sums[table]?.[cell] ?? 0, set));
      return isSensitive || isFixed[cell] ? 1 : 0;
    });
    this.#suppressed = Uint8Array.from(this.#required);
  }

  protect(margins: readonly MarginProof[]): CrossingPatternResult {
    if (!margins.every((proof) => this.#proveMargins(proof))) return null;
    if (!this.#tables.every((_set, table) => this.#proveCounts(table))) return null;
    this.#removeRedundant();
    const isSuppressed = this.#suppressed;
    if (!this.#proofs.every(({ changes }) => areProvenBy(changes, { ...this.#crossed, isSuppressed }))) return null;
    return { isSuppressed: Array.from(isSuppressed, (each) => each === 1), lowest: this.#crossed.lowest };
  }

  #proveCounts(table: number): boolean {
    const set = this.#tables[table];
    if (!set) return false;
    const sums = sumsOf(set);
    return [-1, ...set.rows.keys()].every((row) => {
      const counts = row === -1 ? sums : (set.rows[row]?.counts ?? []);
      return counts.every((count, cell) => {
        const isSensitive = isSensitiveCount(count, set) && (row === -1 || count > 0);
        return !isSensitive || this.#proveRange(set, { table, row, cell });
      });
    });
  }

  #proveMargins({ changes, audience }: MarginProof): boolean {
    // A contributor whose margins the witness changes has a witness of its own.
    const owners = changes.flatMap(({ table, witness }) =>
      (this.#tables[table]?.rows ?? []).flatMap(({ contributor }, row) => {
        const { first = [], second = [] } = witness.rows[row] ?? {};
        return contributor !== null && [...first, ...second].some((change) => change !== 0) ? [contributor] : [];
      }),
    );
    const requirementsFor = (each: string | null) =>
      changes.map(({ table, witness }) => ({
        table,
        requirement: { kind: 'MARGINS', witness, audience: each } as const,
      }));
    return this.#prove({ audience, owners, requirementsFor });
  }

  #proveRange(set: CrossedSet, { table, row, cell }: { table: number; row: number; cell: number }): boolean {
    const owner = set.rows[row]?.contributor ?? null;
    const lowest = row === -1 ? lowestSum(set, cell) : 0;
    return [lowest, set.threshold - 1].every((end) =>
      this.#prove({
        audience: null,
        owners: owner === null ? [] : [owner],
        requirementsFor: (audience) => {
          const requirement = { kind: 'COUNT', row, cell, count: end, audience } as const;
          return [{ table, requirement: { ...requirement, count: widestCount(set, requirement) } }];
        },
      }),
    );
  }

  /** Proves requirements to an audience, and to the contributors whose rows the proof changes, except for the owners. */
  #prove(required: {
    audience: string | null;
    owners: readonly string[];
    requirementsFor: (audience: string | null) => TableRequirement[];
  }): boolean {
    const { audience, owners, requirementsFor } = required;
    const requirements = requirementsFor(audience);
    const changes = findJointChange(this.#crossed, { requirements, suppressed: this.#suppressed, maySuppress: true });
    if (!changes) return false;
    const changed = this.#contributorsOf(changes);
    if (audience !== null) {
      this.#proofs.push({ requirements, changes, audience, hasOwnProof: changed });
      return true;
    }
    const others = changed.filter((each) => !owners.includes(each));
    this.#proofs.push({ requirements, changes, audience, hasOwnProof: [...owners, ...others] });
    return others.every((each) => this.#prove({ ...required, audience: each }));
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
    const sums = this.#tables.map((set) => sumsOf(set)[cell]);
    const affected = this.#proofs.filter(({ changes }) =>
      changedSums(this.#tables, changes).some((ofTable, table) => ofTable[cell] !== sums[table]),
    );
    const found: (readonly TableChange[])[] = [];
    for (const { requirements, audience, hasOwnProof } of affected) {
      const search = { requirements, suppressed: this.#suppressed, maySuppress: false };
      const changes = findJointChange(this.#crossed, search);
      const isProven =
        changes && (audience !== null || this.#contributorsOf(changes).every((each) => hasOwnProof.includes(each)));
      if (!isProven) return false;
      found.push(changes);
    }
    affected.forEach((proof, index) => {
      proof.changes = found[index] ?? proof.changes;
    });
    return true;
  }

  /** The contributors whose rows changes affect. */
  #contributorsOf(changes: readonly TableChange[]): string[] {
    const changed = changes.flatMap(({ table, change }) =>
      (this.#tables[table]?.rows ?? []).filter((_, row) => change[row]?.some((each) => each !== 0)),
    );
    return [...new Set(changed.flatMap(({ contributor }) => contributor ?? []))];
  }
}
