import type { Highs, Model } from 'highs';

const tolerance = 1e-6;

/** What is asked of a number: the least that it can be, or the most. */
export type Sense = 'LEAST' | 'MOST';

/** A number that is not known, from the least that it can be to the most. */
export interface Bounds {
  least: number;
  most: number;
}

/** An equation or inequality: a weighted sum that lies between two ends. */
export interface Relation extends Bounds {
  terms: readonly (readonly [unknown: number, weight: number])[];
}

/**
 * Most nodes of the search for one answer. Nearly all programs need one node or none. The limit is not of time, so that the answers
 * are the same on every machine.
 */
const nodeLimit = 1000;

/** Unknown whole numbers and what is known of them, as an integer program. Nothing is past `box`. */
export class WholeNumbers {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #size: number;
  readonly #box: number;
  /** How many programs were solved. */
  solved = 0;

  constructor(highs: Highs, known: { size: number; relations: readonly Relation[]; box: number; nodes?: number }) {
    const { size, relations, box, nodes = nodeLimit } = known;
    this.#highs = highs;
    this.#size = size;
    this.#box = box;
    this.#model = highs.createModel();
    this.#model.options.set({ output_flag: false, mip_max_nodes: nodes });
    this.#model.addVars(new Array(size).fill(0), new Array(size).fill(box));
    for (const { terms, least, most } of relations) {
      const weights = new Map<number, number>();
      for (const [unknown, weight] of terms) weights.set(unknown, (weights.get(unknown) ?? 0) + weight);
      const entries = [...weights].sort(([left], [right]) => left - right);
      this.#model.addRow(Math.max(least, -highs.infinity), Math.min(most, highs.infinity), {
        indices: entries.map(([unknown]) => unknown),
        values: entries.map(([, weight]) => weight),
      });
    }
  }

  [Symbol.dispose](): void {
    this.#model.dispose();
  }

  /** From now on each unknown lies between these. */
  bound(bounds: readonly Bounds[]): void {
    const lower = bounds.map(({ least }) => least);
    const upper = bounds.map(({ most }) => Math.min(most, this.#box));
    this.#model.changeColsBounds({ kind: 'range', from: 0, to: this.#size - 1 }, lower, upper);
  }

  /**
   * Whole numbers in which some of them together are as small or as large as can be. Null if the search ends at the limit of nodes:
   * then it is undecided how small or large they can be.
   */
  extreme(unknowns: readonly number[], sense: Sense): number[] | null {
    const found = this.#solve(unknowns, sense);
    if (found?.every(isWhole)) return found.map(Math.round);
    const all = { kind: 'range', from: 0, to: this.#size - 1 } as const;
    this.#model.changeColsIntegrality(all, new Array(this.#size).fill(this.#highs.constants.variableType.integer));
    const whole = this.#solve(unknowns, sense);
    this.#model.clearIntegrality();
    return whole?.map(Math.round) ?? null;
  }

  #solve(unknowns: readonly number[], sense: Sense): number[] | null {
    const { minimize, maximize } = this.#highs.constants.objectiveSense;
    for (const unknown of unknowns) this.#model.changeColCost(unknown, 1);
    this.#model.changeObjectiveSense(sense === 'LEAST' ? minimize : maximize);
    const { optimal, solutionLimit } = this.#highs.constants.modelStatus;
    let { modelStatus } = this.#model.run();
    this.solved++;
    if (modelStatus !== optimal && modelStatus !== solutionLimit) {
      // Rounding in the previous basis can make a feasible program look infeasible.
      this.#model.clearSolver();
      this.#model.options.set({ presolve: 'off' });
      ({ modelStatus } = this.#model.run());
      this.#model.options.set({ presolve: 'choose' });
    }
    if (modelStatus !== optimal && modelStatus !== solutionLimit) {
      throw new Error(`the solver ended with status ${modelStatus}: the truth itself should be possible`);
    }
    const found = modelStatus === optimal ? [...this.#model.getSolution().colValue] : null;
    for (const unknown of unknowns) this.#model.changeColCost(unknown, 0);
    return found;
  }
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < tolerance;
}
