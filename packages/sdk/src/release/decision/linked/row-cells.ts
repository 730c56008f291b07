import type { FigureCell } from '../../../indicator/index.ts';

/** The cells of a row: its total, and the cells of one category. Cells of crossed dimensions are ignored. */
export class RowCells<Cell extends FigureCell = FigureCell> {
  readonly total: Cell | undefined;
  /** The total and the cells of one category. */
  readonly list: readonly Cell[];
  readonly #byDimension = new Map<string, Map<string, Cell>>();

  constructor(cells: readonly Cell[]) {
    this.list = cells.filter(({ categories }) => categories.length <= 1);
    for (const cell of cells) {
      const [first, second] = cell.categories;
      if (first === undefined) this.total = cell;
      else if (second === undefined) this.#inDimension(first.dimension).set(first.category, cell);
    }
  }

  readonly cellOf = (dimension: string, category: string): Cell | undefined =>
    this.#byDimension.get(dimension)?.get(category);

  #inDimension(dimension: string): Map<string, Cell> {
    const cells = this.#byDimension.get(dimension) ?? new Map<string, Cell>();
    this.#byDimension.set(dimension, cells);
    return cells;
  }
}
