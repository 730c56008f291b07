import type { FigureCell } from '../cell-rules.ts';

/** The cells of a row by where they stand: its total, those of one category, and those that are split more than once. */
export class RowCells {
  readonly total: FigureCell | undefined;
  readonly #byCategory = new Map<string, FigureCell>();

  constructor(cells: readonly FigureCell[]) {
    for (const cell of cells) {
      const [first, ...more] = cell.categories;
      if (first === undefined) this.total = cell;
      else if (more.length === 0) this.#byCategory.set(JSON.stringify([first.dimension, first.category]), cell);
    }
  }

  readonly cellOf = (dimension: string, category: string): FigureCell | undefined =>
    this.#byCategory.get(JSON.stringify([dimension, category]));
}
