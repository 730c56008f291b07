import type { CellStatus, CountBounds, LinkedSet, PerCell } from './linked-set.ts';
import { validateLinkedSet } from './linked-set-validation.ts';
import type { CellAddress } from './result.ts';
import { keyOrder, RowLayout } from './row-layout.ts';

/**
 * How the search can treat a cell. It is always `published`, `eligible` for suppression, or always `suppressed`. Cells
 * of a total row that the set does not have are `unbounded` and can take any value.
 */
export const cellRole = { published: 0, eligible: 1, suppressed: 2, unbounded: 3 } as const;

/**
 * A linked set as arrays of numbers. Rows, dimensions and categories are sorted by key, so that the order of the set
 * has no effect. Cell `row * layout.width + column` is in that row and column. The total row comes after the other
 * rows; without a total row its cells are `unbounded`.
 */
export class IndexedSet {
  readonly threshold: number;
  /** Minimum count of each cell that is published. */
  readonly thresholds: Float64Array;
  readonly hideZeros: boolean;
  readonly hasTotalRow: boolean;
  readonly layout: RowLayout;
  /** Number of rows without the total row, which is also the index of the total row. */
  readonly rowCount: number;
  /** True counts of each table. */
  readonly tables: readonly Float64Array[];
  /** Lowest and highest value of each cell that the public considers possible if the cell is suppressed, by table. */
  readonly lower: readonly Float64Array[];
  readonly upper: readonly Float64Array[];
  /** Public denominators of the counts of the first table; `Infinity` if there is none. */
  readonly denominators: Float64Array;
  /** The smallest and largest count that each cell of the first table can have, if all counts without bounds or range are known. */
  readonly smallest: Float64Array;
  readonly largest: Float64Array;
  /** Lowest value of each cell of the first table that everyone would consider possible without these bounds. */
  readonly lowestWithoutBounds: Float64Array;
  /** 1 for cells of which everyone knows bounds instead of a count, and for the sums of the total row that include one. */
  readonly bounded: Float64Array;
  /** Sum of the scores of each cell, and the highest score of one person. Null if no means are published. */
  readonly scores: { sums: Float64Array; scale: number } | null;
  /** {@link cellRole} of each cell. */
  readonly roles: Uint8Array;
  readonly contributors: readonly string[];
  /** Index in `contributors` for each row; -1 for a row without a contributor. */
  readonly contributorOfRow: Int32Array;
  readonly #rowKeys: readonly string[];
  readonly #rowOrder: readonly number[];
  readonly #status: readonly CellStatus[];
  /** Lowest value of each cell that everyone considers possible anyway, by table. */
  readonly #lowest: readonly Float64Array[];

