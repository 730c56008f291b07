import { Adjacency } from './adjacency.ts';
import { cellRole, type IndexedSet } from './indexed-set.ts';
import { sensitiveQuantities } from './threshold-rule.ts';

/**
 * Cost of changing a cell in an alternative table: almost 0 if it is suppressed already, otherwise the information lost
 * by suppressing it.
 */
export const cellCosts = { suppressed: 1, part: 1000, total: 3000, grandTotal: 20_000 } as const;

/** The cells that are suppressed, and the cost of changing each cell. */
export class SuppressionPattern {
  readonly set: IndexedSet;
  /** Cost of each cell; `Infinity` if it cannot change. */
  readonly costs: Float64Array;
  /** Cells that can change now: suppressed cells, and those that {@link discount} adds. */
  readonly suppressedCells: Adjacency;
  /** Cells that can change if new suppressions are allowed. */
  readonly suppressibleCells: Adjacency;
  readonly #sensitive: Uint8Array;
  readonly #suppressed: Uint8Array;

  /**
   * The initial pattern contains primary suppressions and cells that are always suppressed. With `suppressAll` it
   * contains every eligible cell.
   */
  constructor(set: IndexedSet, { suppressAll }: { suppressAll: boolean }) {
    const { roles, layout, rowCount } = set;
    this.set = set;
    this.costs = new Float64Array(roles.length);
    this.suppressedCells = new Adjacency(layout, rowCount + 1);
    this.suppressibleCells = new Adjacency(layout, rowCount + 1);
    this.#sensitive = new Uint8Array(roles.length);
    this.#suppressed = new Uint8Array(roles.length);
    for (const { cell } of sensitiveQuantities(set)) this.#sensitive[cell] = 1;
    roles.forEach((role, cell) => {
      if (role !== cellRole.published) this.suppressibleCells.add(cell);
      const isSuppressed =
        role === cellRole.suppressed || this.#sensitive[cell] === 1 || (suppressAll && role === cellRole.eligible);
      if (isSuppressed) this.#suppressed[cell] = 1;
      if (isSuppressed || role === cellRole.unbounded) this.discount(cell);
      else this.restoreCost(cell);
    });
  }

  /** Whether a cell is suppressed. */
  has(cell: number): boolean {
    return this.#suppressed[cell] === 1;
  }

  suppress(cell: number): void {
    this.#suppressed[cell] = 1;
    this.discount(cell);
  }

  /** Publishes a cell. From then on it cannot change. */
  publish(cell: number): void {
    this.#suppressed[cell] = 0;
    this.suppressedCells.remove(cell);
    this.costs[cell] = Number.POSITIVE_INFINITY;
  }

  /** Lets a cell change at the cost of a suppressed one, until {@link restoreCost}. */
  discount(cell: number): void {
    this.suppressedCells.add(cell);
    this.costs[cell] = cellCosts.suppressed;
  }

  /** Ends the discount of a cell that is not suppressed. */
  restoreCost(cell: number): void {
    if (this.has(cell) || this.set.roles[cell] === cellRole.unbounded) return;
    this.suppressedCells.remove(cell);
    this.costs[cell] = this.#fullCost(cell);
  }

  /** The complementary suppressions, largest counts first. */
  complementarySuppressions(): number[] {
    const { roles, tables } = this.set;
    const countOf = (cell: number) => tables.reduce((sum, table) => sum + (table[cell] ?? 0), 0);
    return [...this.#suppressed.keys()]
      .filter((cell) => this.has(cell) && roles[cell] === cellRole.eligible && this.#sensitive[cell] === 0)
      .map((cell) => ({ cell, count: countOf(cell) }))
      .sort((left, right) => right.count - left.count || left.cell - right.cell)
      .map(({ cell }) => cell);
  }

  #fullCost(cell: number): number {
    if (this.set.roles[cell] === cellRole.published) return Number.POSITIVE_INFINITY;
    const isInTotalRow = this.set.isInTotalRow(cell);
    const isTotal = cell % this.set.layout.width === 0;
    if (isInTotalRow && isTotal) return cellCosts.grandTotal;
    return isInTotalRow || isTotal ? cellCosts.total : cellCosts.part;
  }
}
