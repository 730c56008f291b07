import type { CellStatus, LinkedSet, PerCell } from '../linked-set.ts';
import type { ProtectedSet, Suppression } from '../result.ts';
import type { IndexedQuantity } from '../threshold-rule.ts';

/** A sum that is public knowledge: the parts add up to the total. Cells are numbered as in {@link SetCells}. */
export interface Sum {
  total: number;
  parts: number[];
}

/**
 * The cells of a set in the order of the set: row by row, with the total of each row before its parts, and the total
 * row last. This class reads the set only and shares no code with the decision that it attacks.
 */
export class SetCells {
  readonly set: LinkedSet;
  readonly tables: number[][];
  /** Public denominators; `Infinity` if there is none. */
  readonly denominators: number[];
  /** The lowest counts that everyone knows, by table. */
  readonly lowest: number[][];
  /** The sums of scores; empty if the set has no scale. */
  readonly scores: number[];
  readonly statuses: CellStatus[];
  /** Minimum count of each cell that is published. */
  readonly thresholds: number[];
  readonly sums: Sum[] = [];
  readonly width: number;

  constructor(set: LinkedSet) {
    this.set = set;
    const { rows, dimensions, hasTotalRow } = set;
    this.width = 1 + dimensions.reduce((sum, { categories }) => sum + categories.length, 0);
    const withTotalRow = (lists: number[][]) =>
      hasTotalRow ? [...lists.flat(), ...columnSums(lists, this.width)] : lists.flat();
    const tableCount = rows[0]?.tables.length ?? 0;
    this.tables = Array.from({ length: tableCount }, (_, table) =>
      withTotalRow(rows.map(({ tables }) => flat(tables[table] as PerCell<number>))),
    );
    const zeros = new Array<number>(this.width).fill(0);
    this.lowest = this.tables.map((_, table) =>
      withTotalRow(rows.map(({ lowest }) => (lowest?.[table] ? flat(lowest[table]) : zeros))),
    );
    this.scores =
      set.scale === undefined ? [] : withTotalRow(rows.flatMap(({ scores }) => (scores ? [flat(scores)] : [])));
    const unbounded = new Array<number>(this.width).fill(Number.POSITIVE_INFINITY);
    this.denominators = withTotalRow(
      rows.map(({ publicDenominators }) =>
        publicDenominators ? flat(publicDenominators).map((each) => each ?? Number.POSITIVE_INFINITY) : unbounded,
      ),
    );
    const undecided = new Array<CellStatus>(this.width).fill('UNDECIDED');
    const rowStatuses = rows.map(({ status }) => (status ? flat(status) : undecided));
    const totalRowStatuses = set.totalRowStatus ? flat(set.totalRowStatus) : undecided;
    this.statuses = [...rowStatuses, ...(hasTotalRow ? [totalRowStatuses] : [])].flat();
    const thresholds = [...rows.map((row) => row.thresholds), ...(hasTotalRow ? [set.totalRowThresholds] : [])];
    this.thresholds = thresholds.flatMap((row) => (row ? flat(row) : new Array(this.width).fill(set.threshold)));
    this.#addSums();
  }

  get cells(): number[] {
    return [...this.statuses.keys()];
  }

  get contributors(): string[] {
    return [...new Set(this.set.rows.flatMap(({ contributor }) => contributor ?? []))];
  }

  contributorOf(cell: number): string | null {
    return this.set.rows[Math.floor(cell / this.width)]?.contributor ?? null;
  }

  isInTotalRow(cell: number): boolean {
    return Math.floor(cell / this.width) === this.set.rows.length;
  }

  /** Every quantity below the threshold that is not public already. */
  sensitiveQuantities(): IndexedQuantity[] {
    const { hideZeros } = this.set;
    return this.tables.flatMap((counts, table) =>
      this.cells.flatMap((cell): IndexedQuantity[] => {
        const count = counts[cell] ?? 0;
        const isSmall = (number: number) =>
          number < (this.thresholds[cell] ?? 0) && (hideZeros ? number >= 0 : number > 0);
        if (this.statuses[cell] === 'PUBLISHED') return [];
        const difference = (this.denominators[cell] ?? 0) - count;
        return [
          ...(isSmall(count) ? [{ table, cell, quantity: 'COUNT' as const }] : []),
          ...(isSmall(difference) ? [{ table, cell, quantity: 'DIFFERENCE' as const }] : []),
        ];
      }),
    );
  }

  /** Whether a cell could be suppressed at all. Zeros are published unless they are hidden. */
  canBeSuppressed(cell: number): boolean {
    const status = this.statuses[cell];
    if (status !== 'UNDECIDED') return status !== 'PUBLISHED';
    const denominator = this.denominators[cell] ?? 0;
    const hasSmallDenominator = denominator > 0 && denominator < this.set.threshold;
    return this.set.hideZeros || hasSmallDenominator || this.tables.some((counts) => (counts[cell] ?? 0) > 0);
  }

  /** For each cell, whether it is suppressed if every eligible cell is suppressed. */
  maximumSuppression(): boolean[] {
    return this.cells.map((cell) => this.canBeSuppressed(cell));
  }

  keysOf(cell: number): { dimension: string | null; category: string | null } {
    const keys = this.set.dimensions.flatMap(({ key, categories }) =>
      categories.map((category) => ({ dimension: key, category })),
    );
    return keys[(cell % this.width) - 1] ?? { dimension: null, category: null };
  }

  /** A cell for messages: its row, and its category or "total". */
  nameOf(cell: number): string {
    const { dimension, category } = this.keysOf(cell);
    const row = this.set.rows[Math.floor(cell / this.width)]?.key ?? 'total row';
    return `${row}, ${dimension === null ? 'total' : `${dimension}, ${category}`}`;
  }

  #addSums(): void {
    const { rows, dimensions, hasTotalRow } = this.set;
    for (let row = 0; row < rows.length + (hasTotalRow ? 1 : 0); row++) {
      let first = row * this.width + 1;
      for (const { categories } of dimensions) {
        const start = first;
        this.sums.push({ total: row * this.width, parts: categories.map((_, index) => start + index) });
        first += categories.length;
      }
    }
    for (let column = 0; hasTotalRow && column < this.width; column++) {
      const parts = rows.map((_, row) => row * this.width + column);
      this.sums.push({ total: rows.length * this.width + column, parts });
    }
  }
}

/** Why each cell is suppressed, null if it is published, in the order of {@link SetCells}. */
export function suppressionsOf({ suppressions: { rows, totalRow } }: ProtectedSet): (Suppression | null)[] {
  return [...rows, ...(totalRow ? [totalRow] : [])].flatMap(flat);
}

function flat<T>({ total, parts }: PerCell<T>): T[] {
  return [total, ...parts.flat()];
}

function columnSums(lists: readonly number[][], width: number): number[] {
  return Array.from({ length: width }, (_, column) => lists.reduce((sum, list) => sum + (list[column] ?? 0), 0));
}
