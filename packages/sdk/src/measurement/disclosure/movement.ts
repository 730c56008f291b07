import { type Arrangement, cellKind } from './arrangement.ts';

/** A table other than the true one, by the cells in which it differs. */
export interface MovedTable {
  cells: number[];
  values: number[];
}

/**
 * One table of an arrangement while its numbers are moved away from the truth. Each sum stays true when numbers move
 * around a circle; how dear a step is says whether its cell is withheld already, could be, or cannot.
 */
export class Movement {
  readonly arrangement: Arrangement;
  /** For each cell what a step costs; `Infinity`, where it cannot be moved. */
  readonly prices: Float64Array;
  /** Rows that do not move, since an attacker knows them. */
  readonly frozen: Uint8Array;
  values = new Float64Array(0);
  lower = new Float64Array(0);
  upper = new Float64Array(0);
  #truth = new Float64Array(0);
  readonly #tables: Float64Array[];
  readonly #touched: number[] = [];
  readonly #isTouched: Uint8Array;
  readonly #priceBefore: Float64Array;
  readonly #net: Int32Array;

  constructor(arrangement: Arrangement) {
    this.arrangement = arrangement;
    const size = arrangement.kinds.length;
    this.prices = new Float64Array(size);
    this.frozen = new Uint8Array(arrangement.rowCount + 1);
    this.#tables = arrangement.tables.map((table) => Float64Array.from(table));
    this.#isTouched = new Uint8Array(size);
    this.#priceBefore = new Float64Array(size);
    this.#net = new Int32Array(size);
  }

  /** Begins with the truth; the rows of the contributor of that number, if any, stay. */
  begin({ table, from }: { table: number; from: number }): void {
    const { tables, lower, upper, contributorOf } = this.arrangement;
    this.values = this.#tables[table] as Float64Array<ArrayBuffer>;
    this.#truth = tables[table] as Float64Array<ArrayBuffer>;
    this.lower = lower[table] as Float64Array<ArrayBuffer>;
    this.upper = upper[table] as Float64Array<ArrayBuffer>;
    for (let row = 0; row < this.frozen.length; row++)
      this.frozen[row] = from >= 0 && contributorOf[row] === from ? 1 : 0;
  }

  /** How far a cell can move up (1) or down (-1). */
  room(cell: number, sign: number): number {
    const value = this.values[cell] as number;
    return sign > 0 ? (this.upper[cell] as number) - value : value - (this.lower[cell] as number);
  }

  /** Moves along steps as far as all of them have room, and at most so far; answers how far. */
  shift(steps: Steps, most: number): number {
    const net = this.#net;
    steps.cells.forEach((cell, at) => {
      net[cell] = (net[cell] as number) + (steps.signs[at] as number);
    });
    let amount = most;
    for (const cell of steps.cells) {
      const sign = net[cell] as number;
      if (sign !== 0) amount = Math.min(amount, Math.floor(this.room(cell, sign) / Math.abs(sign)));
    }
    for (const cell of steps.cells) {
      const sign = net[cell] as number;
      net[cell] = 0;
      if (sign === 0) continue;
      this.#touch(cell);
      this.values[cell] = (this.values[cell] as number) + sign * amount;
    }
    return amount;
  }

  /** The table that it has become; it goes back to the truth. */
  end(): MovedTable {
    const moved: MovedTable = { cells: [], values: [] };
    for (const cell of this.#touched) {
      const value = this.values[cell] as number;
      const isPart = this.arrangement.kinds[cell] !== cellKind.unbound;
      if (isPart && value !== this.#truth[cell]) {
        moved.cells.push(cell);
        moved.values.push(value);
      }
      this.values[cell] = this.#truth[cell] as number;
      this.prices[cell] = this.#priceBefore[cell] as number;
      this.#isTouched[cell] = 0;
    }
    this.#touched.length = 0;
    return moved;
  }

  /** A cell that this table moves anyway can be moved further at little cost. */
  #touch(cell: number): void {
    if (this.#isTouched[cell] === 1) return;
    this.#isTouched[cell] = 1;
    this.#touched.push(cell);
    const price = this.prices[cell] as number;
    this.#priceBefore[cell] = price;
    if (price !== Number.POSITIVE_INFINITY) this.prices[cell] = prices.withheld;
  }
}

/** Steps by which numbers move: each a cell, and whether up (1) or down (-1). */
export interface Steps {
  cells: number[];
  signs: number[];
}

/** What a step costs: next to nothing where the cell is withheld already; else the more, the more that would be lost. */
export const prices = { withheld: 1, part: 100, total: 300, grandTotal: 2000 } as const;
