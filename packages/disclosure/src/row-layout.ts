import type { LinkedDimension, PerCell } from './linked-set.ts';

/** Where the categories of a dimension stand in a row of cells: how far from its total, and how many. */
export interface Columns {
  offset: number;
  size: number;
}

/** A row of cells: the total, then the parts by dimension and category, in the order of keys and not of the set. */
export class RowLayout {
  readonly columns: readonly Columns[];
  readonly width: number;
  /** Which of `columns` each cell of a row is in; -1 for the total. */
  readonly dimensionAt: Int32Array;
  readonly #dimensions: readonly LinkedDimension[];
  /** For each cell of a row, its dimension and category by their places in the set; nothing for the total. */
  readonly #places: readonly { dimension: number; category: number }[];

  constructor(dimensions: readonly LinkedDimension[]) {
    const order = keyOrder(dimensions.map(({ key }) => key));
    const placed = order.map((dimension) =>
      keyOrder(dimensions[dimension]?.categories ?? []).map((category) => ({ dimension, category })),
    );
    let width = 1;
    this.columns = placed.map(({ length: size }) => {
      const offset = width;
      width += size;
      return { offset, size };
    });
    this.width = width;
    this.dimensionAt = Int32Array.from([-1, ...placed.flatMap((places, at) => places.map(() => at))]);
    this.#dimensions = dimensions;
    this.#places = placed.flat();
  }

  /** What is said of the cells, in the order of the row. */
  inRow<T>(told: PerCell<T>): T[] {
    return [
      told.total,
      ...this.#places.flatMap(({ dimension, category }) => told.parts[dimension]?.slice(category, category + 1) ?? []),
    ];
  }

  /** What is told of the cells of a row, in the order of the set. */
  perCell<T>(row: readonly T[]): PerCell<T> {
    const [total, ...others] = row;
    if (total === undefined) throw new TypeError('a row has a total');
    const parts = this.#dimensions.map((): T[] => []);
    this.#places.forEach(({ dimension, category }, at) => {
      const list = parts[dimension];
      const each = others[at];
      if (list !== undefined && each !== undefined) list[category] = each;
    });
    return { total, parts };
  }

  /** The keys of the dimension and category of a cell; `null` of the total. */
  keysOf(cell: number): { dimension: string | null; category: string | null } {
    const place = this.#places[cell - 1];
    const dimension = place && this.#dimensions[place.dimension];
    return { dimension: dimension?.key ?? null, category: (place && dimension?.categories[place.category]) ?? null };
  }
}

/** The places of keys in the order of their code units, which is the same everywhere. */
export function keyOrder(keys: readonly string[]): number[] {
  return keys.map((_, index) => index).sort((left, right) => ((keys[left] ?? '') < (keys[right] ?? '') ? -1 : 1));
}