  /** Throws a RangeError if the set is malformed: see {@link validateLinkedSet}. */
  constructor(set: LinkedSet) {
    validateLinkedSet(set);
    this.threshold = set.threshold;
    this.hideZeros = set.hideZeros;
    this.hasTotalRow = set.hasTotalRow;
    this.layout = new RowLayout(set.dimensions);
    this.#rowOrder = keyOrder(set.rows.map(({ key }) => key));
    const rows = this.#rowOrder.flatMap((index) => set.rows[index] ?? []);
    this.rowCount = rows.length;
    this.#rowKeys = rows.map(({ key }) => key);
    this.contributors = [...new Set(rows.flatMap(({ contributor }) => contributor ?? []))];
    this.contributorOfRow = Int32Array.from([
      ...rows.map(({ contributor }) => (contributor === null ? -1 : this.contributors.indexOf(contributor))),
      -1,
    ]);
    const tables = rows[0]?.tables.map((_, table) => rows.flatMap(({ tables }) => tables[table] ?? [])) ?? [];
    this.tables = tables.map((counts) => this.#withTotalRow(counts));
    this.denominators = this.#withTotalRow(
      rows.map(({ publicDenominators }) => publicDenominators ?? this.#constantRow(null)),
    );
    const bounds = rows.flatMap((row) => this.layout.toRow(row.bounds ?? this.#constantRow<CountBounds | null>(null)));
    const counts = this.tables[0] ?? new Float64Array();
    const highestOf = (cell: number) => bounds[cell]?.highest ?? Number.POSITIVE_INFINITY;
    this.bounded = this.#withSums(bounds.map((each) => (each === null ? 0 : 1))).map((sum, cell) =>
      set.statesTotalRow === true && cell >= bounds.length ? 0 : Math.min(1, sum),
    );
    const ranges = rows.flatMap((row) => this.layout.toRow(row.ranges ?? this.#constantRow<CountBounds | null>(null)));
    const possible = bounds.map(
      (each, cell) => each ?? ranges[cell] ?? { lowest: counts[cell] ?? 0, highest: counts[cell] ?? 0 },
    );
    this.smallest = this.#withSums(possible.map(({ lowest }) => lowest));
    this.largest = this.#withSums(possible.map(({ highest }) => highest ?? Number.POSITIVE_INFINITY));
    const upper = this.#withSums(bounds.map((_, cell) => Math.min(this.denominators[cell] ?? 0, highestOf(cell))));
    this.upper = tables.map(() => Float64Array.from(upper));
    const lowestBounds = this.#withSums(bounds.map((each) => each?.lowest ?? 0));
    const lowest = tables.map((_, table) =>
      this.#withTotalRow(rows.map((row) => row.lowest?.[table] ?? this.#constantRow(0))),
    );
    this.lowestWithoutBounds = lowest[0] ?? new Float64Array();
    this.#lowest = lowest.map((table) => table.map((each, cell) => Math.max(each, lowestBounds[cell] ?? 0)));
    this.scores =
      set.scale === undefined
        ? null
        : { sums: this.#withTotalRow(rows.flatMap(({ scores }) => scores ?? [])), scale: set.scale };
    const thresholds = [...rows.map((row) => row.thresholds), set.totalRowThresholds];
    this.thresholds = Float64Array.from(
      thresholds.flatMap((row) => this.layout.toRow(row ?? this.#constantRow(set.threshold))),
    );
    const status = [...rows.map((row) => row.status), set.totalRowStatus];
    this.#status = status.flatMap((row) => this.layout.toRow(row ?? this.#constantRow<CellStatus>('UNDECIDED')));
    this.roles = Uint8Array.from(this.#status, (_, cell) => this.#roleOf(cell));
    this.lower = tables.map((_, table) => Float64Array.from(this.#status, (_, cell) => this.#lowerOf(cell, table)));
    if (!this.hasTotalRow) this.#unboundTotalRow();
  }

  /** Whether everyone knows bounds of a count. */
  get hasBounds(): boolean {
    return this.bounded.includes(1);
  }

  /** Whether the count of a cell of the first table depends on bounds. */
  isUncertain(cell: number): boolean {
    return this.smallest[cell] !== this.largest[cell];
  }

  /** Number of cells that are part of the set. */
  get cellCount(): number {
    return (this.hasTotalRow ? this.rowCount + 1 : this.rowCount) * this.layout.width;
  }

  rowOf(cell: number): number {
    return Math.floor(cell / this.layout.width);
  }

  /** Index of the contributor of a cell; -1 if there is none. */
  contributorOf(cell: number): number {
    return this.contributorOfRow[this.rowOf(cell)] ?? -1;
  }

  /** Indexes of the contributors of the cells, without duplicates. */
  contributorsOf(cells: readonly number[]): number[] {
    return [...new Set(cells.map((cell) => this.contributorOf(cell)))].filter((contributor) => contributor >= 0);
  }

  isInTotalRow(cell: number): boolean {
    return this.rowOf(cell) === this.rowCount;
  }

  addressOf(cell: number): CellAddress {
    return { row: this.#rowKeys[this.rowOf(cell)] ?? null, ...this.layout.keysOf(cell % this.layout.width) };
  }

  /** Converts one value per cell to the order of the set. */
  inSetOrder<T>(values: readonly T[]): { rows: PerCell<T>[]; totalRow: PerCell<T> | null } {
    const { width } = this.layout;
    const row = (index: number) => this.layout.fromRow(values.slice(index * width, (index + 1) * width));
    const rows: PerCell<T>[] = [];
    this.#rowOrder.forEach((position, index) => {
      rows[position] = row(index);
    });
    return { rows, totalRow: this.hasTotalRow ? row(this.rowCount) : null };
  }

  #constantRow<T>(value: T): PerCell<T> {
    return this.layout.fromRow(new Array<T>(this.layout.width).fill(value));
  }

  /** The cells of the rows, followed by their column sums. Null becomes `Infinity`. */
  #withTotalRow(rows: readonly PerCell<number | null>[]): Float64Array {
    const { width } = this.layout;
    const cells = new Float64Array((rows.length + 1) * width);
    rows.forEach((row, index) => {
      this.layout.toRow(row).forEach((value, column) => {
        const number = value ?? Number.POSITIVE_INFINITY;
        cells[index * width + column] = number;
        cells[rows.length * width + column] = (cells[rows.length * width + column] ?? 0) + number;
      });
    });
    if (cells.some((sum) => sum !== Number.POSITIVE_INFINITY && !Number.isSafeInteger(sum))) {
      throw new RangeError(`Column totals must not exceed ${Number.MAX_SAFE_INTEGER}.`);
    }
    return cells;
  }

  /** One value for each cell of the rows, followed by their column sums. */
  #withSums(values: readonly number[]): Float64Array<ArrayBuffer> {
    const { width } = this.layout;
    const cells = new Float64Array(values.length + width);
    cells.set(values);
    values.forEach((value, cell) => {
      const total = values.length + (cell % width);
      cells[total] = (cells[total] ?? 0) + value;
    });
    return cells;
  }

  #roleOf(cell: number): number {
    if (this.bounded[cell] === 1) return cellRole.suppressed;
    const status = this.#status[cell];
    if (status === 'PUBLISHED') return cellRole.published;
    if (status !== 'UNDECIDED') return cellRole.suppressed;
    const isEligible = this.hideZeros || this.#hasSmallBound(cell) || this.tables.some((table) => table[cell] !== 0);
    return isEligible ? cellRole.eligible : cellRole.published;
  }

  /** Whether the public denominator is below the threshold, so that count or difference is sensitive for any count. */
  #hasSmallBound(cell: number): boolean {
    const bound = this.denominators[cell] ?? 0;
    return bound > 0 && bound < this.threshold;
  }

  /** If zeros are published, a suppressed cell is at least 1 in one of the tables. */
  #lowerOf(cell: number, table: number): number {
    const lowest = this.#lowest[table]?.[cell] ?? 0;
    const isPossiblyZero = this.#status[cell] === 'NEVER_PUBLISHED' || this.bounded[cell] === 1;
    if (this.hideZeros || isPossiblyZero || this.#hasSmallBound(cell)) return lowest;
    const isElsewhere = this.tables.some((other, index) => index !== table && (other[cell] ?? 0) > 0);
    return isElsewhere ? lowest : Math.max(lowest, Math.min(1, this.tables[table]?.[cell] ?? 0));
  }

  #unboundTotalRow(): void {
    const first = this.rowCount * this.layout.width;
    this.roles.fill(cellRole.unbounded, first);
    for (const lower of this.lower) lower.fill(Number.NEGATIVE_INFINITY, first);
    for (const upper of [...this.upper, this.denominators]) upper.fill(Number.POSITIVE_INFINITY, first);
  }
}
