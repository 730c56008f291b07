import { type CrossedSet, lowestSum, sumsOf } from './crossed-set.ts';

/** One step of a path: a cell that rises (1) or falls (−1). */
interface Step {
  cell: number;
  sign: number;
}

/** A path, its cost, and the amount by which its cells can change. */
export interface RowPath {
  steps: Step[];
  cost: number;
  capacity: number;
}

/** Which changes of rows are possible. */
export interface PathRules {
  suppressed: Uint8Array;
  /** A cell that does not change in a row, or in all rows (`row: -1`). */
  fixed: { row: number; cell: number } | undefined;
  /** Whether nonzero sums can fall below 1 until other rows raise them. */
  allowsDeficits: boolean;
}

const costs = { suppressed: 1, published: 1000 };

/**
 * An alternative to the counts of all rows, and cheapest changes of one row. The graph of a row has the categories of both
 * dimensions as nodes. Raising a cell is an edge from the first to the second dimension, and lowering it is the reverse
 * edge. A closed path leaves the margins of the row unchanged.
 */
export class RowPaths {
  readonly values: Float64Array[];
  /** Change of the sum of each cell. */
  readonly sumChanges: Float64Array;
  readonly #set: CrossedSet;
  readonly #sums: readonly number[];
  readonly #suppressed: Uint8Array;
  readonly #allowsDeficits: boolean;
  readonly #fixed: PathRules['fixed'];

