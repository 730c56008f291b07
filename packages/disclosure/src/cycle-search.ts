import type { FlowNetwork, FlowPath } from './flow-network.ts';
import { ShortestPaths } from './shortest-paths.ts';
import { cellCosts } from './suppression-pattern.ts';

/** A change to search for: a cell, and whether it rises (1) or falls (−1). */
export interface CellChange {
  cell: number;
  sign: number;
}

interface CostedPath {
  cost: number;
  path: FlowPath;
}

/** Search for the cheapest cycle of cells that changes a given cell and leaves every sum unchanged. */
export class CycleSearch {
  readonly #network: FlowNetwork;
  readonly #width: number;
  readonly #totalRow: number;
  /** For each dimension: paths from the start of the cycle, or between two rows in the other dimensions. */
  readonly #outbound: ShortestPaths[];
  /** For each dimension: paths to the end of the cycle. */
  readonly #inbound: ShortestPaths[];
  /** For each row: cost of entering it by its total and continuing to the end of the cycle. */
  readonly #entryCosts: Float64Array;

  constructor(network: FlowNetwork) {
    const { layout, rowCount } = network.set;
    this.#network = network;
    this.#width = layout.width;
    this.#totalRow = rowCount;
    this.#entryCosts = new Float64Array(rowCount + 1);
    this.#outbound = layout.columns.map((_, dimension) => new ShortestPaths(network, dimension));
    this.#inbound = layout.columns.map((_, dimension) => new ShortestPaths(network, dimension));
  }

  /** The cycle, beginning with the changed cell; undefined if there is none. */
  find(change: CellChange): FlowPath | undefined {
    const dimension = this.#network.set.layout.dimensionAt[change.cell % this.#width] ?? -1;
    return dimension < 0 ? this.#throughTotals(change) : this.#throughPart(change, dimension);
  }

