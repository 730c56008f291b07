import type { Random } from '../../packages/disclosure/src/testing/index.ts';

/** Relative frequencies of the categories of each dimension. Some are much lower than others. */
export function makeShares(random: Random, categories: readonly number[]): number[][] {
  return categories.map((count) => Array.from({ length: count }, () => 0.05 + random.next() ** 2));
}

/** Made-up counts of people by category, in every dimension. About a third of the counts are small. */
export function makePeople(random: Random, shares: readonly number[][]): { total: number; parts: number[][] } {
  const total = Math.floor(Math.exp(2 + random.next() * 4));
  return { total, parts: shares.map((list) => spread(total, { random, shares: list })) };
}

/** Assigns each of `people` to a random category, and returns the count of each category. */
function spread(people: number, { random, shares }: { random: Random; shares: number[] }): number[] {
  const weights = shares.map((share) => (random.chance(0.2) ? 0 : share));
  const sum = weights.reduce((left, right) => left + right, 0);
  const parts = shares.map(() => 0);
  for (let person = 0; person < people; person++) {
    let left = random.next() * sum;
    const found = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    parts[Math.max(0, found)] = (parts[Math.max(0, found)] ?? 0) + 1;
  }
  return parts;
}
