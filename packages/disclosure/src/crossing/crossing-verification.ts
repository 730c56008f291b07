import { type Change, type CrossedSet, sumsOf } from './crossed-set.ts';
import type { CrossingRequirement } from './crossing-requirement.ts';
import type { CrossedTables, TableChange } from './joint-change.ts';

/**
 * Whether changes of tables prove their requirements at the same time: the changed counts are integers of at least 0 with the
 * required margins and counts, the audience's rows are the same, published sums are the same, and each suppressed sum is about
 * the lowest possible number of people in all tables together. It shares no code with the search.
 */
export function areProvenBy(
  changes: readonly TableChange[],
  { tables, lowest, isSuppressed }: CrossedTables & { isSuppressed: Uint8Array },
): boolean {
  const sums = tables.map(sumsOf);
  const changedSums = sums.map((ofTable, table) =>
    ofTable.map((sum, cell) => {
      const rows = changes.flatMap((each) => (each.table === table ? each.change : []));
      return rows.reduce((all, row) => all + (row[cell] ?? 0), sum);
    }),
  );
  const people = (ofTables: readonly (readonly number[])[], cell: number) =>
    ofTables.reduce((all, ofTable) => all + (ofTable[cell] ?? 0), 0);
  const arePossible = lowest.every((least, cell) => {
    const isPublic = isSuppressed[cell] !== 1 || people(sums, cell) < least;
    return isPublic
      ? sums.every((ofTable, table) => ofTable[cell] === changedSums[table]?.[cell])
      : people(changedSums, cell) >= least;
  });
  return (
    arePossible &&
    changes.every((each) => isTableProven(each, { set: tables[each.table], sums: changedSums[each.table] }))
  );
}

function isTableProven(
  { change, requirement }: TableChange,
  { set, sums }: { set: CrossedSet | undefined; sums: readonly number[] | undefined },
): boolean {
  if (!set) return false;
  const changed = set.rows.map(({ counts }, row) => counts.map((count, cell) => count + (change[row]?.[cell] ?? 0)));
  const areCounts = changed.every((counts) => counts.every((count) => Number.isInteger(count) && count >= 0));
  const isUnknown = set.rows.every(
    ({ contributor }, row) =>
      requirement.audience === null ||
      contributor !== requirement.audience ||
      (change[row] ?? []).every((each) => each === 0),
  );
  if (!areCounts || !isUnknown || !hasRequiredMargins(change, { set, requirement })) return false;
  if (requirement.kind === 'MARGINS') return true;
  const { row, cell, count } = requirement;
  return (row === -1 ? sums?.[cell] : changed[row]?.[cell]) === count;
}

function hasRequiredMargins(
  change: Change,
  { set, requirement }: { set: CrossedSet; requirement: CrossingRequirement },
): boolean {
  const [first, second] = set.size;
  const required = requirement.kind === 'MARGINS' ? requirement.witness.rows : [];
  return change.every((cells, row) => {
    const rows = new Float64Array(first);
    const columns = new Float64Array(second);
    cells.forEach((each, cell) => {
      rows[Math.floor(cell / second)] = (rows[Math.floor(cell / second)] ?? 0) + each;
      columns[cell % second] = (columns[cell % second] ?? 0) + each;
    });
    const { first: rowChanges, second: columnChanges } = required[row] ?? { first: [], second: [] };
    return (
      rows.every((each, i) => each === (rowChanges[i] ?? 0)) &&
      columns.every((each, j) => each === (columnChanges[j] ?? 0))
    );
  });
}
