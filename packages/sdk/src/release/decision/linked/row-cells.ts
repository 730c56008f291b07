import type { FigureCell } from '../../../indicator/index.ts';

/** The cells of a row: its total, and the cells of one category. Cells of crossed dimensions are ignored. */
export class RowCells {
  readonly total: FigureCell | undefined;
  /** The total and the cells of one category. */
  readonly list: readonly FigureCell[];
  readonly #byDimension = new Map<string, Map<string, FigureCell>>();

  constructor(cells: readonly FigureCell[]) {
    this.list = cells.filter(({ categories }) => categories.length <= 1);
    for (const cell of cells) {
      const [first, second] = cell.categories;
      if (first === undefined) this.total = cell;
      else if (second === undefined) this.#inDimension(first.dimension).set(first.category, cell);
    }
  }

  readonly cellOf = (dimension: string, category: string): FigureCell | undefined =>
    this.#byDimension.get(dimension)?.get(category);

  #inDimension(dimension: string): Map<string, FigureCell> {
    const cells = this.#byDimension.get(dimension) ?? new Map<string, FigureCell>();
    this.#byDimension.set(dimension, cells);
    return cells;
  }
}
