import {
  type CellStatus,
  type LinkedSet,
  type PerCell,
  protect,
  type Suppression,
} from '@collective-impact/disclosure';
import { Random } from '../../packages/disclosure/src/testing/index.ts';
import { makePeople, makeShares } from './people.ts';

/*
 * Prints how long it takes to protect linked sets, on one core.
 *   node test/bench/disclosure.bench.ts
 */

/** A set with that many rows, and categories per dimension. About a third of its cells are small. */
function makeSet(random: Random, { rows, categories }: { rows: number; categories: number[] }): LinkedSet {
  const shares = makeShares(random, categories);
  return {
    threshold: 10,
    hideZeros: false,
    hasTotalRow: true,
    dimensions: categories.map((count, index) => ({
      key: `dimension ${index}`,
      categories: Array.from({ length: count }, (_, category) => `category ${category}`),
    })),
    rows: Array.from({ length: rows }, (_, index) => ({
      key: `row ${index}`,
      contributor: `organization ${index}`,
      tables: [makePeople(random, shares)],
    })),
  };
}

/** A set whose rows have the status that was decided, except for the corrected rows. */
function withCorrected(set: LinkedSet, corrected: number[]): LinkedSet {
  const result = protect(set);
  if (!result.safe) throw new Error('a set without any status can be protected');
  const statusOf = ({ total, parts }: PerCell<Suppression | null>): PerCell<CellStatus> => {
    const status = (each: Suppression | null): CellStatus => (each === null ? 'PUBLISHED' : 'SUPPRESSED');
    return { total: status(total), parts: parts.map((list) => list.map(status)) };
  };
  const rows = set.rows.map((row, index) => {
    const suppressions = result.suppressions.rows[index];
    const isDecided = suppressions !== undefined && !corrected.includes(index);
    return isDecided ? { ...row, status: statusOf(suppressions) } : row;
  });
  return { ...set, rows };
}

/** Milliseconds per set, in ascending order. */
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
  const quantile = (share: number) => (all[Math.floor(share * (all.length - 1))] ?? 0).toFixed(1);
  const seconds = all.reduce((left, right) => left + right, 0) / 1000;
  const distribution = `median ${quantile(0.5)} ms, 90th percentile ${quantile(0.9)} ms`;
  process.stdout.write(`${name}: ${all.length} in ${seconds.toFixed(2)} s, ${distribution}\n`);
}

const random = new Random(1);
const ordinary = Array.from({ length: 1000 }, () => makeSet(random, { rows: 20, categories: [5, 5] }));
const large = Array.from({ length: 50 }, () => makeSet(random, { rows: 30, categories: [8, 8, 8] }));
const cohorts = Array.from({ length: 50 }, () => makeSet(random, { rows: 3, categories: [8, 8, 8] }));
times(ordinary.slice(0, 50));
print('sets of 20 organizations and 2 dimensions of 5 categories', ordinary);
print('sets of 30 organizations and 3 dimensions of 8 categories', large);
print(
  'the same, with one corrected organization',
  large.map((set) => withCorrected(set, [7])),
);
print('cohorts of 3 organizations and 3 dimensions of 8 categories', cohorts);
