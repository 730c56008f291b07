import { type Change, type CrossedSet, lowestSum, type MarginWitness, sumsOf } from './crossed-set.ts';
import { RowPaths } from './row-paths.ts';

/**
 * An alternative that an audience must not be able to exclude.
 *
 * - `COUNT`: a cell has another count, in one row or (`row: -1`) in the sum over the rows, and all margins are the same.
 * - `MARGINS`: the margins change as in a witness that protects them.
 */
export type CrossingRequirement =
  | { kind: 'COUNT'; row: number; cell: number; count: number; audience: string | null }
  | { kind: 'MARGINS'; witness: MarginWitness; audience: string | null };

/** Cells that are suppressed, and whether the search may suppress more. */
interface CrossingPattern {
  suppressed: Uint8Array;
  maySuppress: boolean;
}

/** Finds an alternative that satisfies a requirement, and suppresses the cells that it needs. Undefined if there is none. */
export function findChange(
  set: CrossedSet,
  search: CrossingPattern & { requirement: CrossingRequirement },
): Change | undefined {
  const { suppressed, maySuppress } = search;
  const paths = findPaths(set, search);
  if (!paths) return undefined;
  const sums = sumsOf(set);
  for (const [cell, change] of paths.sumChanges.entries()) {
    if (change === 0 || suppressed[cell] === 1) continue;
    if (!maySuppress || (sums[cell] === 0 && lowestSum(set, cell) > 0)) return undefined;
    suppressed[cell] = 1;
  }
  return set.rows.map(({ counts }, row) =>
    Float64Array.from(counts, (count, cell) => (paths.values[row]?.[cell] ?? 0) - count),
  );
}

/** The count closest to the required one that a cell can have for an audience, if every eligible cell is suppressed. */
export function widestCount(set: CrossedSet, requirement: CrossingRequirement & { kind: 'COUNT' }): number {
  const { row, cell, count: required } = requirement;
  const suppressed = new Uint8Array(set.size[0] * set.size[1]).fill(1);
  const current = row === -1 ? (sumsOf(set)[cell] ?? 0) : (set.rows[row]?.counts[cell] ?? 0);
  let count = required;
  while (count !== current && !findPaths(set, { suppressed, requirement: { ...requirement, count } })) {
    count += Math.sign(current - count);
  }
  return count;
}

/** Rows that satisfy a requirement: without deficits on the way, otherwise with deficits that other rows settle. */
function findPaths(
  set: CrossedSet,
  { requirement, suppressed }: { requirement: CrossingRequirement; suppressed: Uint8Array },
): RowPaths | undefined {
  const isFrozen = (row: number) =>
    requirement.audience !== null && set.rows[row]?.contributor === requirement.audience;
  const fixed = requirement.kind === 'COUNT' ? { row: requirement.row, cell: requirement.cell } : undefined;
  for (const allowsDeficits of [false, true]) {
    const paths = new RowPaths(set, { suppressed, fixed, allowsDeficits });
    const isReached =
      requirement.kind === 'COUNT'
        ? reach(set, { paths, requirement, isFrozen }) === requirement.count
        : changeMargins(set, { paths, witness: requirement.witness });
    if (!isReached) continue;
    paths.improve(isFrozen);
    if (!paths.hasDeficit) return paths;
  }
  return undefined;
}

/** Changes a count toward the required one along cheapest cycles. Returns the count that it reaches. */
function reach(
  set: CrossedSet,
  search: { paths: RowPaths; requirement: CrossingRequirement & { kind: 'COUNT' }; isFrozen: (row: number) => boolean },
): number {
  const { paths, requirement, isFrozen } = search;
  const { row: target, cell, count } = requirement;
  const [first, second] = set.size;
  const [i, j] = [Math.floor(cell / second), first + (cell % second)];
  const rows = [...set.rows.keys()].filter((row) => (target === -1 || row === target) && !isFrozen(row));
  let current = target === -1 ? (sumsOf(set)[cell] ?? 0) : (set.rows[target]?.counts[cell] ?? 0);
  while (current !== count) {
    // Paths exist only if no row has a change that is cheaper to undo.
    paths.improve(isFrozen);
    const sign = Math.sign(count - current);
    const ends = sign > 0 ? { from: j, to: i } : { from: i, to: j };
    const options = rows.flatMap((row) => {
      const own = paths.capacityOf(row, { cell, sign });
      const path = own > 0 ? paths.shortest(row, ends) : undefined;
      return path ? [{ row, path, capacity: Math.min(own, path.capacity, Math.abs(count - current)) }] : [];
    });
    const [best] = options.toSorted((left, right) => left.path.cost - right.path.cost);
    if (!best) break;
    paths.change(best.row, { steps: [...best.path.steps, { cell, sign }], amount: best.capacity });
    current += sign * best.capacity;
  }
  return current;
}

/** Changes the margins of each row as in a witness. Returns whether this is possible. */
function changeMargins(set: CrossedSet, { paths, witness }: { paths: RowPaths; witness: MarginWitness }): boolean {
  const [first] = set.size;
  return witness.rows.every((changes, row) => {
    const sources = new Map<number, number>();
    const sinks = new Map<number, number>();
    const isChanged = [...changes.first, ...changes.second].some((change) => change !== 0);
    if (!isChanged) return true;
    for (const [i, change] of changes.first.entries()) (change > 0 ? sources : sinks).set(i, Math.abs(change));
    for (const [j, change] of changes.second.entries()) (change > 0 ? sinks : sources).set(first + j, Math.abs(change));
    for (const [from, amount] of sources) {
      for (let left = amount; left > 0; ) {
        paths.improve((each) => each !== row);
        const options = [...sinks].flatMap(([to, open]) => {
          const path = open > 0 ? paths.shortest(row, { from, to }) : undefined;
          return path ? [{ to, open, path }] : [];
        });
        const [best] = options.toSorted((one, other) => one.path.cost - other.path.cost);
        if (!best) return false;
        const moved = Math.min(left, best.open, best.path.capacity);
        paths.change(row, { steps: best.path.steps, amount: moved });
        sinks.set(best.to, best.open - moved);
        left -= moved;
      }
    }
    return true;
  });
}
