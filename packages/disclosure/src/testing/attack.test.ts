import { describe, expect, it } from 'vitest';
import type { LinkedSet, PerCell } from '../linked-set.ts';
import { protect } from '../protect.ts';
import type { ProtectionResult, Suppression } from '../result.ts';
import { attack } from './attack.ts';
import { attackEach, isLongAttack } from './attack-each.fixture.ts';
import { minimumComplementaryCount } from './minimum-suppression.ts';
import { randomBoundedSet, randomScoreSet, randomSet } from './random-set.ts';
import { loadSolver } from './solver.ts';

/*
 * An independent solver receives public information about a set, and computes which quantities it discloses. This is a
 * sample of random sets. `npm run test:long` and `npm run attack` attack a thousand sets.
 */

const highs = await loadSolver();
const seeds = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

/** The result without complementary suppression. */
function withoutComplementary(result: ProtectionResult): ProtectionResult {
  if (!result.safe) return result;
  const primaryOnly = ({ total, parts }: PerCell<Suppression | null>) => {
    const keep = (each: Suppression | null) => (each === 'SENSITIVE' || each === 'FIXED' ? each : null);
    return { total: keep(total), parts: parts.map((list) => list.map(keep)) };
  };
  const { rows, totalRow } = result.suppressions;
  return { ...result, suppressions: { rows: rows.map(primaryOnly), totalRow: totalRow && primaryOnly(totalRow) } };
}

/** The same counts without means. */
function withoutScores({ scale: _scale, rows, ...set }: LinkedSet): LinkedSet {
  return { ...set, rows: rows.map(({ scores: _scores, ...row }) => row) };
}

/** The same counts without bounds, as if the source knew them. */
function withoutBounds({ rows, ...set }: LinkedSet): LinkedSet {
  return { ...set, rows: rows.map(({ bounds: _bounds, ...row }) => row) };
}

describe('attack by linear and integer programs', () => {
  const small = { rows: 10, dimensions: 3, categories: 5 };

  it.each([
    ['small', { list: seeds(1, isLongAttack ? 1000 : 50), size: small, intervals: isLongAttack ? 103_019 : 4234 }],
    ['large', { list: seeds(1001, isLongAttack ? 100 : 4), size: undefined, intervals: isLongAttack ? 85_428 : 4141 }],
  ])(
    'narrows no sensitive quantity of %s sets, and finds no unprotected quantity that could be protected',
    async (name, { list, size, intervals }) => {
      const attackOne = (seed: number) => attack(highs, { set: randomSet(seed, size) });
      const results = await attackEach({ title: `${name} sets`, seeds: list, attack: attackOne });
      expect(results.flatMap(({ narrowed }) => narrowed)).toEqual([]);
      expect(results.flatMap(({ protectable }) => protectable)).toEqual([]);
      expect(results.reduce((sum, result) => sum + result.intervals, 0)).toBe(intervals);
    },
  );

  it('narrows no sensitive quantity by means at the ends of their scale', async () => {
    const attackOne = (seed: number) => attack(highs, { set: randomScoreSet(seed, small) });
    const list = seeds(1, isLongAttack ? 1000 : 20);
    const results = await attackEach({ title: 'sets with means', seeds: list, attack: attackOne });
    expect(results.flatMap(({ narrowed }) => narrowed)).toEqual([]);
    expect(results.flatMap(({ protectable }) => protectable)).toEqual([]);
    const sets = list.slice(0, 20).map((seed) => randomScoreSet(seed, small));
    const ignored = sets.map((set) => attack(highs, { set, result: protect(withoutScores(set)) }));
    expect(ignored.filter(({ narrowed }) => narrowed.length > 0).length).toBe(1);
  });

  it('narrows no count whose source publishes bounds, and no other quantity beside them', async () => {
    const attackOne = (seed: number) => attack(highs, { set: randomBoundedSet(seed, small) });
    const list = seeds(1, isLongAttack ? 1000 : 60);
    const results = await attackEach({ title: 'sets with bounds', seeds: list, attack: attackOne });
    expect(results.flatMap(({ narrowed }) => narrowed)).toEqual([]);
    expect(results.filter(({ safe }) => safe).length).toBe(isLongAttack ? 832 : 56);
    const sets = list.slice(0, 20).map((seed) => randomBoundedSet(seed, small));
    const ignored = sets.map((set) => attack(highs, { set, result: protect(withoutBounds(set)) }));
    expect(ignored.filter(({ narrowed }) => narrowed.length > 0).length).toBe(16);
  });

  it('narrows a quantity of every set from which required complementary suppressions are removed', () => {
    const sets = seeds(1, 20).map((seed) => randomSet(seed, small));
    const setsWithComplementary = sets.filter((set) => attack(highs, { set }).complementary > 0);
    expect(setsWithComplementary).toHaveLength(17);
    for (const set of setsWithComplementary) {
      const { narrowed } = attack(highs, { set, result: withoutComplementary(protect(set)) });
      // Each set has its own sensitive quantities. One that is narrowed proves that the suppressions were required.
      expect(narrowed).not.toEqual([]);
    }
  });

  it('finds no pattern with fewer complementary suppressions than the exact minimum', () => {
    for (const seed of seeds(1, 12)) {
      const set = randomSet(seed, { rows: 3, dimensions: 2, categories: 3 });
      // The heuristic search may suppress more cells than the minimum.
      expect(attack(highs, { set }).complementary).toBeGreaterThanOrEqual(minimumComplementaryCount(highs, set));
    }
  });
});
