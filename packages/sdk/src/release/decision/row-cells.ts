import type { FigureCell } from '../../indicator/index.ts';

/** The cells of a row by where they stand: its total, those of one category, and those that are split more than once. */
export class RowCells {
  readonly total: FigureCell | undefined;
  readonly #byCategory = new Map<string, Map<string, FigureCell>>();

  constructor(cells: readonly FigureCell[]) {
    for (const cell of cells) {
      const [first, second] = cell.categories;
      if (first === undefined) this.total = cell;
      else if (second === undefined) this.#within(first.dimension).set(first.category, cell);
    }
  }

  readonly cellOf = (dimension: string, category: string): FigureCell | undefined =>
    this.#byCategory.get(dimension)?.get(category);

  #within(dimension: string): Map<string, FigureCell> {
    const known = this.#byCategory.get(dimension);
    if (known) return known;
    const made = new Map<string, FigureCell>();
    this.#byCategory.set(dimension, made);
    return made;
  }
}
