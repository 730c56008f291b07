import type { Highs, Model } from 'highs';
import type { LinkedNumbers } from './public-view.ts';

/** What someone knows who looks at a set. */
export interface Knowledge {
  withheld: readonly boolean[];
  /** The rows of this contributor; of nobody, if `null`. */
  from: string | null;
  /** Of two tables, the other one: anything that it could be, or what it is. */
  other: 'ANY' | 'TRUE';
}

/** A number of one of the tables, and whether one looks for the least that it can be or for the most. */
export interface Question {
  table: number;
  cell: number;
  sense: 'LEAST' | 'MOST';
}

const tolerance = 1e-6;

/** Everything that is public about a set, and one's own rows, as a program for a solver: what else could be true? */
export class PublicProgram {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #numbers: LinkedNumbers;
  readonly #size: number;
  readonly #box: number;
  #lower: number[] = [];
  #upper: number[] = [];
  /** How many programs were solved. */
  solved = 0;

  constructor(highs: Highs, numbers: LinkedNumbers) {
    this.#highs = highs;
    this.#numbers = numbers;
    this.#size = numbers.states.length * numbers.tables.length;
    // Far more than anything that matters: what has no end is looked for within it.
    this.#box = 10 * Math.max(100, ...numbers.tables.flat()) + 10 * numbers.set.threshold;
    this.#model = highs.createModel();
    this.#model.options.set({ output_flag: false, presolve: 'off' });
    this.#build();
  }

  [Symbol.dispose](): void {
    this.#model.dispose();
  }

  know(knowledge: Knowledge): void {
    const { tables, ceilings, cells, states } = this.#numbers;
    const { hideZeros } = this.#numbers.set;
    const isOpen = (cell: number) =>
      knowledge.withheld[cell] === true && (knowledge.from === null || this.#numbers.ownerOf(cell) !== knowledge.from);
    const canBeNobody = (cell: number) => hideZeros || states[cell] === 'HIDDEN' || this.#isSmallAnyway(cell);
    const people = (cell: number) => tables.reduce((sum, counts) => sum + (counts[cell] ?? 0), 0);
    this.#lower = tables.flatMap((counts) =>
      cells.map((cell) => {
        const count = counts[cell] ?? 0;
        if (!isOpen(cell)) return count;
        const others = people(cell) - count;
        const isSure = tables.length === 1 || (knowledge.other === 'TRUE' && others === 0);
        return canBeNobody(cell) || !isSure ? 0 : Math.min(1, count);
      }),
    );
    this.#upper = tables.flatMap((counts) =>
      cells.map((cell) => (isOpen(cell) ? Math.min(this.#box, ceilings[cell] ?? 0) : (counts[cell] ?? 0))),
    );
    this.#model.changeColsBounds({ kind: 'range', from: 0, to: this.#size - 1 }, this.#lower, this.#upper);
    if (tables.length === 1) return;
    for (const cell of cells) {
      const isSure = knowledge.other === 'ANY' && isOpen(cell) && !canBeNobody(cell);
      const row = this.#numbers.sums.length * tables.length + cell;
      this.#model.changeRowBounds(row, isSure ? Math.min(1, people(cell)) : 0, this.#highs.infinity);
    }
  }

  /** The least that a cell can be by itself. */
  lowerOf({ table, cell }: Omit<Question, 'sense'>): number {
    return this.#lower[table * this.#numbers.states.length + cell] ?? 0;
  }

  /** A table in which the numbers together are as little, or as much, as can be; nothing, where it would not be whole. */
  extreme(places: readonly Omit<Question, 'sense'>[], sense: Question['sense']): Float64Array | undefined {
    const columns = places.map(({ table, cell }) => table * this.#numbers.states.length + cell);
    const found = this.#solve(columns, sense);
    return found.every(isWhole) ? found : undefined;
  }

  /** What the number is at the least, or at the most, in whole numbers. */
  answer({ table, cell, sense }: Question): { value: number; found: Float64Array } {
    const column = table * this.#numbers.states.length + cell;
    let found = this.#solve([column], sense);
    if (!found.every(isWhole)) {
      const all = { kind: 'range', from: 0, to: this.#size - 1 } as const;
      const { integer } = this.#highs.constants.variableType;
      this.#model.changeColsIntegrality(all, new Array(this.#size).fill(integer));
      found = this.#solve([column], sense);
      this.#model.clearIntegrality();
    }
    return { value: Math.round(found[column] ?? Number.NaN), found };
  }

  /** The number of a place in a table that was found. */
  valueIn(found: Float64Array, { table, cell }: Omit<Question, 'sense'>): number {
    return Math.round(found[table * this.#numbers.states.length + cell] ?? Number.NaN);
  }

  #solve(columns: readonly number[], sense: Question['sense']): Float64Array {
    const { minimize, maximize } = this.#highs.constants.objectiveSense;
    for (const column of columns) this.#model.changeColCost(column, 1);
    this.#model.changeObjectiveSense(sense === 'LEAST' ? minimize : maximize);
    const { modelStatus } = this.#model.run();
    this.solved++;
    if (modelStatus !== this.#highs.constants.modelStatus.optimal) {
      throw new Error(`the solver ended with status ${modelStatus}: the truth itself should be possible`);
    }
    const found = this.#model.getSolution().colValue;
    for (const column of columns) this.#model.changeColCost(column, 0);
    return found;
  }

  #isSmallAnyway(cell: number): boolean {
    const ceiling = this.#numbers.ceilings[cell] ?? 0;
    return ceiling > 0 && ceiling < this.#numbers.set.threshold;
  }

  #build(): void {
    const { sums, tables, states } = this.#numbers;
    const infinity = this.#highs.infinity;
    this.#model.addVars(new Array(this.#size).fill(0), new Array(this.#size).fill(infinity));
    tables.forEach((_, table) => {
      const first = table * states.length;
      for (const { whole, parts } of sums) {
        const entries = [...parts.map((part) => [first + part, 1] as const), [first + whole, -1] as const];
        entries.sort(([left], [right]) => left - right);
        const indices = entries.map(([column]) => column);
        this.#model.addRow(0, 0, { indices, values: entries.map(([, value]) => value) });
      }
    });
    if (tables.length === 1) return;
    for (const cell of states.keys()) {
      const indices = tables.map((_, table) => table * states.length + cell);
      this.#model.addRow(0, infinity, { indices, values: indices.map(() => 1) });
    }
  }
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < tolerance;
}
