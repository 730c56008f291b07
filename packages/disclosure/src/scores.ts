import type { AlternativeTable } from './flow-network.ts';
import type { IndexedSet } from './indexed-set.ts';

/** Whether the people of each changed cell can have scores on the scale that add up to its sum of scores. */
export function isOnScale({ values, scores: sums }: AlternativeTable, { scores }: IndexedSet): boolean {
  if (scores === null) return true;
  return (
    sums !== undefined &&
    sums.length === values.length &&
    sums.every((sum, index) => Number.isSafeInteger(sum) && sum >= 0 && sum <= scores.scale * (values[index] ?? 0))
  );
}
