import { cellKind } from './arrangement.ts';
import { type Movement, prices } from './movement.ts';
import { sensitiveNumbers } from './sensitive-number.ts';

/** Which cells are withheld; it says to a movement what it costs to move them, and others. */
export class Pattern {
  readonly #movement: Movement;
  readonly #sensitive: Uint8Array;
  readonly #withheld: Uint8Array;

  /** Begins with the cells that must be withheld; or, if `whole`, with all that can be. */
  constructor(movement: Movement, { whole }: { whole: boolean }) {
    const { kinds } = movement.arrangement;
    this.#movement = movement;
    this.#sensitive = new Uint8Array(kinds.length);
    for (const { cell } of sensitiveNumbers(movement.arrangement)) this.#sensitive[cell] = 1;
    this.#withheld = Uint8Array.from(kinds, (kind, cell) => {
      const isSo = kind === cellKind.settled || this.#sensitive[cell] === 1 || (whole && kind === cellKind.free);
      return isSo ? 1 : 0;
    });
    kinds.forEach((kind, cell) => {
      movement.prices[cell] = kind === cellKind.unbound || this.has(cell) ? prices.withheld : priceOf(cell, movement);
    });
  }

  has(cell: number): boolean {
    return this.#withheld[cell] === 1;
  }

  withhold(cell: number): void {
    this.#withheld[cell] = 1;
    this.#movement.prices[cell] = prices.withheld;
  }

  /** Shows a cell, which from then on does not move. */
  show(cell: number): void {
    this.#withheld[cell] = 0;
    this.#movement.prices[cell] = Number.POSITIVE_INFINITY;
  }

  /** From now on what is shown stays shown. */
  close(): void {
    this.#withheld.forEach((withheld, cell) => {
      const isBound = this.#movement.arrangement.kinds[cell] !== cellKind.unbound;
      if (withheld === 0 && isBound) this.#movement.prices[cell] = Number.POSITIVE_INFINITY;
    });
  }

  /** The cells that are withheld for the sake of others, those of the most people first. */
  complementary(): number[] {
    const { kinds, tables } = this.#movement.arrangement;
    const people = (cell: number) => tables.reduce((sum, table) => sum + (table[cell] ?? 0), 0);
    return [...this.#withheld.keys()]
      .filter((cell) => this.has(cell) && kinds[cell] === cellKind.free && this.#sensitive[cell] === 0)
      .map((cell) => ({ cell, people: people(cell) }))
      .sort((left, right) => right.people - left.people || left.cell - right.cell)
      .map(({ cell }) => cell);
  }
}

/** What it costs to withhold a cell that could be shown. */
function priceOf(cell: number, { arrangement }: Movement): number {
  if (arrangement.kinds[cell] === cellKind.shown) return Number.POSITIVE_INFINITY;
  const inTotals = arrangement.rowOf(cell) === arrangement.rowCount;
  const isTotal = cell % arrangement.layout.width === 0;
  if (inTotals && isTotal) return prices.grandTotal;
  return inTotals || isTotal ? prices.total : prices.part;
}
