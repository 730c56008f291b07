import { describe, expect, it } from 'vitest';
import { loadSolver } from '../../packages/disclosure/src/testing/index.ts';
import { WholeNumbers } from './support/whole-numbers.ts';

const highs = await loadSolver();

/** Each of 30 numbers is 0 or 1. Three weighted sums of them are given, which no rule but trying can solve. */
function marketSplit(): { size: number; relations: { terms: [number, number][]; least: number; most: number }[] } {
  const size = 30;
  const relations = [1, 2, 3].map((row) => {
    const terms = Array.from({ length: size }, (_, at): [number, number] => [
      at,
      (((at + 7) * row * row * 37) % 97) + 1,
    ]);
    const half = terms.filter(([at]) => (at * row) % 3 !== 1 || at < 10).reduce((sum, [, weight]) => sum + weight, 0);
    return { terms, least: Math.floor(half / 2), most: Math.floor(half / 2) };
  });
  return { size, relations };
}

describe('unknown whole numbers', () => {
  it('have the extremes that their sums allow: of 2 a + 3 b = 12, b is 0 to 4', () => {
    const relations = [{ terms: [[0, 2] as const, [1, 3] as const], least: 12, most: 12 }];
    using numbers = new WholeNumbers(highs, { size: 2, relations, box: 100 });
    expect(numbers.extreme([1], 'MOST')).toEqual([0, 4]);
    expect(numbers.extreme([1], 'LEAST')).toEqual([6, 0]);
  });

  it('are undecided if the search ends at the limit of nodes', () => {
    using limited = new WholeNumbers(highs, { ...marketSplit(), box: 1, nodes: 1 });
    expect(limited.extreme([0], 'MOST')).toBeNull();
  });
});
