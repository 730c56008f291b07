import type { Adjacency } from './adjacency.ts';
import { cellRole, type IndexedSet } from './indexed-set.ts';
import { cellCosts, type SuppressionPattern } from './suppression-pattern.ts';

/** A table that satisfies every sum of the set, by the cells in which it differs from the true table. */
export interface AlternativeTable {
  cells: number[];
  values: number[];
  /** Sum of the scores of each of these cells in the first table of a set with a scale. */
  scores?: number[];
}

/** Part of a cycle in the network: cells, and whether each rises (1) or falls (−1). */
export interface FlowPath {
  cells: number[];
  signs: number[];
}

/** Surcharge for a cell that cannot change by the whole remaining amount. */
const bottleneckSurcharge = 3;

/**
 * A copy of one table whose cells are changed along cycles, so that every sum remains valid. Between changes it returns
 * how much each cell can still change (its residual capacity) and the cost.
 */
export class FlowNetwork {
  readonly set: IndexedSet;
  readonly pattern: SuppressionPattern;
  /** 1 for rows that must not change, because the audience knows them. */
  readonly frozenRows: Uint8Array;
  values = new Float64Array();
  /** Amount by which the count still has to change. */
  remaining = 1;
  #allowsNewSuppressions = false;
  #highestCost: number = cellCosts.suppressed;
  #trueValues: Float64Array = new Float64Array();
  #lower: Float64Array = new Float64Array();
  #upper: Float64Array = new Float64Array();
  /** Score of each person who is moved along a cycle; null if scores do not matter. */
  #score: number | null = null;
  readonly #scoreChanges: Float64Array;
  /** Lower bounds of the first table by the score of the people who are moved. */
  readonly #lowerByScore = new Map<number, Float64Array>();
  readonly #copies: Float64Array<ArrayBuffer>[];
  readonly #changed: number[] = [];
  readonly #isChanged: Uint8Array;
  readonly #netSigns: Int32Array;

  constructor(pattern: SuppressionPattern) {
    const { set } = pattern;
    this.set = set;
    this.pattern = pattern;
    this.frozenRows = new Uint8Array(set.rowCount + 1);
    this.#copies = set.tables.map((table) => Float64Array.from(table));
    this.#isChanged = new Uint8Array(set.roles.length);
    this.#netSigns = new Int32Array(set.roles.length);
    this.#scoreChanges = new Float64Array(set.roles.length);
  }

  /**
   * Begins with the true values of a table. The rows of the audiences stay unchanged. With a `score`, the people who are
   * moved have this score on average, and no cell falls so far that its other people would have scores off the scale.
   */
  start({ table, audiences, score }: { table: number; audiences: readonly number[]; score: number | null }): void {
    const { tables, lower, upper, contributorOfRow } = this.set;
    this.values = this.#copies[table] ?? this.values;
    this.#trueValues = tables[table] ?? this.#trueValues;
    this.#score = score;
    this.#lower = (score === null ? lower[table] : this.#lowerWith(score)) ?? this.#lower;
    this.#upper = upper[table] ?? this.#upper;
    contributorOfRow.forEach((contributor, row) => {
      this.frozenRows[row] = contributor >= 0 && audiences.includes(contributor) ? 1 : 0;
    });
  }

  /** Whether cells that are not suppressed may change too, at their cost. */
  set allowsNewSuppressions(allows: boolean) {
    this.#allowsNewSuppressions = allows;
    this.#highestCost = allows ? cellCosts.grandTotal : cellCosts.suppressed;
  }

  /** The edges of the network. */
  get edges(): Adjacency {
    return this.#allowsNewSuppressions ? this.pattern.suppressibleCells : this.pattern.suppressedCells;
  }

  /** Cost of letting a cell rise (1) or fall (−1); `Infinity` if it cannot. */
  costOf(cell: number, sign: number): number {
    const cost = this.pattern.costs[cell] as number;
    if (cost > this.#highestCost) return Number.POSITIVE_INFINITY;
    const capacity = this.#residualCapacity(cell, sign);
    if (capacity >= this.remaining) return cost;
    return capacity > 0 ? cost + bottleneckSurcharge : Number.POSITIVE_INFINITY;
  }

  /**
   * Changes the cells of a cycle by the remaining amount, or by as much as their capacities allow. Returns the amount.
   */
  augment({ cells, signs }: FlowPath): number {
    const net = this.#netSigns;
    cells.forEach((cell, index) => {
      net[cell] = (net[cell] as number) + (signs[index] as number);
    });
    let amount = this.remaining;
    for (const cell of cells) {
      const sign = net[cell] as number;
      if (sign === 0) continue;
      amount = Math.min(amount, Math.floor(this.#residualCapacity(cell, sign) / Math.abs(sign)));
    }
    const movedScore = Math.round((this.#score ?? 0) * amount);
    for (const cell of cells) {
      this.values[cell] = (this.values[cell] as number) + (net[cell] as number) * amount;
      this.#scoreChanges[cell] = (this.#scoreChanges[cell] as number) + (net[cell] as number) * movedScore;
      net[cell] = 0;
      this.#markChanged(cell);
    }
    return amount;
  }

  /** Returns the alternative table, and resets the network to the true values. */
  finish(): AlternativeTable {
    const scores = this.#score === null ? undefined : this.set.scores?.sums;
    const alternative: AlternativeTable = { cells: [], values: [], ...(scores && { scores: [] }) };
    for (const cell of this.#changed) {
      const value = this.values[cell] as number;
      if (this.set.roles[cell] !== cellRole.unbounded && value !== this.#trueValues[cell]) {
        alternative.cells.push(cell);
        alternative.values.push(value);
        alternative.scores?.push((scores?.[cell] as number) + (this.#scoreChanges[cell] as number));
      }
      this.#scoreChanges[cell] = 0;
      this.values[cell] = this.#trueValues[cell] as number;
      this.#isChanged[cell] = 0;
      this.pattern.restoreCost(cell);
    }
    this.#changed.length = 0;
    return alternative;
  }

  /**
   * Lowest counts if people with this score are moved. If n people with the sum of scores s become n′, their scores add
   * up to s + score × (n′ − n), which must be from 0 to scale × n′.
   */
  #lowerWith(score: number): Float64Array {
    const { lower, tables, scores } = this.set;
    const known = this.#lowerByScore.get(score);
    if (known !== undefined || scores === null) return known ?? new Float64Array();
    const { sums, scale } = scores;
    const bounds = Float64Array.from(lower[0] ?? [], (bound, cell) => {
      const count = tables[0]?.[cell] ?? 0;
      const sum = sums[cell] ?? 0;
      const byLowest = score > 0 ? (score * count - sum) / score : 0;
      const byHighest = score < scale ? (sum - score * count) / (scale - score) : 0;
      return Math.max(bound, Math.min(count, Math.ceil(Math.max(byLowest, byHighest))));
    });
    this.#lowerByScore.set(score, bounds);
    return bounds;
  }

  #residualCapacity(cell: number, sign: number): number {
    const value = this.values[cell] as number;
    return sign > 0 ? (this.#upper[cell] as number) - value : value - (this.#lower[cell] as number);
  }

  /** A cell that this table changes anyway can change further at little cost. */
  #markChanged(cell: number): void {
    if (this.#isChanged[cell] === 1) return;
    this.#isChanged[cell] = 1;
    this.#changed.push(cell);
    this.pattern.discount(cell);
  }
}
