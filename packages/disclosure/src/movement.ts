import { type Arrangement, cellKind } from './arrangement.ts';
import type { Links } from './links.ts';
import { type Pattern, prices } from './pattern.ts';

/** A table other than the true one, by the cells in which it differs. */
export interface MovedTable {
  cells: number[];
  values: number[];
}

/** Steps by which numbers move: each a cell, and whether up (1) or down (-1). */
export interface Steps {
  cells: number[];
  signs: number[];
}

/** What a step costs more, where the cell cannot be moved as far as is needed. */
const narrowPrice = 3;

/** One table of a set while its numbers are moved away from the truth: around circles, so that all sums stay true. */
export class Movement {
  readonly arrangement: Arrangement;
  readonly pattern: Pattern;
  /** Rows that do not move, since those who look know them. */
  readonly frozen: Uint8Array;
  values = new Float64Array();
  /** How far it still is to where the numbers are to go. */
  need = 1;
  #opens = false;
  #dearest: number = prices.withheld;
  #truth: Float64Array = new Float64Array();
  #lower: Float64Array = new Float64Array();
  #upper: Float64Array = new Float64Array();
  readonly #tables: Float64Array<ArrayBuffer>[];
  readonly #touched: number[] = [];
  readonly #isTouched: Uint8Array;
  readonly #net: Int32Array;

  constructor(pattern: Pattern) {
    const { arrangement } = pattern;
    this.arrangement = arrangement;
    this.pattern = pattern;
    this.frozen = new Uint8Array(arrangement.rowCount + 1);
    this.#tables = arrangement.tables.map((table) => Float64Array.from(table));
    this.#isTouched = new Uint8Array(arrangement.kinds.length);
    this.#net = new Int32Array(arrangement.kinds.length);
  }

  /** Begins with the truth; the rows of the contributors of those numbers stay. */
  begin({ table, from }: { table: number; from: readonly number[] }): void {
    const { tables, lower, upper, contributorOf } = this.arrangement;
    this.values = this.#tables[table] ?? this.values;
    this.#truth = tables[table] ?? this.#truth;
    this.#lower = lower[table] ?? this.#lower;
    this.#upper = upper[table] ?? this.#upper;
    contributorOf.forEach((owner, row) => {
      this.frozen[row] = owner >= 0 && from.includes(owner) ? 1 : 0;
    });
  }

  /** Whether cells that are not withheld may be moved too, at their price. */
  set opens(opens: boolean) {
    this.#opens = opens;
    this.#dearest = opens ? prices.grandTotal : prices.withheld;
  }

  get links(): Links {
    return this.#opens ? this.pattern.movableLinks : this.pattern.withheldLinks;
  }

  /** What moving a cell up (1) or down (-1) costs; `Infinity`, where it cannot be moved. */
  costOf(cell: number, sign: number): number {
    const price = this.pattern.prices[cell] as number;
    if (price > this.#dearest) return Number.POSITIVE_INFINITY;
    const room = this.#room(cell, sign);
    if (room >= this.need) return price;
    return room > 0 ? price + narrowPrice : Number.POSITIVE_INFINITY;
  }

  /** Moves along steps as far as is needed and all of them have room; answers how far. */
  shift({ cells, signs }: Steps): number {
    const net = this.#net;
    cells.forEach((cell, at) => {
      net[cell] = (net[cell] as number) + (signs[at] as number);
    });
    let amount = this.need;
    for (const cell of cells) {
      const sign = net[cell] as number;
      if (sign !== 0) amount = Math.min(amount, Math.floor(this.#room(cell, sign) / Math.abs(sign)));
    }
    for (const cell of cells) {
      this.values[cell] = (this.values[cell] as number) + (net[cell] as number) * amount;
      net[cell] = 0;
      this.#touch(cell);
    }
    return amount;
  }

  /** The table that it has become; it goes back to the truth. */
  end(): MovedTable {
    const moved: MovedTable = { cells: [], values: [] };
    for (const cell of this.#touched) {
      const value = this.values[cell] as number;
      if (this.arrangement.kinds[cell] !== cellKind.unbound && value !== this.#truth[cell]) {
        moved.cells.push(cell);
        moved.values.push(value);
      }
      this.values[cell] = this.#truth[cell] as number;
      this.#isTouched[cell] = 0;
      this.pattern.takeBack(cell);
    }
    this.#touched.length = 0;
    return moved;
  }

  #room(cell: number, sign: number): number {
    const value = this.values[cell] as number;
    return sign > 0 ? (this.#upper[cell] as number) - value : value - (this.#lower[cell] as number);
  }

  /** What this table moves anyway can be moved further at little cost. */
  #touch(cell: number): void {
    if (this.#isTouched[cell] === 1) return;
    this.#isTouched[cell] = 1;
    this.#touched.push(cell);
    this.pattern.lend(cell);
  }
}
