import type { RowLayout } from './row-layout.ts';

/** The parts along which numbers may move, listed by row and dimension, and by column. */
export class Links {
  /** The row of each cell. */
  readonly rowOf: Int32Array;
  readonly #layout: RowLayout;
  readonly #has: Uint8Array;
  readonly #ofRow: number[][];
  readonly #ofColumn: number[][];

  constructor(layout: RowLayout, rowCount: number) {
    this.#layout = layout;
    this.rowOf = Int32Array.from({ length: rowCount * layout.width }, (_, cell) => Math.floor(cell / layout.width));
    this.#has = new Uint8Array(rowCount * layout.width);
    this.#ofRow = Array.from({ length: rowCount * layout.columns.length }, () => []);
    this.#ofColumn = Array.from({ length: layout.width }, () => []);
  }

  inRow(row: number, dimension: number): readonly number[] {
    return this.#ofRow[row * this.#layout.columns.length + dimension] as number[];
  }

  inColumn(column: number): readonly number[] {
    return this.#ofColumn[column] as number[];
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

  /** A total by row is in none: it is shared by the dimensions. */
  #listsOf(cell: number): number[][] {
    const { width, columns, dimensionAt } = this.#layout;
    const column = cell % width;
    const dimension = dimensionAt[column] as number;
    if (dimension < 0) return [];
    const row = this.rowOf[cell] as number;
    return [this.#ofRow[row * columns.length + dimension] as number[], this.#ofColumn[column] as number[]];
  }
}
