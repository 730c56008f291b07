import { type Change, type CrossedSet, lowestSum, sumsOf } from './crossed-set.ts';
import type { CrossingRequirement } from './crossing-requirement.ts';

/**
 * Whether a change proves a requirement: the changed counts are integers of at least 0 with the required margins and
 * count, the audience's rows are the same, published sums are the same, and suppressed sums are possible. It shares no
 * code with the search.
 */
export function isProvenBy(
  change: Change,
  { set, requirement, isSuppressed }: { set: CrossedSet; requirement: CrossingRequirement; isSuppressed: Uint8Array },
): boolean {
  const changed = set.rows.map(({ counts }, row) => counts.map((count, cell) => count + (change[row]?.[cell] ?? 0)));
  const sums = sumsOf(set);
  const changedSums = sums.map((_sum, cell) => changed.reduce((all, counts) => all + (counts[cell] ?? 0), 0));
  const isPossible = changedSums.every((sum, cell) => {
    const isPublic = isSuppressed[cell] !== 1 || (sums[cell] === 0 && lowestSum(set, cell) > 0);
    return isPublic ? sum === sums[cell] : sum >= lowestSum(set, cell);
  });
  const areCounts = changed.every((counts) => counts.every((count) => Number.isInteger(count) && count >= 0));
  const isUnknown = set.rows.every(
    ({ contributor }, row) =>
      requirement.audience === null ||
      contributor !== requirement.audience ||
      (change[row] ?? []).every((each) => each === 0),
  );
  if (!isPossible || !areCounts || !isUnknown || !hasRequiredMargins(change, { set, requirement })) return false;
  if (requirement.kind === 'MARGINS') return true;
  const { row, cell, count } = requirement;
  return (row === -1 ? changedSums[cell] : changed[row]?.[cell]) === count;
}

function hasRequiredMargins(
  change: Change,
  { set, requirement }: { set: CrossedSet; requirement: CrossingRequirement },
): boolean {
  const [first, second] = set.size;
  const required = requirement.kind === 'MARGINS' ? requirement.witness.rows : [];
  return change.every((cells, row) => {
    const sum = (isPart: (cell: number) => boolean) =>
      cells.filter((_each, cell) => isPart(cell)).reduce((all, each) => all + each, 0);
    const rows = Array.from({ length: first }, (_, i) => sum((cell) => Math.floor(cell / second) === i));
    const columns = Array.from({ length: second }, (_, j) => sum((cell) => cell % second === j));
    const { first: rowChanges, second: columnChanges } = required[row] ?? { first: [], second: [] };
    return (
      rows.every((each, i) => each === (rowChanges[i] ?? 0)) &&
      columns.every((each, j) => each === (columnChanges[j] ?? 0))
    );
  });
}
