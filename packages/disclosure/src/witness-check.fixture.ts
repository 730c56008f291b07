import type { CellPlace, Protection, SafeDisclosure, Witness } from './decision.ts';
import type { LinkedSet } from './linked-set.ts';
import { ceilingsOf, isSamePlace, listOf, placesOf, statesOf, truthOf } from './set-reading.fixture.ts';

/**
 * What speaks against the proofs of a decision, by what a set says and not by how they were found: sums that do not hold,
 * numbers that are shown but differ, rows of the one who looks, and fewer people than are known to be there.
 */
export function objections(set: LinkedSet, decision: SafeDisclosure): string[] {
  return decision.protections.flatMap((protection) =>
    (['low', 'high'] as const).flatMap((end) => {
      const expected = end === 'low' ? protection.lowest : protection.highest;
      const table = new WitnessTable(set, { table: protection.table, witness: protection[end] });
      const told = table.peopleAt(protection);
      const wrong = [...table.wrongSums(), ...table.wrongCells(decision, protection.from)];
      if (told !== expected) wrong.push(`it has ${told} and not ${expected}`);
      return wrong.map((text) => `${JSON.stringify(protection)}: ${end}: ${text}`);
    }),
  );
}

class WitnessTable {
  readonly #set: LinkedSet;
  readonly #table: number;
  readonly #places: CellPlace[];
  readonly #truth: number[];
  readonly #ceilings: number[];
  readonly #values: number[];

  constructor(set: LinkedSet, { table, witness }: { table: number; witness: Witness }) {
    this.#set = set;
    this.#table = table;
    this.#places = placesOf(set);
    this.#truth = truthOf(set, table);
    this.#ceilings = ceilingsOf(set);
    this.#values = this.#places.map(
      (place, at) => witness.find((cell) => isSamePlace(cell, place))?.value ?? this.#truth[at] ?? Number.NaN,
    );
  }

  peopleAt(protection: Protection): number {
    const at = this.#places.findIndex((place) => isSamePlace(place, protection));
    const count = this.#values[at] ?? Number.NaN;
    return protection.of === 'COUNT' ? count : (this.#ceilings[at] ?? Number.NaN) - count;
  }

  wrongSums(): string[] {
    const { dimensions, totals } = this.#set;
    const sum = (holds: (place: CellPlace) => boolean) =>
      this.#places.reduce((all, place, at) => (holds(place) ? all + (this.#values[at] ?? 0) : all), 0);
    return this.#places.flatMap((whole, at) => {
      const splits = whole.dimension === null ? dimensions : [];
      const sums = splits.map(({ key }) => sum(({ row, dimension }) => row === whole.row && dimension === key));
      if (totals && whole.row === null)
        sums.push(sum((place) => place.row !== null && isSamePlace({ ...place, row: null }, whole)));
      const wrong = sums.filter((each) => each !== this.#values[at]);
      return wrong.map((each) => `parts make ${each} where ${JSON.stringify(whole)} is ${this.#values[at]}`);
    });
  }

  wrongCells(decision: SafeDisclosure, from: string | null): string[] {
    const reasons = listOf(decision.withheld);
    return this.#places.flatMap((place, at) => {
      const value = this.#values[at] ?? Number.NaN;
      const owner = this.#set.rows.find(({ key }) => key === place.row)?.contributor ?? null;
      const isKnown = reasons[at] === null || (from !== null && owner === from);
      const isRight = isKnown
        ? value === this.#truth[at]
        : Number.isInteger(value) && value >= this.#leastAt(at) && value <= (this.#ceilings[at] ?? Number.NaN);
      return isRight ? [] : [`${JSON.stringify(place)} is ${value} where it was ${this.#truth[at]}`];
    });
  }

  /** How many people everyone knows to be in a withheld cell. */
  #leastAt(at: number): number {
    const { rows, hideZeros, threshold } = this.#set;
    const tables = (rows[0]?.tables ?? []).map((_, table) => truthOf(this.#set, table)[at] ?? 0);
    const isElsewhere = tables.some((count, table) => table !== this.#table && count > 0);
    const isSmallAnyway = (this.#ceilings[at] ?? 0) < threshold;
    const canBeNobody = hideZeros || statesOf(this.#set)[at] === 'HIDDEN' || isElsewhere || isSmallAnyway;
    return canBeNobody ? 0 : Math.min(1, this.#truth[at] ?? 0);
  }
}
