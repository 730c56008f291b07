import type { RowLayout } from './row-layout.ts';

/**
 * Adjacency lists of the bipartite graph of each dimension, whose nodes are rows and categories and whose edges are
 * cells. Row totals are not in the lists, because all dimensions share them.
 */
export class Adjacency {
  /** Row of each cell. */
  readonly rowOf: Int32Array;
  readonly #layout: RowLayout;
  readonly #has: Uint8Array;
  readonly #byRow: number[][];
  readonly #byColumn: number[][];

  constructor(layout: RowLayout, rowCount: number) {
    this.#layout = layout;
    this.rowOf = Int32Array.from({ length: rowCount * layout.width }, (_, cell) => Math.floor(cell / layout.width));
    this.#has = new Uint8Array(rowCount * layout.width);
    this.#byRow = Array.from({ length: rowCount * layout.columns.length }, () => []);
    this.#byColumn = Array.from({ length: layout.width }, () => []);
  }

  /** The cells of a row in one dimension. */
  inRow(row: number, dimension: number): readonly number[] {
    return this.#byRow[row * this.#layout.columns.length + dimension] as number[];
  }

  /** The cells of a category. */
  inColumn(column: number): readonly number[] {
    return this.#byColumn[column] as number[];
  }

  add(cell: number): void {
    if (this.#has[cell] === 1) return;
    this.#has[cell] = 1;
    for (const list of this.#listsOf(cell)) list.push(cell);
  }

  remove(cell: number): void {
    if (this.#has[cell] === 0) return;
    this.#has[cell] = 0;
    for (const list of this.#listsOf(cell)) list.splice(list.indexOf(cell), 1);
  }

  #listsOf(cell: number): number[][] {
    const { width, columns, dimensionAt } = this.#layout;
    const column = cell % width;
    const dimension = dimensionAt[column] as number;
    if (dimension < 0) return [];
    const row = this.rowOf[cell] as number;
    return [this.#byRow[row * columns.length + dimension] as number[], this.#byColumn[column] as number[]];
  }
}
