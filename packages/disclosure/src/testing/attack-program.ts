import type { Highs, Model } from 'highs';
import type { SetCells } from './set-cells.ts';

/** Knowledge of an audience about a set. */
export interface Knowledge {
  /** Whether each cell is suppressed. */
  suppressed: readonly boolean[];
  /** The contributor who knows its own rows, or null for the public. */
  audience: string | null;
  /** Whether the other one of two tables can have any values (`ANY`), or has its true ones (`TRUE`). */
  otherTable: 'ANY' | 'TRUE';
}

/** A cell of one table, and the end of its feasibility interval to compute. */
export interface Objective {
  table: number;
  cell: number;
  sense: 'LOWEST' | 'HIGHEST';
}

const tolerance = 1e-6;

/**
 * The knowledge of an audience as a linear program: the sums of the set, published cells, bounds, and own rows. Its
 * solutions are the tables that the audience cannot distinguish from the true one.
 */
export class AttackProgram {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #cells: SetCells;
  readonly #size: number;
  /** Bound of unbounded cells, far above every count that matters. */
  readonly #largeBound: number;
  #lower: number[] = [];
  #upper: number[] = [];
  /** Number of programs solved so far. */
  solved = 0;

  constructor(highs: Highs, cells: SetCells) {
    this.#highs = highs;
    this.#cells = cells;
    this.#size = cells.statuses.length * cells.tables.length + cells.scores.length;
    this.#largeBound = 10 * Math.max(100, ...cells.tables.flat()) + 10 * cells.set.threshold;
    this.#model = highs.createModel();
    this.#model.options.set({ output_flag: false, presolve: 'off' });
    this.#build();
  }

  [Symbol.dispose](): void {
    this.#model.dispose();
  }

  /** Sets the bounds of all cells according to the knowledge of an audience. */
  setKnowledge(knowledge: Knowledge): void {
    const { tables, denominators, lowest, bounds, cells, statuses, sums } = this.#cells;
    const { hideZeros } = this.#cells.set;
    const { suppressed, audience, otherTable } = knowledge;
    const isUnknown = (cell: number) =>
      suppressed[cell] === true && (audience === null || this.#cells.contributorOf(cell) !== audience);
    const canBeZero = (cell: number) =>
      hideZeros || statuses[cell] === 'NEVER_PUBLISHED' || this.#hasSmallDenominator(cell);
    const sumOf = (cell: number) => tables.reduce((sum, counts) => sum + (counts[cell] ?? 0), 0);
    this.#lower = tables.flatMap((counts, table) =>
      cells.map((cell) => {
        const count = counts[cell] ?? 0;
        if (!isUnknown(cell)) return count;
        const others = sumOf(cell) - count;
        const isKnownNonzero = tables.length === 1 || (otherTable === 'TRUE' && others === 0);
        const known = Math.max(lowest[table]?.[cell] ?? 0, bounds[cell]?.lowest ?? 0);
        if (bounds[cell]) return known;
        return canBeZero(cell) || !isKnownNonzero ? known : Math.max(known, Math.min(1, count));
      }),
    );
    this.#upper = tables.flatMap((counts) =>
      cells.map((cell) =>
        isUnknown(cell)
          ? Math.min(this.#largeBound, denominators[cell] ?? 0, bounds[cell]?.highest ?? Number.POSITIVE_INFINITY)
          : (counts[cell] ?? 0),
      ),
    );
    const { scores } = this.#cells;
    this.#lower.push(...scores.map((sum, cell) => (isUnknown(cell) ? 0 : sum)));
    this.#upper.push(...scores.map((sum, cell) => (isUnknown(cell) ? this.#highs.infinity : sum)));
    this.#model.changeColsBounds({ kind: 'range', from: 0, to: this.#size - 1 }, this.#lower, this.#upper);
    if (tables.length === 1) return;
    for (const cell of cells) {
      const isKnownNonzero = otherTable === 'ANY' && isUnknown(cell) && !canBeZero(cell);
      const row = sums.length * tables.length + cell;
      this.#model.changeRowBounds(row, isKnownNonzero ? Math.min(1, sumOf(cell)) : 0, this.#highs.infinity);
    }
  }

  /** Lowest value of a cell by its own bounds, without the sums. */
  lowerBoundOf({ table, cell }: Omit<Objective, 'sense'>): number {
    return this.#lower[table * this.#cells.statuses.length + cell] ?? 0;
  }

