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
    const { distance } = this;
    const movement = this.#movement;
    const { frozen, links } = movement;
    const { rowOf } = links;
    const next = this.#next;
    const queue = this.#queue;
    const waits = this.#waits;
    const totals = this.#totals;
    this.#backward = backward;
    distance.fill(Number.POSITIVE_INFINITY);
    distance[root] = 0;
    next[root] = -1;
    queue[0] = root;
    for (let at = 0, end = 1; at < end; at++) {
      const node = queue[at] as number;
      const before = distance[node] as number;
      const isRow = node <= totals;
      waits[node] = 0;
      if (isRow && frozen[node] === 1) continue;
      const first = node * this.#width + this.#offset;
      const cells = isRow ? links.inRow(node, this.#dimension) : links.inColumn(node + this.#offset);
      for (const cell of cells) {
        const row = isRow ? node : (rowOf[cell] as number);
        const other = isRow ? cell - first : row;
        const known = distance[other] as number;
        if (before + 1 >= known || frozen[row] === 1) continue;
        const reached = before + movement.costOf(cell, (isRow !== backward) === row < totals ? 1 : -1);
        if (reached >= known) continue;
        distance[other] = reached;
        next[other] = node;
        if (waits[other] === 1) continue;
        waits[other] = 1;
        queue[end++] = other;
      }
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
}
