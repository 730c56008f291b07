import type { CellPlace } from './decision.ts';
import type { CellState, LinkedSet, PerCell } from './linked-set.ts';
import { checkLinkedSet } from './linked-set-rules.ts';
import { keyOrder, RowLayout } from './row-layout.ts';

/** A cell that is always shown; that may be withheld; that is, whatever is decided; that is none, and bounds nothing. */
export const cellKind = { shown: 0, free: 1, settled: 2, unbound: 3 } as const;

/**
 * A linked set as numbers, in the order of keys: that of the set does not matter. The cells of row `i` begin at
 * `i * layout.width`. After the rows comes that of the totals; where rows do not add up, its cells are `unbound`.
 */
export class Arrangement {
  readonly threshold: number;
  readonly hideZeros: boolean;
  readonly addsUp: boolean;
  readonly layout: RowLayout;
  /** How many rows there are beside that of the totals, which comes next. */
  readonly rowCount: number;
  /** The true numbers of each table, and what the public knows to be the least and the most of a withheld one. */
  readonly tables: readonly Float64Array[];
  readonly lower: readonly Float64Array[];
  readonly upper: readonly Float64Array[];
  /** One of {@link cellKind} for each cell. */
  readonly kinds: Uint8Array;
  readonly contributors: readonly string[];
  /** The number of each row's contributor, -1 where it has none. */
  readonly contributorOf: Int32Array;
  readonly #rowKeys: readonly string[];
  readonly #rowOrder: readonly number[];
  readonly #states: readonly CellState[];

  /** Throws a RangeError where the set is not as {@link LinkedSet} says. */
  constructor(set: LinkedSet) {
    checkLinkedSet(set);
    this.threshold = set.threshold;
    this.hideZeros = set.hideZeros;
    this.addsUp = set.totals;
    this.layout = new RowLayout(set.dimensions);
    this.#rowOrder = keyOrder(set.rows.map(({ key }) => key));
    const rows = this.#rowOrder.flatMap((at) => set.rows[at] ?? []);
    this.rowCount = rows.length;
    this.#rowKeys = rows.map(({ key }) => key);
    this.contributors = [...new Set(rows.flatMap(({ contributor }) => contributor ?? []))];
    this.contributorOf = Int32Array.from([
      ...rows.map(({ contributor }) => (contributor === null ? -1 : this.contributors.indexOf(contributor))),
      -1,
    ]);
    const tables = rows[0]?.tables.map((_, at) => rows.flatMap(({ tables }) => tables[at] ?? [])) ?? [];
    this.tables = tables.map((counts) => this.#withTotals(counts));
    this.upper = tables.map(() => this.#withTotals(rows.map(({ ceiling }) => ceiling ?? this.#each(null))));
    const fixed = [...rows.map((row) => row.fixed), set.fixedTotals];
    this.#states = fixed.flatMap((states) => this.layout.inRow(states ?? this.#each<CellState>('FREE')));
    this.kinds = Uint8Array.from(this.#states, (_, cell) => this.#kindOf(cell));
    this.lower = tables.map((_, table) => Float64Array.from(this.#states, (_, cell) => this.#lowerOf(cell, table)));
    if (!this.addsUp) this.#unbindTotals();
  }

  /** How many cells are part of the set. */
  get cellCount(): number {
    return (this.addsUp ? this.rowCount + 1 : this.rowCount) * this.layout.width;
  }

  rowOf(cell: number): number {
    return Math.floor(cell / this.layout.width);
  }

  /** The number of the contributor whose cell it is, -1 where it is nobody's. */
  ownerOf(cell: number): number {
    return this.contributorOf[this.rowOf(cell)] ?? -1;
  }

  /** The numbers of the contributors to whom cells belong, each once. */
  ownersOf(cells: readonly number[]): number[] {
    return [...new Set(cells.map((cell) => this.ownerOf(cell)))].filter((owner) => owner >= 0);
  }

  isOfTotals(cell: number): boolean {
    return this.rowOf(cell) === this.rowCount;
  }

  placeOf(cell: number): CellPlace {
    return { row: this.#rowKeys[this.rowOf(cell)] ?? null, ...this.layout.keysOf(cell % this.layout.width) };
  }

  /** What is told of each cell, in the order of the set. */
  inSetOrder<T>(told: readonly T[]): { rows: PerCell<T>[]; totals: PerCell<T> | null } {
    const { width } = this.layout;
    const row = (at: number) => this.layout.perCell(told.slice(at * width, (at + 1) * width));
    const rows: PerCell<T>[] = [];
    this.#rowOrder.forEach((place, at) => {
      rows[place] = row(at);
    });
    return { rows, totals: this.addsUp ? row(this.rowCount) : null };
  }

  #each<T>(value: T): PerCell<T> {
    return this.layout.perCell(new Array<T>(this.layout.width).fill(value));
  }

  /** The cells of rows, one row after the other, and then their sums; what has no end is `Infinity`. */
  #withTotals(rows: readonly PerCell<number | null>[]): Float64Array {
    const { width } = this.layout;
    const cells = new Float64Array((rows.length + 1) * width);
    rows.forEach((row, at) => {
      this.layout.inRow(row).forEach((value, column) => {
        const number = value ?? Number.POSITIVE_INFINITY;
        cells[at * width + column] = number;
        cells[rows.length * width + column] = (cells[rows.length * width + column] ?? 0) + number;
      });
    });
    if (cells.some((sum) => sum !== Number.POSITIVE_INFINITY && !Number.isSafeInteger(sum))) {
      throw new RangeError(`totals of at most ${Number.MAX_SAFE_INTEGER} are expected`);
    }
    return cells;
  }

  #kindOf(cell: number): number {
    const state = this.#states[cell];
    if (state === 'SHOWN') return cellKind.shown;
    if (state !== 'FREE') return cellKind.settled;
    const mayMove = this.hideZeros || this.#hasSmallCeiling(cell) || this.tables.some((table) => table[cell] !== 0);
    return mayMove ? cellKind.free : cellKind.shown;
  }

  /** The public knows that it is small, whichever part of it is. */
  #hasSmallCeiling(cell: number): boolean {
    const ceiling = this.upper[0]?.[cell] ?? 0;
    return ceiling > 0 && ceiling < this.threshold;
  }

  /** Where zeros are shown, a withheld cell has somebody: in this table if in no other one. */
  #lowerOf(cell: number, table: number): number {
    if (this.hideZeros || this.#states[cell] === 'HIDDEN' || this.#hasSmallCeiling(cell)) return 0;
    const elsewhere = this.tables.some((other, at) => at !== table && (other[cell] ?? 0) > 0);
    return elsewhere ? 0 : Math.min(1, this.tables[table]?.[cell] ?? 0);
  }

  #unbindTotals(): void {
    const from = this.rowCount * this.layout.width;
    this.kinds.fill(cellKind.unbound, from);
    for (const lower of this.lower) lower.fill(Number.NEGATIVE_INFINITY, from);
    for (const upper of this.upper) upper.fill(Number.POSITIVE_INFINITY, from);
  }
}
