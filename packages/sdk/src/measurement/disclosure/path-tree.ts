import type { Movement, Steps } from './movement.ts';
import type { Columns } from './row-layout.ts';

/**
 * The cheapest ways between one node and all others, among the rows and categories of a single dimension, its totals by
 * row aside. Nodes are the rows, that of the totals after the others, and then the categories. Going from a row to a
 * category moves their cell up, back again down; with the row of totals it is the other way round. So a way that comes
 * back to where it began leaves every sum as it is.
 */
export class PathTree {
  readonly distance: Float64Array;
  readonly #next: Int32Array;
  readonly #done: Uint8Array;
  readonly #movement: Movement;
  readonly #columns: Columns;
  readonly #rowNodes: number;
  #backward = false;

  constructor(movement: Movement, columns: Columns) {
    this.#movement = movement;
    this.#columns = columns;
    this.#rowNodes = movement.arrangement.rowCount + 1;
    const size = this.#rowNodes + columns.size;
    this.distance = new Float64Array(size);
    this.#next = new Int32Array(size);
    this.#done = new Uint8Array(size);
  }

  /** The node of a category, by the column of its cells. */
  nodeOf(column: number): number {
    return this.#rowNodes + column - this.#columns.offset;
  }

  /**
   * Finds the cheapest ways from `root` to the others, or `backward` from the others to it; where `until` is given, those
   * that are dearer than the way to that node are left open.
   *
   * @see https://doi.org/10.1007/BF01386390 Dijkstra, A note on two problems in connexion with graphs
   */
  grow({ root, backward, until = -1 }: { root: number; backward: boolean; until?: number }): void {
    const { distance } = this;
    this.#backward = backward;
    distance.fill(Number.POSITIVE_INFINITY);
    this.#done.fill(0);
    distance[root] = 0;
    this.#next[root] = -1;
    for (let node = this.#nearest(); node >= 0 && node !== until; node = this.#nearest()) {
      this.#done[node] = 1;
      if (node < this.#rowNodes) this.#leaveRow(node);
      else this.#leaveCategory(node);
    }
  }

  /** Adds the steps between the root and a node. */
  collect(node: number, steps: Steps): void {
    for (let at = node, next = this.#next[at] as number; next >= 0; at = next, next = this.#next[at] as number) {
      const row = Math.min(at, next);
      const up = (this.#backward ? at : next) === row;
      steps.cells.push(this.#cellAt(row, Math.max(at, next)));
      steps.signs.push(up === this.#isOrdinary(row) ? 1 : -1);
    }
  }

  #nearest(): number {
    const { distance } = this;
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let node = 0; node < distance.length; node++) {
      const each = distance[node] as number;
      if (each < least && this.#done[node] === 0) {
        nearest = node;
        least = each;
      }
    }
    return nearest;
  }

  #leaveRow(row: number): void {
    if (this.#movement.frozen[row] === 1) return;
    for (let node = this.#rowNodes; node < this.distance.length; node++) this.#relax(row, node);
  }

  #leaveCategory(node: number): void {
    const { frozen } = this.#movement;
    for (let row = 0; row < this.#rowNodes; row++) {
      if (frozen[row] === 0) this.#relax(node, row);
    }
  }

  #relax(from: number, to: number): void {
    if (this.#done[to] === 1) return;
    const row = Math.min(from, to);
    const cell = this.#cellAt(row, Math.max(from, to));
    const reached = (this.distance[from] as number) + (this.#movement.prices[cell] as number);
    if (reached >= (this.distance[to] as number)) return;
    const up = (from === row) !== this.#backward;
    if (this.#movement.room(cell, up === this.#isOrdinary(row) ? 1 : -1) <= 0) return;
    this.distance[to] = reached;
    this.#next[to] = from;
  }

  #isOrdinary(row: number): boolean {
    return row < this.#rowNodes - 1;
  }

  #cellAt(row: number, node: number): number {
    return row * this.#movement.arrangement.layout.width + this.#columns.offset + node - this.#rowNodes;
  }
}
