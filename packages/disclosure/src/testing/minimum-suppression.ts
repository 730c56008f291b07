import type { Highs } from 'highs';
import type { LinkedSet } from '../linked-set.ts';
import type { IndexedQuantity } from '../threshold-rule.ts';
import { AttackProgram } from './attack-program.ts';
import { IntervalAttack } from './interval-attack.ts';
import { SetCells } from './set-cells.ts';

/** A sensitive quantity, and an audience that must not narrow it. */
interface Risk {
  sensitive: IndexedQuantity;
  audience: string | null;
}

/**
 * Smallest number of complementary suppressions that protects a set. Exact and slow. Each pattern that discloses a
 * quantity is extended to a largest pattern that still discloses it. At least one published cell of that pattern must
 * be suppressed. An integer program finds the smallest pattern that satisfies all these constraints (a hitting set).
 */
export function minimumComplementaryCount(highs: Highs, set: LinkedSet): number {
  const cells = new SetCells(set);
  using known = new AttackProgram(highs, cells);
  using widest = new AttackProgram(highs, cells);
  const search = new MinimumSearch(cells, new IntervalAttack({ cells, known, widest }));
  for (;;) {
    const pattern = search.smallestPattern(highs);
    if (!search.addConstraints(pattern)) return pattern.size;
  }
}

class MinimumSearch {
  readonly #cells: SetCells;
  readonly #attack: IntervalAttack;
  readonly #risks: Risk[];
  /** Cells that every pattern suppresses. */
  readonly #mandatory: Set<number>;
  /** Cells that a pattern may suppress. */
  readonly #optional: number[];
  /** Lists of cells. At least one cell of each list must be suppressed. */
  readonly #constraints: number[][] = [];

  constructor(cells: SetCells, attack: IntervalAttack) {
    this.#cells = cells;
    this.#attack = attack;
    const quantities = cells.sensitiveQuantities();
    const fixed = cells.cells.filter((cell) => ['SUPPRESSED', 'NEVER_PUBLISHED'].includes(cells.statuses[cell] ?? ''));
    this.#mandatory = new Set([...quantities.map(({ cell }) => cell), ...fixed]);
    this.#optional = cells.cells.filter((cell) => cells.canBeSuppressed(cell) && !this.#mandatory.has(cell));
    this.#risks = [null, ...cells.contributors].flatMap((audience) =>
      quantities
        .filter(({ cell }) => audience === null || cells.contributorOf(cell) !== audience)
        .map((sensitive) => ({ sensitive, audience }))
        .filter((risk) => !this.#isDisclosed(risk, new Set(this.#optional))),
    );
  }

  /** The smallest pattern that satisfies all constraints. */
  smallestPattern(highs: Highs): Set<number> {
    if (this.#constraints.length === 0) return new Set();
    using model = highs.createModel();
    model.options.set({ output_flag: false });
    const optional = this.#optional;
    const ones = optional.map(() => 1);
    model.addVars(
      optional.map(() => 0),
      ones,
    );
    const all = { kind: 'range', from: 0, to: optional.length - 1 } as const;
    model.changeColsCost(all, ones);
    model.changeColsIntegrality(all, new Array(optional.length).fill(highs.constants.variableType.integer));
    for (const cells of this.#constraints) {
      const indices = cells.map((cell) => optional.indexOf(cell)).sort((left, right) => left - right);
      model.addRow(1, highs.infinity, { indices, values: indices.map(() => 1) });
    }
    model.run();
    const { colValue } = model.getSolution();
    return new Set(optional.filter((_, index) => (colValue[index] ?? 0) > 0.5));
  }

  /** Adds a constraint for each quantity that a pattern discloses. Returns false if it discloses none. */
  addConstraints(pattern: ReadonlySet<number>): boolean {
    const disclosed = new Set<IndexedQuantity>();
    for (const risk of this.#risks) {
      if (disclosed.has(risk.sensitive) || !this.#isDisclosed(risk, pattern)) continue;
      disclosed.add(risk.sensitive);
      const largest = new Set(pattern);
      for (const cell of this.#optional) {
        if (!largest.has(cell) && this.#isDisclosed(risk, new Set([...largest, cell]))) largest.add(cell);
      }
      this.#constraints.push(this.#optional.filter((cell) => !largest.has(cell)));
    }
    return disclosed.size > 0;
  }

  #isDisclosed({ sensitive, audience }: Risk, pattern: ReadonlySet<number>): boolean {
    const suppressed = this.#cells.cells.map((cell) => this.#mandatory.has(cell) || pattern.has(cell));
    this.#attack.attackAs(audience, suppressed);
    return this.#attack.narrowed([sensitive]).length > 0;
  }
}
