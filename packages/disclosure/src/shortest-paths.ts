import type { FlowNetwork, FlowPath } from './flow-network.ts';

/**
 * Shortest paths between one node and all others in the graph of a single dimension, without the totals of its rows.
 * Nodes are the rows (the total row last), then the categories. An edge from a row to a category lets their cell rise,
 * the reverse edge lets it fall; in the total row it is the other way around. A closed path therefore leaves every sum
 * unchanged.
 */
export class ShortestPaths {
  /** Cost of the path between the root and each node; `Infinity` if there is none. */
  readonly distance: Float64Array;
  readonly #next: Int32Array;
  readonly #network: FlowNetwork;
  readonly #dimension: number;
  readonly #width: number;
  readonly #totalRow: number;
  /** Column of a category minus its node. */
  readonly #offset: number;
  readonly #queue: number[] = [];
  readonly #isQueued: Uint8Array;
  #backward = false;

  constructor(network: FlowNetwork, dimension: number) {
    const { layout, rowCount } = network.set;
    const { offset, size } = layout.columns[dimension] ?? { offset: 1, size: 0 };
    this.#network = network;
    this.#dimension = dimension;
    this.#width = layout.width;
    this.#totalRow = rowCount;
    this.#offset = offset - rowCount - 1;
    this.distance = new Float64Array(rowCount + 1 + size);
    this.#next = new Int32Array(this.distance.length);
    this.#isQueued = new Uint8Array(this.distance.length);
  }

  /** Node of a category, by its column. */
  nodeOf(column: number): number {
    return column - this.#offset;
  }

  /**
   * Computes the paths from `root` to all nodes, or with `backward` from all nodes to `root`.
   *
   * @see https://doi.org/10.1090/qam/102435 Bellman, On a routing problem
   */
  compute({ root, backward }: { root: number; backward: boolean }): void {
    const { distance } = this;
    const network = this.#network;
    const { frozenRows, edges } = network;
    const { rowOf } = edges;
    const next = this.#next;
    const queue = this.#queue;
    const isQueued = this.#isQueued;
    const totalRow = this.#totalRow;
    this.#backward = backward;
    distance.fill(Number.POSITIVE_INFINITY);
    distance[root] = 0;
    next[root] = -1;
    queue[0] = root;
    for (let position = 0, end = 1; position < end; position++) {
      const node = queue[position] as number;
      const nodeDistance = distance[node] as number;
      const isRow = node <= totalRow;
      isQueued[node] = 0;
      if (isRow && frozenRows[node] === 1) continue;
      const first = node * this.#width + this.#offset;
      const cells = isRow ? edges.inRow(node, this.#dimension) : edges.inColumn(node + this.#offset);
      for (const cell of cells) {
        const row = isRow ? node : (rowOf[cell] as number);
        const neighbor = isRow ? cell - first : row;
        const known = distance[neighbor] as number;
        if (nodeDistance + 1 >= known || frozenRows[row] === 1) continue;
        const reached = nodeDistance + network.costOf(cell, (isRow !== backward) === row < totalRow ? 1 : -1);
        if (reached >= known) continue;
        distance[neighbor] = reached;
        next[neighbor] = node;
        if (isQueued[neighbor] === 1) continue;
        isQueued[neighbor] = 1;
        queue[end++] = neighbor;
      }
    }
  }

  /** Appends the edges of the path between the root and a node. */
  appendPath(node: number, path: FlowPath): void {
    for (let from = node, to = this.#next[from] as number; to >= 0; from = to, to = this.#next[from] as number) {
      const row = Math.min(from, to);
      const leavesRow = (this.#backward ? from : to) === row;
      path.cells.push(row * this.#width + Math.max(from, to) + this.#offset);
      path.signs.push(leavesRow === row < this.#totalRow ? 1 : -1);
    }
  }
}
