import { type Change, type CrossedSet, sumsOf, withLowest } from './crossed-set.ts';
import { type CrossingRequirement, findChange } from './crossing-requirement.ts';

/** A requirement of one table of a crossing. */
export interface TableRequirement {
  table: number;
  requirement: CrossingRequirement;
}

/** An alternative of one table. */
export interface TableChange extends TableRequirement {
  change: Change;
}

/** The tables of a crossing, and the lowest number of people in all tables together, by cell. */
export interface CrossedTables {
  tables: readonly CrossedSet[];
  lowest: readonly number[];
}

/**
 * Finds alternatives of several tables that are possible at the same time, and suppresses the cells that they need.
 * Undefined if there are none.
 */
export function findJointChange(
  crossed: CrossedTables,
  search: { requirements: readonly TableRequirement[]; suppressed: Uint8Array; maySuppress: boolean },
): TableChange[] | undefined {
  const { requirements, suppressed, maySuppress } = search;
  const orders = requirements.length > 1 ? [requirements, requirements.toReversed()] : [requirements];
  for (const order of orders) {
    const pattern = Uint8Array.from(suppressed);
    const changes: TableChange[] = [];
    for (const { table, requirement } of order) {
      const set = besideChanges(crossed, changes)[table];
      const change = set && findChange(set, { requirement, suppressed: pattern, maySuppress });
      if (change) changes.push({ table, requirement, change });
    }
    if (changes.length < order.length) continue;
    suppressed.set(pattern);
    return changes;
  }
  return undefined;
}

/** The tables while some of them are changed: a cell that has nobody in the changed ones must keep somebody. */
function besideChanges({ tables, lowest }: CrossedTables, changes: readonly TableChange[]): CrossedSet[] {
  const sums = changedSums(tables, changes);
  return withLowest(tables, { lowest, sums });
}

/** The sums of all tables after changes, by table and cell. */
export function changedSums(tables: readonly CrossedSet[], changes: readonly TableChange[]): number[][] {
  return tables.map((set, table) => {
    const ofTable = changes.filter((each) => each.table === table).flatMap(({ change }) => change);
    return sumsOf(set).map((sum, cell) => ofTable.reduce((all, row) => all + (row[cell] ?? 0), sum));
  });
}
