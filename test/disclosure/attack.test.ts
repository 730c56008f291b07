import { type Disclosure, type PerCell, protect, type WithholdingReason } from '@collective-impact/disclosure';
import { describe, expect, it } from 'vitest';
import { attack } from './support/attack.ts';
import { leastWithheld } from './support/least-withheld.ts';
import { randomSet } from './support/random-set.ts';
import { loadSolver } from './support/solver.ts';

/*
 * A solver that knows nothing of how decisions are found is given what is public, and looks for what it gives away. Here
 * it is let loose on some dozens of sets; `npm run test:long` and `npm run attack` take a thousand.
 */

const highs = await loadSolver();
const isLong = process.env.TEST_LONG !== undefined;
const seeds = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

/** A decision that shows everything that is neither small nor settled. */
function careless(decision: Disclosure): Disclosure {
  if (!decision.safe) return decision;
  const shown = ({ total, parts }: PerCell<WithholdingReason | null>) => {
    const keep = (reason: WithholdingReason | null) => (reason === 'SENSITIVE' || reason === 'FIXED' ? reason : null);
    return { total: keep(total), parts: parts.map((list) => list.map(keep)) };
  };
  const { rows, totals } = decision.withheld;
  return { ...decision, withheld: { rows: rows.map(shown), totals: totals && shown(totals) } };
}

describe('an attack on decisions', () => {
  const small = { rows: 10, dimensions: 3, categories: 5 };

  it.each([
    ['small', seeds(1, isLong ? 1000 : 50), small],
    ['large', seeds(1001, isLong ? 100 : 4), undefined],
  ])('on %s sets narrows nothing, and nothing is given up needlessly', (_size, list, sizes) => {
    const results = list.map((seed) => attack(highs, randomSet(seed, sizes)));
    expect(results.flatMap(({ narrowed }) => narrowed)).toEqual([]);
    expect(results.flatMap(({ needlessly }) => needlessly)).toEqual([]);
    const questions = results.reduce((sum, result) => sum + result.questions, 0);
    expect(questions).toBeGreaterThan(500);
  });

  it('finds what is given away by a decision that withholds small numbers only', () => {
    const sets = seeds(1, 20).map((seed) => randomSet(seed, small));
    const needing = sets.filter((set) => attack(highs, set).beyond > 0);
    expect(needing.length).toBeGreaterThan(5);
    for (const set of needing) expect(attack(highs, set, careless(protect(set))).narrowed).not.toEqual([]);
  });

  it('finds no choice of cells that is smaller than the smallest', () => {
    for (const seed of seeds(1, 12)) {
      const set = randomSet(seed, { rows: 3, dimensions: 2, categories: 3 });
      expect(attack(highs, set).beyond).toBeGreaterThanOrEqual(leastWithheld(highs, set));
    }
  });
});
