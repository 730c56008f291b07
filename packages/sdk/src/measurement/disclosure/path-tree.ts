import type { Movement, Steps } from './movement.ts';

/**
 * The cheapest ways between one node and all others, among the rows and categories of a single dimension, its totals by
 * row aside. Nodes are the rows, that of the totals after the others, and then the categories. Going from a row to a
 * category moves their cell up, back again down; with the row of totals it is the other way round. So a way that comes
 * back to where it began leaves every sum as it is.
 */
export class PathTree {
  /** What the way between the root and each node costs; `Infinity`, where there is none. */
  readonly distance: Float64Array;
  readonly #next: Int32Array;
  readonly #movement: Movement;
  readonly #dimension: number;
  readonly #width: number;
  readonly #totals: number;
  /** What a column is more than the number of its category. */
  readonly #offset: number;
  readonly #queue: number[] = [];
  readonly #waits: Uint8Array;
  #backward = false;

  constructor(movement: Movement, dimension: number) {
    const { layout, rowCount } = movement.arrangement;
    const { offset, size } = layout.columns[dimension] ?? { offset: 1, size: 0 };
    this.#movement = movement;
    this.#dimension = dimension;
    this.#width = layout.width;
    this.#totals = rowCount;
    this.#offset = offset - rowCount - 1;
    this.distance = new Float64Array(rowCount + 1 + size);
    this.#next = new Int32Array(this.distance.length);
    this.#waits = new Uint8Array(this.distance.length);
  }

  /** The node of a category, by the column of its cells. */
  nodeOf(column: number): number {
    return column - this.#offset;
  }

  /**
   * Finds the cheapest ways from `root` to the others, or `backward` from the others to it.
   *
   * @see https://doi.org/10.1090/qam/102435 Bellman, On a routing problem
   */
  grow({ root, backward }: { root: number; backward: boolean }): void {
    this.#backward = backward;
    this.distance.fill(Number.POSITIVE_INFINITY);
    this.distance[root] = 0;
    this.#next[root] = -1;
    this.#queue.length = 0;
    this.#queue.push(root);
    for (let at = 0; at < this.#queue.length; at++) {
      const node = this.#queue[at] as number;
      this.#waits[node] = 0;
      if (node <= this.#totals) this.#leaveRow(node);
      else this.#leaveCategory(node);
    }
  }

  /** Adds the steps between the root and a node. */
  collect(node: number, steps: Steps): void {
    for (let at = node, next = this.#next[at] as number; next >= 0; at = next, next = this.#next[at] as number) {
      const row = Math.min(at, next);
      const isUp = (this.#backward ? at : next) === row;
      steps.cells.push(row * this.#width + Math.max(at, next) + this.#offset);
      steps.signs.push(isUp === row < this.#totals ? 1 : -1);
    }
  }

  #leaveRow(row: number): void {
    const movement = this.#movement;
    if (movement.frozen[row] === 1) return;
    const sign = row < this.#totals === this.#backward ? -1 : 1;
    const before = this.distance[row] as number;
    const first = row * this.#width + this.#offset;
    for (const cell of movement.links.inRow(row, this.#dimension)) {
      const reached = before + movement.costOf(cell, sign);
      if (reached < (this.distance[cell - first] as number)) this.#reach(cell - first, { from: row, reached });
    }
  }

  #leaveCategory(node: number): void {
    const movement = this.#movement;
    const before = this.distance[node] as number;
    for (const cell of movement.links.inColumn(node + this.#offset)) {
      const row = Math.floor(cell / this.#width);
      if (movement.frozen[row] === 1) continue;
      const reached = before + movement.costOf(cell, row < this.#totals === this.#backward ? 1 : -1);
      if (reached < (this.distance[row] as number)) this.#reach(row, { from: node, reached });
    }
  }

  #reach(node: number, { from, reached }: { from: number; reached: number }): void {
    this.distance[node] = reached;
    this.#next[node] = from;
    if (this.#waits[node] === 1) return;
    this.#waits[node] = 1;
    this.#queue.push(node);
  }
}
