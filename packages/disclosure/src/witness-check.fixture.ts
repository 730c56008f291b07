import type { LinkedSet } from './linked-set.ts';
import {
  addressesOf,
  denominatorsOf,
  isSameAddress,
  listOf,
  lowestOf,
  statusesOf,
  trueCountsOf,
} from './linked-set-cells.fixture.ts';
import type { CellAddress, FeasibilityInterval, ProtectedSet, Witness } from './result.ts';

/**
 * Faults in the proofs of a result, judged by the set alone and not by how the proofs were found: sums that do not
 * hold, published cells and own rows of the audience that differ, and counts below the lowest possible one. Empty if
 * there are none.
 */
export function proofFaults(set: LinkedSet, result: ProtectedSet): string[] {
  return result.intervals.flatMap((interval) =>
    (['lowest', 'highest'] as const).flatMap((end) => {
      const witness = end === 'lowest' ? interval.lowestWitness : interval.highestWitness;
      const table = new WitnessTable(set, { table: interval.table, witness });
      const value = table.valueOf(interval);
      const faults = [...table.wrongSums(), ...table.wrongCells(result, interval.audience)];
      if (value !== interval[end]) faults.push(`the quantity is ${value} and not ${interval[end]}`);
      return faults.map((text) => `${JSON.stringify(interval)}: ${end}: ${text}`);
    }),
  );
}

class WitnessTable {
  readonly #set: LinkedSet;
  readonly #table: number;
  readonly #addresses: CellAddress[];
  readonly #trueCounts: number[];
  readonly #denominators: number[];
  readonly #values: number[];

  constructor(set: LinkedSet, { table, witness }: { table: number; witness: Witness }) {
    this.#set = set;
    this.#table = table;
    this.#addresses = addressesOf(set);
    this.#trueCounts = trueCountsOf(set, table);
    this.#denominators = denominatorsOf(set);
    this.#values = this.#addresses.map(
      (address, index) =>
        witness.find((cell) => isSameAddress(cell, address))?.value ?? this.#trueCounts[index] ?? Number.NaN,
    );
  }

  valueOf(interval: FeasibilityInterval): number {
    const index = this.#addresses.findIndex((address) => isSameAddress(address, interval));
    const count = this.#values[index] ?? Number.NaN;
    return interval.quantity === 'COUNT' ? count : (this.#denominators[index] ?? Number.NaN) - count;
  }

  wrongSums(): string[] {
    const { dimensions, hasTotalRow } = this.#set;
    const sum = (isPart: (address: CellAddress) => boolean) =>
      this.#addresses.reduce((all, address, index) => (isPart(address) ? all + (this.#values[index] ?? 0) : all), 0);
    return this.#addresses.flatMap((total, index) => {
      const splits = total.dimension === null ? dimensions : [];
      const sums = splits.map(({ key }) => sum(({ row, dimension }) => row === total.row && dimension === key));
      if (hasTotalRow && total.row === null)
        sums.push(sum((address) => address.row !== null && isSameAddress({ ...address, row: null }, total)));
      const wrong = sums.filter((each) => each !== this.#values[index]);
      return wrong.map((each) => `parts add up to ${each} where ${JSON.stringify(total)} is ${this.#values[index]}`);
    });
  }

  wrongCells(result: ProtectedSet, audience: string | null): string[] {
    const suppressions = listOf(result.suppressions);
    return this.#addresses.flatMap((address, index) => {
      const value = this.#values[index] ?? Number.NaN;
      const contributor = this.#set.rows.find(({ key }) => key === address.row)?.contributor ?? null;
      const isKnown = suppressions[index] === null || (audience !== null && contributor === audience);
      const isRight = isKnown
        ? value === this.#trueCounts[index]
        : Number.isInteger(value) &&
          value >= this.#lowestOf(index) &&
          value <= (this.#denominators[index] ?? Number.NaN);
      return isRight ? [] : [`${JSON.stringify(address)} is ${value}, the true count is ${this.#trueCounts[index]}`];
    });
  }

  /** Lowest count of a suppressed cell that public knowledge allows. */
  #lowestOf(index: number): number {
    const { rows, hideZeros, threshold } = this.#set;
    const counts = (rows[0]?.tables ?? []).map((_, table) => trueCountsOf(this.#set, table)[index] ?? 0);
    const isElsewhere = counts.some((count, table) => table !== this.#table && count > 0);
    const hasSmallDenominator = (this.#denominators[index] ?? 0) < threshold;
    const isNeverPublished = statusesOf(this.#set)[index] === 'NEVER_PUBLISHED';
    const canBeZero = hideZeros || isNeverPublished || isElsewhere || hasSmallDenominator;
    const lowest = lowestOf(this.#set, this.#table)[index] ?? 0;
    return canBeZero ? lowest : Math.max(lowest, Math.min(1, this.#trueCounts[index] ?? 0));
  }
}