  constructor(set: CrossedSet, { suppressed, fixed, allowsDeficits }: PathRules) {
    this.#allowsDeficits = allowsDeficits;
    this.#set = set;
    this.#sums = sumsOf(set);
    this.#suppressed = suppressed;
    this.#fixed = fixed;
    this.values = set.rows.map(({ counts }) => Float64Array.from(counts));
    this.sumChanges = new Float64Array(this.#sums.length);
  }

  /** Changes the counts of a row along a path. */
  change(row: number, { steps, amount }: { steps: readonly Step[]; amount: number }): void {
    const values = this.values[row] as Float64Array;
    for (const { cell, sign } of steps) {
      values[cell] = (values[cell] as number) + sign * amount;
      this.sumChanges[cell] = (this.sumChanges[cell] as number) + sign * amount;
    }
  }

  /** How much a cell of a row can rise or fall, whatever else changes. */
  capacityOf(row: number, { cell, sign }: Step): number {
    if (this.#isPublicZero(cell)) return 0;
    if (sign > 0) return Number.POSITIVE_INFINITY;
    const value = this.values[row]?.[cell] ?? 0;
    return this.#allowsDeficits ? value : Math.min(value, this.#excessOf(cell));
  }

  /** Whether a sum is lower than its lowest possible value. */
  get hasDeficit(): boolean {
    return this.#sums.some((_sum, cell) => !this.#isPublicZero(cell) && this.#excessOf(cell) < 0);
  }

  /** The sum of a cell beyond its lowest possible value. Below 0 if other rows have to raise it. */
  #excessOf(cell: number): number {
    return (this.#sums[cell] ?? 0) + (this.sumChanges[cell] ?? 0) - lowestSum(this.#set, cell);
  }

  #isPublicZero(cell: number): boolean {
    return this.#sums[cell] === 0 && lowestSum(this.#set, cell) > 0;
  }

  /** The cheapest path between two nodes in a row. Undefined if there is none, or if {@link improve} must run first. */
  shortest(row: number, { from, to }: { from: number; to: number }): RowPath | undefined {
    const { distance, previous, last } = this.#distances(row, from);
    if (last >= 0 || distance[to] === Number.POSITIVE_INFINITY) return undefined;
    return this.#pathTo(to, { row, previous, isEnd: (node) => node === from });
  }

  /**
   * Changes rows along closed paths as long as this brings the sums of published cells closer to their true values, or
   * raises sums that are too low.
   */
  improve(isFrozen: (row: number) => boolean): void {
    for (let changed = true; changed && this.#hasFault(); ) {
      changed = false;
      for (let row = 0; row < this.values.length; row++) {
        if (isFrozen(row)) continue;
        const cycle = this.#negativeCycle(row);
        if (!cycle) continue;
        this.change(row, { steps: cycle.steps, amount: cycle.capacity });
        changed = true;
      }
    }
  }

  /** Whether the sum of a published cell has changed, or one of a suppressed cell is too low. Otherwise no change pays. */
  #hasFault(): boolean {
    return this.#sums.some((_sum, cell) => {
      if (this.#suppressed[cell] !== 1) return this.sumChanges[cell] !== 0;
      return !this.#isPublicZero(cell) && this.#excessOf(cell) < 0;
    });
  }

  #step(row: number, step: Step): { cost: number; capacity: number } {
    const { cell, sign } = step;
    const fixed = this.#fixed;
    if (fixed?.cell === cell && (fixed.row === -1 || fixed.row === row))
      return { cost: Number.POSITIVE_INFINITY, capacity: 0 };
    const capacity = this.capacityOf(row, step);
    if (capacity <= 0) return { cost: Number.POSITIVE_INFINITY, capacity: 0 };
    if (this.#suppressed[cell] === 1) {
      const excess = this.#excessOf(cell);
      if (sign < 0 && excess <= 0) return { cost: costs.published, capacity };
      if (sign > 0 && excess < 0) return { cost: -costs.published, capacity: Math.min(capacity, -excess) };
      return { cost: costs.suppressed, capacity: sign < 0 ? Math.min(capacity, excess) : capacity };
    }
    const change = this.sumChanges[cell] as number;
    if (change * sign < 0) return { cost: -costs.published, capacity: Math.min(capacity, Math.abs(change)) };
    return { cost: costs.published, capacity };
  }

  #edges(row: number): { tail: number; head: number; cost: number }[] {
    const [first, second] = this.#set.size;
    return Array.from({ length: first * second }, (_, cell) => cell).flatMap((cell) => {
      const [i, j] = [Math.floor(cell / second), first + (cell % second)];
      return [
        { tail: i, head: j, cost: this.#step(row, { cell, sign: 1 }).cost },
        { tail: j, head: i, cost: this.#step(row, { cell, sign: -1 }).cost },
      ].filter(({ cost }) => cost < Number.POSITIVE_INFINITY);
    });
  }

  /** Bellman–Ford. Without a start, all nodes have the distance 0, and `last` is a node on or behind a negative cycle. */
  #distances(row: number, from?: number): { distance: number[]; previous: number[]; last: number } {
    const nodes = this.#set.size[0] + this.#set.size[1];
    const start = from === undefined ? 0 : Number.POSITIVE_INFINITY;
    const distance = new Array<number>(nodes).fill(start);
    const previous = new Array<number>(nodes).fill(-1);
    if (from !== undefined) distance[from] = 0;
    const edges = this.#edges(row);
    let last = -1;
    for (let round = 0; round < nodes; round++) {
      last = -1;
      for (const { tail, head, cost } of edges) {
        const reached = (distance[tail] as number) + cost;
        if (reached >= (distance[head] as number)) continue;
        distance[head] = reached;
        previous[head] = tail;
        last = head;
      }
      if (last < 0) break;
    }
    return { distance, previous, last };
  }

  #negativeCycle(row: number): RowPath | undefined {
    const { previous, last } = this.#distances(row);
    if (last < 0) return undefined;
    let node = last;
    for (let step = 0; step < previous.length; step++) node = previous[node] as number;
    let steps = 0;
    return this.#pathTo(node, { row, previous, isEnd: (each) => each === node && steps++ > 0 });
  }

  #pathTo(to: number, path: { row: number; previous: readonly number[]; isEnd: (node: number) => boolean }): RowPath {
    const { row, previous, isEnd } = path;
    const [first, second] = this.#set.size;
    const found: RowPath = { steps: [], cost: 0, capacity: Number.POSITIVE_INFINITY };
    for (let node = to; !isEnd(node); ) {
      const tail = previous[node] as number;
      const sign = tail < first ? 1 : -1;
      const cell = Math.min(tail, node) * second + Math.max(tail, node) - first;
      const { cost, capacity } = this.#step(row, { cell, sign });
      found.steps.push({ cell, sign });
      found.cost += cost;
      found.capacity = Math.min(found.capacity, capacity);
      node = tail;
    }
    return found;
  }
}
