import { type Arrangement, cellKind } from './arrangement.ts';
import { Links } from './links.ts';
import { sensitiveNumbers } from './sensitive-number.ts';

/** What moving a cell costs: next to nothing if it is withheld already, else the more, the more is lost. */
export const prices = { withheld: 1, part: 1000, total: 3000, grandTotal: 20_000 } as const;

/** Which cells are withheld, and what it costs to move them or to withhold more. */
export class Pattern {
  readonly arrangement: Arrangement;
  /** By cell; `Infinity`, where it cannot be moved. */
  readonly prices: Float64Array;
  /** Along what is withheld, and along all that can be. */
  readonly withheldLinks: Links;
  readonly movableLinks: Links;
  readonly #sensitive: Uint8Array;
  readonly #withheld: Uint8Array;

  /** Begins with the cells that must be withheld; or, if `whole`, with all that can be. */
  constructor(arrangement: Arrangement, { whole }: { whole: boolean }) {
    const { kinds, layout, rowCount } = arrangement;
    this.arrangement = arrangement;
    this.prices = new Float64Array(kinds.length);
    this.withheldLinks = new Links(layout, rowCount + 1);
    this.movableLinks = new Links(layout, rowCount + 1);
    this.#sensitive = new Uint8Array(kinds.length);
    this.#withheld = new Uint8Array(kinds.length);
    for (const { cell } of sensitiveNumbers(arrangement)) this.#sensitive[cell] = 1;
    kinds.forEach((kind, cell) => {
      if (kind !== cellKind.shown) this.movableLinks.add(cell);
      const isWithheld = kind === cellKind.settled || this.#sensitive[cell] === 1 || (whole && kind === cellKind.free);
      if (isWithheld) this.#withheld[cell] = 1;
      if (isWithheld || kind === cellKind.unbound) this.lend(cell);
      else this.takeBack(cell);
    });
  }

  has(cell: number): boolean {
    return this.#withheld[cell] === 1;
  }

  withhold(cell: number): void {
    this.#withheld[cell] = 1;
    this.lend(cell);
  }

  /** Shows a cell, for good: from then on it does not move. */
  show(cell: number): void {
    this.#withheld[cell] = 0;
    this.withheldLinks.remove(cell);
    this.prices[cell] = Number.POSITIVE_INFINITY;
  }

  /** For the time being it costs as little to move a cell as if it were withheld. */
  lend(cell: number): void {
    this.withheldLinks.add(cell);
    this.prices[cell] = prices.withheld;
  }

  /** Ends what {@link lend} began. */
  takeBack(cell: number): void {
    if (this.has(cell) || this.arrangement.kinds[cell] === cellKind.unbound) return;
    this.withheldLinks.remove(cell);
    this.prices[cell] = this.#priceOf(cell);
  }

  /** The cells that are withheld for the sake of others, those of the most people first. */
  complementary(): number[] {
    const { kinds, tables } = this.arrangement;
    const people = (cell: number) => tables.reduce((sum, table) => sum + (table[cell] ?? 0), 0);
    return [...this.#withheld.keys()]
      .filter((cell) => this.has(cell) && kinds[cell] === cellKind.free && this.#sensitive[cell] === 0)
      .map((cell) => ({ cell, people: people(cell) }))
      .sort((left, right) => right.people - left.people || left.cell - right.cell)
      .map(({ cell }) => cell);
  }

  #priceOf(cell: number): number {
    if (this.arrangement.kinds[cell] === cellKind.shown) return Number.POSITIVE_INFINITY;
    const inTotals = this.arrangement.isOfTotals(cell);
    const isTotal = cell % this.arrangement.layout.width === 0;
    if (inTotals && isTotal) return prices.grandTotal;
    return inTotals || isTotal ? prices.total : prices.part;
  }
}
