import {
  type CellState,
  type LinkedDimension,
  type LinkedRow,
  type LinkedSet,
  type PerCell,
  protect,
  type RowCounts,
  type WithholdingReason,
} from '@collective-impact/disclosure';
import { Random } from './random.ts';

/** How large sets are at most. */
export interface Sizes {
  rows: number;
  dimensions: number;
  categories: number;
}

type Kind = 'COUNT' | 'TABLES' | 'CEILINGS';

const largest: Sizes = { rows: 30, dimensions: 3, categories: 8 };

/**
 * A linked set by chance, of the shapes that reports have: few people in many cells; dimensions with a rest that is never
 * shown, and rows that are not broken down by them; a row of what is left of a stated total; ratios with small
 * denominators, or with public ones; rows that do not add up; two places of one organization; and sets of which a part
 * was released earlier.
 */
export function randomSet(seed: number, sizes: Sizes = largest): LinkedSet {
  const random = new Random(seed);
  const set = new SetMaker(random, sizes).make();
  return random.chance(0.2) ? releasedInPart(set, random) : set;
}

class SetMaker {
  readonly #random: Random;
  readonly #kind: Kind;
  readonly #threshold: number;
  readonly #dimensions: LinkedDimension[];
  /** How people are spread over the categories of each dimension; a rest comes last. */
  readonly #shares: number[][];
  readonly #hasRest: boolean[];
  readonly #rowCount: number;

