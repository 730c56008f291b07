import {
  type CellState,
  type LinkedSet,
  type PerCell,
  protect,
  type WithholdingReason,
} from '@collective-impact/disclosure';
import { Random } from '../disclosure/support/random.ts';
import { makePeople, makeShares } from './people.ts';

/*
 * Prints how long decisions take about which cells to withhold, on one core.
 *   node test/bench/disclosure.bench.ts
 */

/** A set of so many rows, and categories of dimensions; a third of its cells or so are small. */
function makeSet(random: Random, { rows, categories }: { rows: number; categories: number[] }): LinkedSet {
  const shares = makeShares(random, categories);
  return {
    threshold: 10,
    hideZeros: false,
    totals: true,
    dimensions: categories.map((count, at) => ({
      key: `dimension ${at}`,
      categories: Array.from({ length: count }, (_, category) => `category ${category}`),
    })),
    rows: Array.from({ length: rows }, (_, at) => ({
      key: `row ${at}`,
      contributor: `organization ${at}`,
      tables: [makePeople(random, shares)],
    })),
  };
}

/** A set of which everything is settled as it was decided, but the rows of those numbers. */
function withCorrected(set: LinkedSet, corrected: number[]): LinkedSet {
  const decision = protect(set);
  if (!decision.safe) throw new Error('a set of which nothing is settled can be published');
  const settled = ({ total, parts }: PerCell<WithholdingReason | null>): PerCell<CellState> => {
    const state = (reason: WithholdingReason | null): CellState => (reason === null ? 'SHOWN' : 'WITHHELD');
    return { total: state(total), parts: parts.map((list) => list.map(state)) };
  };
  const rows = set.rows.map((row, at) => {
    const reasons = decision.withheld.rows[at];
    return reasons === undefined || corrected.includes(at) ? row : { ...row, fixed: settled(reasons) };
  });
  return { ...set, rows };
}

/** Milliseconds that each decision takes, in order. */
function times(sets: readonly LinkedSet[]): number[] {
  return sets
    .map((set) => {
      const start = performance.now();
      protect(set);
      return performance.now() - start;
    })
    .sort((left, right) => left - right);
}

function print(name: string, sets: readonly LinkedSet[]): void {
  const all = times(sets);
  const at = (share: number) => (all[Math.floor(share * (all.length - 1))] ?? 0).toFixed(1);
  const seconds = all.reduce((left, right) => left + right, 0) / 1000;
  const spreadOf = `half of them in ${at(0.5)} ms, nine tenths in ${at(0.9)} ms`;
  process.stdout.write(`${name}: ${all.length} in ${seconds.toFixed(2)} s, ${spreadOf}\n`);
}

const random = new Random(1);
const ordinary = Array.from({ length: 1000 }, () => makeSet(random, { rows: 20, categories: [5, 5] }));
const large = Array.from({ length: 50 }, () => makeSet(random, { rows: 30, categories: [8, 8, 8] }));
const cohorts = Array.from({ length: 50 }, () => makeSet(random, { rows: 3, categories: [8, 8, 8] }));
times(ordinary.slice(0, 50));
print('sets of 20 organizations and 2 dimensions of 5 categories', ordinary);
print('sets of 30 organizations and 3 dimensions of 8 categories', large);
print(
  'the same, all settled but one organization',
  large.map((set) => withCorrected(set, [7])),
);
print('cohorts of 3 organizations and 3 dimensions of 8 categories, one of them corrected', cohorts);
