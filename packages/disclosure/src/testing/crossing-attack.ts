import type { Highs, Model } from 'highs';
import { type CrossedSet, lowestSum, sumsOf } from '../crossing/index.ts';

/** What an audience knows about a crossing. */
export interface CrossingKnowledge {
  /** Whether each sum of a crossed cell is suppressed. A sum of 0 whose lowest value is 1 is public even so. */
  isSuppressed: readonly boolean[];
  /** Whether the margin of a row, or of the sum (`row: -1`), is suppressed: by dimension and category. */
  isMarginSuppressed: (row: number, dimension: 0 | 1, category: number) => boolean;
  /** Whether the total of a row, or of the sum (`row: -1`), is suppressed. */
  isTotalSuppressed: (row: number) => boolean;
  /** Lowest value of a suppressed margin that is not 0, and (without a dimension) of a suppressed total. */
  lowestMargin: (dimension?: 0 | 1, category?: number) => number;
  audience: string | null;
}

const tolerance = 1e-6;

/** A cell of a row, by its categories of both dimensions. */
export interface CrossedCell {
  row: number;
  i: number;
  j: number;
}

/** Selects crossed cells. */
export type Selection = (cell: CrossedCell) => boolean;

/**
 * The knowledge of an audience as an integer program over all crossed cells of all rows. It shares no code with the
 * decision: it contains the published figures only, and no witness.
 */
export class CrossingAttack {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #set: CrossedSet;
  readonly #size: number;

  constructor(highs: Highs, { set, knowledge }: { set: CrossedSet; knowledge: CrossingKnowledge }) {
    this.#highs = highs;
    this.#set = set;
    this.#size = set.rows.length * set.size[0] * set.size[1];
    this.#model = highs.createModel();
    this.#model.options.set({ output_flag: false });
    const truth = set.rows.flatMap(({ counts }) => [...counts]);
    const box = 10 * Math.max(100, ...truth);
    const isOwn = (at: number) => knowledge.audience !== null && this.#rowAt(at).contributor === knowledge.audience;
    this.#model.addVars(
      truth.map((count, at) => (isOwn(at) ? count : 0)),
      truth.map((count, at) => (isOwn(at) ? count : box)),
    );
    this.#addKnowledge(knowledge, truth);
  }

  [Symbol.dispose](): void {
    this.#model.dispose();
  }

  /** The lowest and the highest value of a selection. */
  rangeOf(selection: Selection): [lowest: number, highest: number] {
    const columns = this.#columnsOf(selection);
    const { minimize, maximize } = this.#highs.constants.objectiveSense;
    for (const column of columns) this.#model.changeColCost(column, 1);
    const range = [minimize, maximize].map((sense) => {
      this.#model.changeObjectiveSense(sense);
      const values = this.#solveInIntegers();
      return columns.reduce((sum, column) => sum + Math.round(values[column] ?? 0), 0);
    });
    for (const column of columns) this.#model.changeColCost(column, 0);
    return [range[0] ?? 0, range[1] ?? 0];
  }

  #solveInIntegers(): Float64Array {
    const values = this.#solve();
    if (values.every((value) => Math.abs(value - Math.round(value)) < tolerance)) return values;
    const all = { kind: 'range', from: 0, to: this.#size - 1 } as const;
    this.#model.changeColsIntegrality(all, new Array(this.#size).fill(this.#highs.constants.variableType.integer));
    const integers = this.#solve();
    this.#model.clearIntegrality();
    return integers;
  }

  #solve(): Float64Array {
    const { modelStatus } = this.#model.run();
    if (modelStatus !== this.#highs.constants.modelStatus.optimal) {
      throw new Error(`The solver ended with status ${modelStatus}, although the true table is a solution.`);
    }
    return this.#model.getSolution().colValue;
  }

  #addKnowledge(knowledge: CrossingKnowledge, truth: readonly number[]): void {
    const { size, rows } = this.#set;
    const add = (selection: Selection, { isSuppressed, least }: { isSuppressed: boolean; least: number }) => {
      const indices = this.#columnsOf(selection);
      const sum = indices.reduce((all, at) => all + (truth[at] ?? 0), 0);
      const lowest = Math.min(least, sum);
      const isPublic = !isSuppressed;
      this.#model.addRow(isPublic ? sum : lowest, isPublic ? sum : this.#highs.infinity, {
        indices,
        values: indices.map(() => 1),
      });
    };
    const isIn = (each: number, row: number) => row === -1 || each === row;
    for (const row of [-1, ...rows.keys()]) {
      add((each) => isIn(each.row, row), {
        isSuppressed: knowledge.isTotalSuppressed(row),
        least: knowledge.lowestMargin(),
      });
      for (let i = 0; i < size[0]; i++)
        add((each) => isIn(each.row, row) && each.i === i, {
          isSuppressed: knowledge.isMarginSuppressed(row, 0, i),
          least: knowledge.lowestMargin(0, i),
        });
      for (let j = 0; j < size[1]; j++)
        add((each) => isIn(each.row, row) && each.j === j, {
          isSuppressed: knowledge.isMarginSuppressed(row, 1, j),
          least: knowledge.lowestMargin(1, j),
        });
    }
    for (const cell of sumsOf(this.#set).keys()) {
      const [i, j] = [Math.floor(cell / size[1]), cell % size[1]];
      add((each) => each.i === i && each.j === j, {
        isSuppressed: knowledge.isSuppressed[cell] === true,
        least: lowestSum(this.#set, cell),
      });
    }
  }

  #columnsOf(selection: Selection): number[] {
    const [first, second] = this.#set.size;
    return Array.from({ length: this.#size }, (_, at) => at).filter((at) => {
      const cell = at % (first * second);
      return selection({ row: Math.floor(at / (first * second)), i: Math.floor(cell / second), j: cell % second });
    });
  }

  #rowAt(at: number): CrossedSet['rows'][number] {
    const [first, second] = this.#set.size;
    return this.#set.rows[Math.floor(at / (first * second))] ?? { contributor: null, counts: [] };
  }
}