  constructor(random: Random, sizes: Sizes) {
    this.#random = random;
    this.#kind = random.one(['COUNT', 'COUNT', 'COUNT', 'TABLES', 'CEILINGS']);
    this.#threshold = random.one([3, 5, 10, 10, 10, 20]);
    this.#rowCount = Math.floor(2 * (sizes.rows / 2 + 0.49) ** random.next());
    this.#hasRest = Array.from({ length: random.whole(1, sizes.dimensions) }, () => random.chance(0.3));
    this.#dimensions = this.#hasRest.map((hasRest, at) => {
      const categories = Array.from({ length: random.whole(2, sizes.categories) }, (_, each) => `category ${each}`);
      return { key: `dimension ${at}`, categories: hasRest ? [...categories, 'rest'] : categories };
    });
    this.#shares = this.#dimensions.map(({ categories }) => categories.map(() => 0.05 + random.next() ** 2));
  }

  make(): LinkedSet {
    const totals = this.#random.chance(0.85);
    const hasLeft = totals && this.#random.chance(0.15);
    const rows = Array.from({ length: this.#rowCount }, (_, at) => this.#row(at, { isLeft: hasLeft && at === 0 }));
    const fixedTotals: PerCell<CellState> = { total: 'FREE', parts: this.#states('FREE') };
    return {
      threshold: this.#threshold,
      hideZeros: this.#random.chance(0.15),
      dimensions: this.#dimensions,
      rows,
      totals,
      ...(totals && { fixedTotals }),
    };
  }

  #row(at: number, { isLeft }: { isLeft: boolean }): LinkedRow {
    const random = this.#random;
    const state: CellState = isLeft ? 'HIDDEN' : 'FREE';
    const owner = random.chance(0.1) ? Math.floor(at / 2) : at;
    const fixed: PerCell<CellState> = { total: state, parts: this.#states(state) };
    const weights = this.#shares.map((shares, dimension) => {
      const isWhole = this.#hasRest[dimension] === true && !isLeft && random.chance(0.2);
      if (!isWhole) return shares.map((share) => (random.chance(0.2) ? 0 : share * (0.3 + random.next())));
      fixed.parts[dimension] = shares.map((_, category) => (category === shares.length - 1 ? 'HIDDEN' : 'SHOWN'));
      return shares.map((_, category) => (category === shares.length - 1 ? 1 : 0));
    });
    const figures = this.#figures(weights);
    return { key: `row ${at}`, contributor: isLeft ? null : `organization ${owner}`, ...figures, fixed };
  }

  /** That of every cell, but of the rest, which is hidden. */
  #states(state: CellState): CellState[][] {
    return this.#shares.map((shares, at) =>
      shares.map((_, category) => (this.#hasRest[at] && category === shares.length - 1 ? 'HIDDEN' : state)),
    );
  }

  #figures(weights: number[][]): Pick<LinkedRow, 'tables' | 'ceiling'> {
    const random = this.#random;
    const people = Math.floor(Math.exp(random.next() * 5.5));
    const spread = (total: number): RowCounts => ({ total, parts: weights.map((each) => apportion(total, each)) });
    if (this.#kind === 'COUNT') return { tables: [spread(people)] };
    const rate = random.one([random.next(), random.next(), 0, 1]);
    const some = Math.floor(people * rate);
    if (this.#kind === 'TABLES') return { tables: [spread(some), spread(people - some)] };
    const all = people * this.#threshold;
    const ceiling = { total: all, parts: weights.map((each) => inGroups(apportion(all, each), this.#threshold)) };
    const within = Math.floor(all * (random.chance(0.5) ? rate ** 4 : rate));
    const parts = ceiling.parts.map((most) => apportion(within, most, most));
    return { tables: [{ total: within, parts }], ceiling };
  }
}

/** Whole numbers about in proportion to weights, each at most so much, that make the total. */
function apportion(total: number, weights: readonly number[], most?: readonly number[]): number[] {
  const whole = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
  const sum = whole.reduce((left, right) => left + right, 0);
  const parts = whole.map((weight) => Math.floor((total * weight) / sum));
  let rest = total - parts.reduce((left, right) => left + right, 0);
  for (let at = 0; rest > 0; at = (at + 1) % parts.length) {
    const hasRoom = (whole[at] ?? 0) > 0 && (parts[at] ?? 0) < (most?.[at] ?? total);
    if (!hasRoom) continue;
    parts[at] = (parts[at] ?? 0) + 1;
    rest--;
  }
  return parts;
}

/** No part with more than nobody and less than a group: such are counted to the largest. */
function inGroups(parts: readonly number[], least: number): number[] {
  const small = parts.map((part) => (part < least ? part : 0));
  const largest = parts.indexOf(Math.max(...parts));
  const moved = small.reduce((left, right, at) => (at === largest ? left : left + right), 0);
  return parts.map((part, at) => (at === largest ? part + moved : part - (small[at] ?? 0)));
}

/** What was decided earlier about some rows, without the others or with them, is settled; the totals have come since. */
function releasedInPart(set: LinkedSet, random: Random): LinkedSet {
  const isEarly = set.rows.map(() => random.chance(0.7));
  const early = set.rows.filter((_, at) => isEarly[at]);
  const earlier = protect(random.chance(0.3) ? set : { ...set, rows: early });
  if (!earlier.safe) return set;
  const reasonsOf = earlier.withheld.rows.length === early.length ? early : set.rows;
  const rows = set.rows.map((row, at): LinkedRow => {
    const reasons = earlier.withheld.rows[reasonsOf.indexOf(row)];
    return isEarly[at] && reasons !== undefined ? settled(row, reasons) : row;
  });
  return { ...set, rows };
}

/** A row with its cells shown or withheld as was decided. */
function settled(row: LinkedRow, reasons: PerCell<WithholdingReason | null>): LinkedRow {
  const stateOf = (state: CellState | undefined, reason: WithholdingReason | null): CellState => {
    if (state === 'HIDDEN' || state === 'SHOWN') return state;
    return reason === null ? 'SHOWN' : 'WITHHELD';
  };
  const parts = reasons.parts.map((list, dimension) =>
    list.map((reason, category) => stateOf(row.fixed?.parts[dimension]?.[category], reason)),
  );
  return { ...row, fixed: { total: stateOf(row.fixed?.total, reasons.total), parts } };
}