  /** If the total of a row changes, the total of another row and parts of both rows in every dimension change too. */
  #throughTotals({ cell, sign }: CellChange): FlowPath | undefined {
    const row = Math.floor(cell / this.#width);
    const enters = this.#signOf(row, true) === sign;
    for (const paths of this.#outbound) paths.compute({ root: row, backward: !enters });
    let best = -1;
    let lowestCost = Number.POSITIVE_INFINITY;
    for (let other = 0; other <= this.#totalRow; other++) {
      if (other === row) continue;
      const cost = this.#costOfTotal(other, !enters) + this.#sumOfDistances(other, -1);
      if (cost >= lowestCost) continue;
      best = other;
      lowestCost = cost;
    }
    if (best < 0) return undefined;
    const cycle: FlowPath = { cells: [cell, best * this.#width], signs: [sign, this.#signOf(best, !enters)] };
    for (const paths of this.#outbound) paths.appendPath(best, cycle);
    return cycle;
  }

  /**
   * A part changes within its dimension, or through the totals of two rows, which every other dimension must follow.
   */
  #throughPart({ cell, sign }: CellChange, dimension: number): FlowPath | undefined {
    const paths = this.#outbound[dimension] as ShortestPaths;
    const row = Math.floor(cell / this.#width);
    const category = paths.nodeOf(cell % this.#width);
    const [start, end] = this.#signOf(row, true) === sign ? [category, row] : [row, category];
    const { costs } = this.#network.pattern;
    const cost = costs[cell] as number;
    costs[cell] = Number.POSITIVE_INFINITY;
    paths.compute({ root: start, backward: false });
    const costWithin = paths.distance[end] as number;
    const cycle: FlowPath = { cells: [cell], signs: [sign] };
    const exchange = this.#throughExchange({ dimension, end, costWithin });
    costs[cell] = cost;
    if (exchange === undefined && costWithin === Number.POSITIVE_INFINITY) return undefined;
    if (exchange === undefined) paths.appendPath(end, cycle);
    else cycle.cells.push(...exchange.path.cells);
    if (exchange !== undefined) cycle.signs.push(...exchange.path.signs);
    return cycle;
  }

  /**
   * The cheapest path through the totals of two rows, one of which falls and one of which rises, with parts of both in
   * every other dimension. Undefined if it costs as much as the path within the dimension.
   */
  #throughExchange(options: { dimension: number; end: number; costWithin: number }): CostedPath | undefined {
    const { dimension, end, costWithin } = options;
    const outbound = this.#outbound[dimension] as ShortestPaths;
    const inbound = this.#inbound[dimension] as ShortestPaths;
    const exits: { row: number; cost: number }[] = [];
    for (let row = 0; row <= this.#totalRow; row++) {
      const reached = outbound.distance[row] as number;
      const cost = reached < costWithin ? reached + this.#costOfTotal(row, false) : costWithin;
      if (!isNoCheaper(cost, costWithin)) exits.push({ row, cost });
    }
    if (exits.length === 0) return undefined;
    exits.sort((left, right) => left.cost - right.cost || left.row - right.row);
    inbound.compute({ root: end, backward: true });
    const entryCosts = this.#entryCosts;
    let lowestEntry = Number.POSITIVE_INFINITY;
    for (let row = 0; row <= this.#totalRow; row++) {
      const cost = (inbound.distance[row] as number) + this.#costOfTotal(row, true);
      entryCosts[row] = cost;
      lowestEntry = Math.min(lowestEntry, cost);
    }
    let best: CostedPath | undefined;
    for (const { row: exit, cost } of exits) {
      const limit = best?.cost ?? costWithin;
      if (isNoCheaper(cost + lowestEntry, limit)) break;
      best = this.#throughExit({ exit, cost, dimension, limit }) ?? best;
    }
    return best;
  }

  /** The cheapest exchange that leaves by the total of a given row and costs less than the limit. */
  #throughExit(options: { exit: number; cost: number; dimension: number; limit: number }): CostedPath | undefined {
    const { exit, cost, dimension, limit } = options;
    this.#outbound.forEach((paths, index) => {
      if (index !== dimension) paths.compute({ root: exit, backward: true });
    });
    let entry = -1;
    let lowestCost = limit;
    for (let row = 0; row <= this.#totalRow; row++) {
      const costInDimension = cost + (this.#entryCosts[row] as number);
      if (row === exit || costInDimension >= lowestCost) continue;
      const total = costInDimension + this.#sumOfDistances(row, dimension);
      if (total >= lowestCost) continue;
      entry = row;
      lowestCost = total;
    }
    if (entry < 0) return undefined;
    const path: FlowPath = { cells: [], signs: [] };
    for (const [row, enters] of [
      [exit, false],
      [entry, true],
    ] as const) {
      path.cells.push(row * this.#width);
      path.signs.push(this.#signOf(row, enters));
    }
    for (const [index, paths] of this.#outbound.entries()) paths.appendPath(index === dimension ? exit : entry, path);
    this.#inbound[dimension]?.appendPath(entry, path);
    return { cost: lowestCost, path };
  }

  /** Entering a row by its total lets the total rise; the total of the total row falls. Leaving is the reverse. */
  #signOf(row: number, enters: boolean): number {
    return row < this.#totalRow === enters ? 1 : -1;
  }

  #costOfTotal(row: number, enters: boolean): number {
    const network = this.#network;
    if (network.frozenRows[row] === 1) return Number.POSITIVE_INFINITY;
    return network.costOf(row * this.#width, this.#signOf(row, enters));
  }

  /** Cost of the paths to a row in all dimensions but one. */
  #sumOfDistances(row: number, excludedDimension: number): number {
    let sum = 0;
    for (let dimension = 0; dimension < this.#outbound.length; dimension++) {
      if (dimension !== excludedDimension) sum += this.#outbound[dimension]?.distance[row] as number;
    }
    return sum;
  }
}

/** Whether a path suppresses no fewer new cells than another. The number of cells that it changes matters little. */
function isNoCheaper(cost: number, limit: number): boolean {
  return cost >= limit || Math.floor(cost / cellCosts.part) >= Math.floor(limit / cellCosts.part);
}