  /** A table in which the sum of several cells is extreme; undefined if its values are not integers. */
  extremeTable(places: readonly Omit<Objective, 'sense'>[], sense: Objective['sense']): Float64Array | undefined {
    const columns = places.map(({ table, cell }) => table * this.#cells.statuses.length + cell);
    const solution = this.#solve(columns, sense);
    return solution.every(isInteger) ? solution : undefined;
  }

  /** One end of the feasibility interval of a cell in integers, and a table that attains it. */
  intervalEnd({ table, cell, sense }: Objective): { value: number; solution: Float64Array } {
    const column = table * this.#cells.statuses.length + cell;
    let solution = this.#solve([column], sense);
    if (!solution.every(isInteger)) {
      const all = { kind: 'range', from: 0, to: this.#size - 1 } as const;
      const { integer } = this.#highs.constants.variableType;
      this.#model.changeColsIntegrality(all, new Array(this.#size).fill(integer));
      solution = this.#solve([column], sense);
      this.#model.clearIntegrality();
    }
    return { value: Math.round(solution[column] ?? Number.NaN), solution };
  }

  /** Value of a cell in a solution. */
  valueIn(solution: Float64Array, { table, cell }: Omit<Objective, 'sense'>): number {
    return Math.round(solution[table * this.#cells.statuses.length + cell] ?? Number.NaN);
  }

  #solve(columns: readonly number[], sense: Objective['sense']): Float64Array {
    const { minimize, maximize } = this.#highs.constants.objectiveSense;
    for (const column of columns) this.#model.changeColCost(column, 1);
    this.#model.changeObjectiveSense(sense === 'LOWEST' ? minimize : maximize);
    const { modelStatus } = this.#model.run();
    this.solved++;
    if (modelStatus !== this.#highs.constants.modelStatus.optimal) {
      throw new Error(`The solver ended with status ${modelStatus}, although the true table is a solution.`);
    }
    const solution = this.#model.getSolution().colValue;
    for (const column of columns) this.#model.changeColCost(column, 0);
    return solution;
  }

  #hasSmallDenominator(cell: number): boolean {
    const denominator = this.#cells.denominators[cell] ?? 0;
    return denominator > 0 && denominator < this.#cells.set.threshold;
  }

  #build(): void {
    const { sums, tables, statuses } = this.#cells;
    this.#model.addVars(new Array(this.#size).fill(0), new Array(this.#size).fill(this.#highs.infinity));
    tables.forEach((_, table) => {
      const first = table * statuses.length;
      for (const { total, parts } of sums) {
        const entries = [...parts.map((part) => [first + part, 1] as const), [first + total, -1] as const];
        entries.sort(([left], [right]) => left - right);
        const indices = entries.map(([column]) => column);
        this.#model.addRow(0, 0, { indices, values: entries.map(([, value]) => value) });
      }
    });
    if (tables.length > 1) this.#buildTwoTables();
    if (this.#cells.scores.length > 0) this.#buildScores();
  }

  /** The two tables of each cell, whose sum can be bounded. */
  #buildTwoTables(): void {
    const { tables, statuses } = this.#cells;
    for (const cell of statuses.keys()) {
      const indices = tables.map((_, table) => table * statuses.length + cell);
      this.#model.addRow(0, this.#highs.infinity, { indices, values: indices.map(() => 1) });
    }
  }

  /** The scores of a cell add up like counts, to a sum from 0 to the highest score times the count. */
  #buildScores(): void {
    const { sums, tables, statuses, set } = this.#cells;
    const first = tables.length * statuses.length;
    for (const { total, parts } of sums) {
      const entries = [...parts.map((part) => [first + part, 1] as const), [first + total, -1] as const];
      entries.sort(([left], [right]) => left - right);
      this.#model.addRow(0, 0, {
        indices: entries.map(([column]) => column),
        values: entries.map(([, value]) => value),
      });
    }
    for (const cell of statuses.keys()) {
      this.#model.addRow(0, this.#highs.infinity, { indices: [cell, first + cell], values: [set.scale ?? 0, -1] });
    }
  }
}

function isInteger(value: number): boolean {
  return Math.abs(value - Math.round(value)) < tolerance;
}
