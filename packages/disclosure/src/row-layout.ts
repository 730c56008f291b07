import type { LinkedDimension, PerCell } from './linked-set.ts';

/** Position of the categories of a dimension in a row of cells: offset from the total, and number of categories. */
export interface Columns {
  offset: number;
  size: number;
}

/** Layout of a row of cells: the total, then the parts by dimension and category, in the order of their keys. */
export class RowLayout {
  readonly columns: readonly Columns[];
  readonly width: number;
  /** Index in `columns` of the dimension of each cell of a row; -1 for the total. */
  readonly dimensionAt: Int32Array;
  readonly #dimensions: readonly LinkedDimension[];
  /** Indexes in the set of the dimension and category of each part. */
  readonly #parts: readonly { dimension: number; category: number }[];

  constructor(dimensions: readonly LinkedDimension[]) {
    const order = keyOrder(dimensions.map(({ key }) => key));
    const sorted = order.map((dimension) =>
      keyOrder(dimensions[dimension]?.categories ?? []).map((category) => ({ dimension, category })),
    );
    let width = 1;
    this.columns = sorted.map(({ length: size }) => {
      const offset = width;
      width += size;
      return { offset, size };
    });
    this.width = width;
    this.dimensionAt = Int32Array.from([-1, ...sorted.flatMap((parts, index) => parts.map(() => index))]);
    this.#dimensions = dimensions;
    this.#parts = sorted.flat();
  }

  /** Values in the order of the row. */
  toRow<T>(values: PerCell<T>): T[] {
    return [
      values.total,
      ...this.#parts.flatMap(({ dimension, category }) => values.parts[dimension]?.slice(category, category + 1) ?? []),
    ];
  }

  /** The values of a row in the order of the set. Throws a TypeError if the row is empty. */
  fromRow<T>(row: readonly T[]): PerCell<T> {
    const [total, ...others] = row;
    if (total === undefined) throw new TypeError('Each row must have a total.');
    const parts = this.#dimensions.map((): T[] => []);
    this.#parts.forEach(({ dimension, category }, index) => {
      const list = parts[dimension];
      const value = others[index];
      if (list !== undefined && value !== undefined) list[category] = value;
    });
    return { total, parts };
  }

  /** Keys of the dimension and category of a column; both null for the total. */
  keysOf(column: number): { dimension: string | null; category: string | null } {
    const part = this.#parts[column - 1];
    const dimension = part && this.#dimensions[part.dimension];
    return { dimension: dimension?.key ?? null, category: (part && dimension?.categories[part.category]) ?? null };
  }
}

/** Indexes of keys in the order of their UTF-16 code units, which does not depend on the locale. */
export function keyOrder(keys: readonly string[]): number[] {
  return keys.map((_, index) => index).sort((left, right) => ((keys[left] ?? '') < (keys[right] ?? '') ? -1 : 1));
}
