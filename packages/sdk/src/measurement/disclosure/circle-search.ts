import type { Movement, Steps } from './movement.ts';
import { PathTree } from './path-tree.ts';

/** A number that is to move: which cell, and whether up (1) or down (-1). */
export interface Goal {
  cell: number;
  sign: number;
}

/** Two rows of which the totals change: of the first it falls and of the second it rises, as it is elsewhere. */
interface Exchange {
  left: number;
  reached: number;
  cost: number;
}

/** The search for the cheapest circle of steps that moves a number by one and leaves every sum as it is. */
export class CircleSearch {
  readonly #movement: Movement;
  /** For each dimension: ways from where one begins, and ways to where one ends. */
  readonly #trees: PathTree[];
  readonly #returns: PathTree[];

  constructor(movement: Movement) {
    const { columns } = movement.arrangement.layout;
    this.#movement = movement;
    this.#trees = columns.map((each) => new PathTree(movement, each));
    this.#returns = columns.map((each) => new PathTree(movement, each));
  }

  /** The steps of the circle, the goal's own first; nothing, where there is none. */
  find(goal: Goal): Steps | undefined {
    const { dimensionAt, width } = this.#movement.arrangement.layout;
    const dimension = dimensionAt[goal.cell % width] ?? -1;
    return dimension < 0 ? this.#throughTotals(goal) : this.#throughPart(goal, dimension);
  }

  /**
   * Where the total of a row moves, that of another row does, and in every dimension parts of the one by way of parts of
   * the other.
   */
  #throughTotals({ cell, sign }: Goal): Steps | undefined {
    const row = this.#movement.arrangement.rowOf(cell);
    const arrives = this.#arrivingSign(row) === sign;
    for (const tree of this.#trees) tree.grow({ root: row, backward: !arrives });
    const best = this.#cheapest((other) =>
      other === row ? Number.POSITIVE_INFINITY : this.#priceOfTotal(other, !arrives) + this.#sumOfDistances(other, -1),
    );
    if (best === undefined) return undefined;
    const steps: Steps = { cells: [cell], signs: [sign] };
    this.#moveTotal(steps, { row: best.row, arrives: !arrives });
    for (const tree of this.#trees) tree.collect(best.row, steps);
    return steps;
  }

  /** A part moves within its dimension, or by way of the totals of two rows, which every other dimension follows. */
  #throughPart({ cell, sign }: Goal, dimension: number): Steps | undefined {
    const movement = this.#movement;
    const tree = this.#trees[dimension] as PathTree;
    const row = movement.arrangement.rowOf(cell);
    const category = tree.nodeOf(cell % movement.arrangement.layout.width);
    const leavesRow = this.#arrivingSign(row) === sign;
    const [begin, end] = leavesRow ? [category, row] : [row, category];
    const price = movement.prices[cell] as number;
    movement.prices[cell] = Number.POSITIVE_INFINITY;
    tree.grow({ root: begin, backward: false, until: end });
    const within = tree.distance[end] as number;
    const steps: Steps = { cells: [cell], signs: [sign] };
    if (!this.#exchange(steps, { dimension, end, within })) {
      if (within === Number.POSITIVE_INFINITY) steps.cells.length = 0;
      else tree.collect(end, steps);
    }
    movement.prices[cell] = price;
    return steps.cells.length === 0 ? undefined : steps;
  }

  /** Adds the steps by way of an exchange of totals, where that costs less than the way within the dimension. */
  #exchange(steps: Steps, { dimension, end, within }: { dimension: number; end: number; within: number }): boolean {
    const there = this.#trees[dimension] as PathTree;
    const back = this.#returns[dimension] as PathTree;
    const others = this.#trees.length - 1;
    const leaving = this.#rowsByCost((row) => (there.distance[row] as number) + this.#priceOfTotal(row, false));
    const first = leaving[0];
    if (first === undefined || first.cost + 1 + 2 * others >= within) return false;
    back.grow({ root: end, backward: true });
    const arriving = this.#rowsByCost((row) => (back.distance[row] as number) + this.#priceOfTotal(row, true));
    const least = arriving[0]?.cost ?? Number.POSITIVE_INFINITY;
    let best: Exchange | undefined;
    let bestSteps: Steps | undefined;
    for (const { row: left, cost } of leaving) {
      const limit = best?.cost ?? within;
      if (cost + least + 2 * others >= limit) break;
      for (const [at, tree] of this.#trees.entries()) if (at !== dimension) tree.grow({ root: left, backward: true });
      let found: Exchange | undefined;
      for (const { row: reached, cost: rest } of arriving) {
        const total = cost + rest + this.#sumOfDistances(reached, dimension);
        if (reached !== left && total < (found?.cost ?? limit)) found = { left, reached, cost: total };
      }
      if (found === undefined) continue;
      best = found;
      bestSteps = { cells: [], signs: [] };
      this.#moveTotal(bestSteps, { row: left, arrives: false });
      this.#moveTotal(bestSteps, { row: found.reached, arrives: true });
      for (const [at, tree] of this.#trees.entries()) if (at !== dimension) tree.collect(found.reached, bestSteps);
    }
    if (best === undefined || bestSteps === undefined) return false;
    there.collect(best.left, steps);
    back.collect(best.reached, steps);
    steps.cells.push(...bestSteps.cells);
    steps.signs.push(...bestSteps.signs);
    return true;
  }

  /** The total of a row rises where a way arrives in it from the totals; that of all rows falls. */
  #arrivingSign(row: number): number {
    return row < this.#movement.arrangement.rowCount ? 1 : -1;
  }

  #priceOfTotal(row: number, arrives: boolean): number {
    const movement = this.#movement;
    const cell = row * movement.arrangement.layout.width;
    const sign = arrives ? this.#arrivingSign(row) : -this.#arrivingSign(row);
    const canMove = movement.frozen[row] === 0 && movement.room(cell, sign) > 0;
    return canMove ? (movement.prices[cell] as number) : Number.POSITIVE_INFINITY;
  }

  #moveTotal(steps: Steps, { row, arrives }: { row: number; arrives: boolean }): void {
    steps.cells.push(row * this.#movement.arrangement.layout.width);
    steps.signs.push(arrives ? this.#arrivingSign(row) : -this.#arrivingSign(row));
  }

  /** What the ways to a row cost in all dimensions but one. */
  #sumOfDistances(row: number, except: number): number {
    let sum = 0;
    this.#trees.forEach((tree, at) => {
      if (at !== except) sum += tree.distance[row] as number;
    });
    return sum;
  }

  #cheapest(costOf: (row: number) => number): { row: number; cost: number } | undefined {
    return this.#rowsByCost(costOf)[0];
  }

  /** Rows that can be had at all, the cheapest first. */
  #rowsByCost(costOf: (row: number) => number): { row: number; cost: number }[] {
    const rows: { row: number; cost: number }[] = [];
    for (let row = 0; row <= this.#movement.arrangement.rowCount; row++) {
      const cost = costOf(row);
      if (cost !== Number.POSITIVE_INFINITY) rows.push({ row, cost });
    }
    return rows.sort((left, right) => left.cost - right.cost || left.row - right.row);
  }
}
