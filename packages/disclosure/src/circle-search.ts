import type { Movement, Steps } from './movement.ts';
import { PathTree } from './path-tree.ts';
import { prices } from './pattern.ts';

/** A number that is to move: which cell, and whether up (1) or down (-1). */
export interface Goal {
  cell: number;
  sign: number;
}

/** A part of a circle, and what it costs. */
interface Detour {
  cost: number;
  steps: Steps;
}

/** The search for the cheapest circle of steps that moves a number and leaves every sum as it is. */
export class CircleSearch {
  readonly #movement: Movement;
  readonly #width: number;
  readonly #totals: number;
  /** For each dimension: ways from where one begins, or of the other dimensions; and ways to where one ends. */
  readonly #trees: PathTree[];
  readonly #returns: PathTree[];
  /** What it costs to go from the totals by way of each row to where one ends. */
  readonly #arriving: Float64Array;

  constructor(movement: Movement) {
    const { layout, rowCount } = movement.arrangement;
    this.#movement = movement;
    this.#width = layout.width;
    this.#totals = rowCount;
    this.#arriving = new Float64Array(rowCount + 1);
    this.#trees = layout.columns.map((_, dimension) => new PathTree(movement, dimension));
    this.#returns = layout.columns.map((_, dimension) => new PathTree(movement, dimension));
  }

  /** The steps of the circle, the goal's own first; nothing, where there is none. */
  find(goal: Goal): Steps | undefined {
    const dimension = this.#movement.arrangement.layout.dimensionAt[goal.cell % this.#width] ?? -1;
    return dimension < 0 ? this.#throughTotals(goal) : this.#throughPart(goal, dimension);
  }

  /** Where the total of a row moves, that of another does, and in every dimension parts of the one by way of the other's. */
  #throughTotals({ cell, sign }: Goal): Steps | undefined {
    const row = Math.floor(cell / this.#width);
    const arrives = this.#signOf(row, true) === sign;
    for (const tree of this.#trees) tree.grow({ root: row, backward: !arrives });
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let other = 0; other <= this.#totals; other++) {
      if (other === row) continue;
      const cost = this.#costOfTotal(other, !arrives) + this.#sumOfDistances(other, -1);
      if (cost >= least) continue;
      best = other;
      least = cost;
    }
    if (best < 0) return undefined;
    const steps: Steps = { cells: [cell, best * this.#width], signs: [sign, this.#signOf(best, !arrives)] };
    for (const tree of this.#trees) tree.collect(best, steps);
    return steps;
  }

  /** A part moves within its dimension, or by way of the totals of two rows, which every other dimension follows. */
  #throughPart({ cell, sign }: Goal, dimension: number): Steps | undefined {
    const tree = this.#trees[dimension] as PathTree;
    const row = Math.floor(cell / this.#width);
    const category = tree.nodeOf(cell % this.#width);
    const [begin, end] = this.#signOf(row, true) === sign ? [category, row] : [row, category];
    const all = this.#movement.pattern.prices;
    const price = all[cell] as number;
    all[cell] = Number.POSITIVE_INFINITY;
    tree.grow({ root: begin, backward: false });
    const within = tree.distance[end] as number;
    const steps: Steps = { cells: [cell], signs: [sign] };
    const detour = this.#throughExchange({ dimension, end, within });
    all[cell] = price;
    if (detour === undefined && within === Number.POSITIVE_INFINITY) return undefined;
    if (detour === undefined) tree.collect(end, steps);
    else steps.cells.push(...detour.steps.cells);
    if (detour !== undefined) steps.signs.push(...detour.steps.signs);
    return steps;
  }

  /**
   * The way from where one began to the end by way of the totals of two rows, one falling and one rising: parts of both
   * follow in every other dimension. Only if it costs less than the way within the dimension.
   */
  #throughExchange({ dimension, end, within }: { dimension: number; end: number; within: number }): Detour | undefined {
    const there = this.#trees[dimension] as PathTree;
    const back = this.#returns[dimension] as PathTree;
    const leaving: { row: number; cost: number }[] = [];
    for (let row = 0; row <= this.#totals; row++) {
      const reached = there.distance[row] as number;
      const cost = reached < within ? reached + this.#costOfTotal(row, false) : within;
      if (!costsNoLess(cost, within)) leaving.push({ row, cost });
    }
    if (leaving.length === 0) return undefined;
    leaving.sort((left, right) => left.cost - right.cost || left.row - right.row);
    back.grow({ root: end, backward: true });
    const arriving = this.#arriving;
    let least = Number.POSITIVE_INFINITY;
    for (let row = 0; row <= this.#totals; row++) {
      const cost = (back.distance[row] as number) + this.#costOfTotal(row, true);
      arriving[row] = cost;
      least = Math.min(least, cost);
    }
    let best: Detour | undefined;
    for (const { row: left, cost } of leaving) {
      const limit = best?.cost ?? within;
      if (costsNoLess(cost + least, limit)) break;
      best = this.#throughRow({ left, cost, dimension, limit }) ?? best;
    }
    return best;
  }

  /** The cheapest exchange in which the total of one given row falls, of those that cost less than the limit. */
  #throughRow(options: { left: number; cost: number; dimension: number; limit: number }): Detour | undefined {
    const { left, cost, dimension, limit } = options;
    this.#trees.forEach((tree, at) => {
      if (at !== dimension) tree.grow({ root: left, backward: true });
    });
    let reached = -1;
    let least = limit;
    for (let row = 0; row <= this.#totals; row++) {
      const already = cost + (this.#arriving[row] as number);
      if (row === left || already >= least) continue;
      const total = already + this.#sumOfDistances(row, dimension);
      if (total >= least) continue;
      reached = row;
      least = total;
    }
    if (reached < 0) return undefined;
    const steps: Steps = { cells: [], signs: [] };
    for (const [row, arrives] of [
      [left, false],
      [reached, true],
    ] as const) {
      steps.cells.push(row * this.#width);
      steps.signs.push(this.#signOf(row, arrives));
    }
    for (const [at, tree] of this.#trees.entries()) tree.collect(at === dimension ? left : reached, steps);
    this.#returns[dimension]?.collect(reached, steps);
    return { cost: least, steps };
  }

  /** A way that arrives in a row from the totals lets the total of the row rise; that of all rows falls. */
  #signOf(row: number, arrives: boolean): number {
    return row < this.#totals === arrives ? 1 : -1;
  }

  #costOfTotal(row: number, arrives: boolean): number {
    const movement = this.#movement;
    if (movement.frozen[row] === 1) return Number.POSITIVE_INFINITY;
    return movement.costOf(row * this.#width, this.#signOf(row, arrives));
  }

  /** What the ways to a row cost in all dimensions but one. */
  #sumOfDistances(row: number, except: number): number {
    let sum = 0;
    for (let at = 0; at < this.#trees.length; at++) {
      if (at !== except) sum += this.#trees[at]?.distance[row] as number;
    }
    return sum;
  }
}

/** Whether one way is no better than another: how many cells it moves matters little, but how many are newly withheld. */
function costsNoLess(least: number, limit: number): boolean {
  return least >= limit || Math.floor(least / prices.part) >= Math.floor(limit / prices.part);
}
