import { hasBounds } from '../cells-of-figure.ts';
import type { SeenCell } from '../gateway-reader.ts';
import { keyOf, peopleIn } from '../published-cells.ts';
import { ratios, type Scenario } from '../scenario/gateway-scenario.ts';
import { tablesOf, type UnknownNumbers } from './unknown-numbers.ts';

/** Adds to unknown numbers what the cells of releases show of them. */
export class ShownNumbers {
  readonly #numbers: UnknownNumbers;
  readonly #scenario: Scenario;
  readonly #tables: number[];
  /** Whether all denominators are known to be large. */
  readonly #isLargeRatio: boolean;
  /** Published numerators of 0. */
  readonly #zeros = new Set<number>();
  /** Rows with a suppressed cell whose denominator is shown. */
  readonly #largeRows = new Set<string>();

  constructor(numbers: UnknownNumbers, { scenario, isLargeRatio }: { scenario: Scenario; isLargeRatio: boolean }) {
    this.#numbers = numbers;
    this.#scenario = scenario;
    this.#tables = tablesOf(scenario);
    this.#isLargeRatio = isLargeRatio;
  }

  /** Adds what everyone reads in a cell. */
  show(row: string, cell: SeenCell): void {
    if (cell.suppressed) {
      this.#showDenominator(row, cell);
      return;
    }
    if (cell.status === 'NOT_APPLICABLE') this.#showNobody(row, cell);
    if (cell.status !== 'OBSERVED') return;
    if (hasBounds(cell)) {
      this.#showBounds(row, cell);
      return;
    }
    if (this.#scenario.kind === 'PERCENT') {
      this.#showPercentage(row, cell);
      return;
    }
    const people = peopleIn(cell, this.#scenario);
    for (const table of this.#tables) {
      const at = this.#numbers.find(row, keyOf(cell), table);
      const unknown = at === undefined ? undefined : this.#numbers.list[at];
      if (!unknown) continue;
      if (unknown.truth !== people[table])
        throw new Error(`${unknown.name} is shown as ${people[table]}, not ${unknown.truth}`);
      unknown.shown = unknown.truth;
      if (table === 0 && unknown.truth === 0 && at !== undefined) this.#zeros.add(at);
    }
  }

  /** A figure of two dimensions that is shown as not applicable is 0. Statuses of single dimensions are public anyway. */
  #showNobody(row: string, cell: SeenCell): void {
    const key = keyOf(cell);
    if (!key.includes('+')) return;
    for (const table of this.#tables) {
      const unknown = this.#numbers.list[this.#numbers.find(row, key, table) ?? -1];
      if (unknown) unknown.shown = 0;
    }
  }

  /**
   * The denominator of a suppressed cell is the sum of its two numbers. It is shown only if every denominator is large, so that a
   * numerator of 0 would be published unless zeros are hidden.
   */
  #showDenominator(row: string, cell: SeenCell): void {
    const [counted, others] = this.#tables.map((table) => this.#numbers.find(row, keyOf(cell), table));
    const denominator = cell.denominator ?? cell.base;
    if (denominator === null || counted === undefined || others === undefined) return;
    const sum = Number(denominator);
    const terms = [counted, others].map((at) => [at, 1] as const);
    this.#numbers.relateShown(terms, { least: sum, most: sum });
    const numerator = this.#numbers.list[counted];
    if (!numerator || this.#scenario.hidesZeros) return;
    numerator.least = Math.max(numerator.least, Math.min(1, numerator.truth));
    this.#largeRows.add(row);
  }

  /**
   * Published numerators of 0 beside large denominators would be published in any case. Where denominators are shown, they are
   * assumed to be public, and so is a residual of nobody, which is their difference.
   */
  settleZeros(): void {
    const { kind, hidesZeros } = this.#scenario;
    if (!ratios.includes(kind) || hidesZeros) return;
    for (const unknown of this.#numbers.list) {
      const { row, key } = unknown;
      const isNobody = this.#tables.every((table) => this.#numbers.truthOf(row, key, table) === 0);
      if (this.#largeRows.has(row) && key.endsWith('/') && isNobody) unknown.settled = true;
    }
    for (const at of this.#zeros) {
      const unknown = this.#numbers.list[at];
      if (unknown && (this.#isLargeRatio || this.#largeRows.has(unknown.row))) unknown.settled = true;
    }
  }

  /** Bounds of a count, and the base of a percentage. The bounds of a percentage are known anyway. */
  #showBounds(row: string, cell: SeenCell): void {
    const [counted, others] = this.#tables.map((table) => this.#numbers.find(row, keyOf(cell), table));
    if (counted === undefined) return;
    const { lowerBound, upperBound, base } = cell;
    if (this.#scenario.kind === 'PERCENT') {
      if (others === undefined || base === null) return;
      this.#numbers.relateShown(
        [counted, others].map((at) => [at, 1] as const),
        { least: base, most: base },
      );
      return;
    }
    const most = upperBound == null ? Number.POSITIVE_INFINITY : Number(upperBound);
    this.#numbers.relateShown([[counted, 1]], { least: Number(lowerBound ?? 0), most });
  }

  /** A whole percentage of a base implies a range of the numerator. */
  #showPercentage(row: string, cell: SeenCell): void {
    const [counted, others] = this.#tables.map((table) => this.#numbers.find(row, keyOf(cell), table));
    if (counted === undefined || others === undefined) return;
    const [percent, base] = [Number(cell.value), Number(cell.base)];
    const one = [[counted, 1] as const];
    this.#numbers.relateShown([...one, [others, 1]], { least: base, most: base });
    const [least, most = 0] = [-0.5, 0.5].map((rounding) => ((percent + rounding) * base) / 100);
    if (most < 1) this.#zeros.add(counted);
    this.#numbers.relateShown(one, { least: Math.ceil((least ?? 0) - 1e-9), most: Math.floor(most + 1e-9) });
  }
}
