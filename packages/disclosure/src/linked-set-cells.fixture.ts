import type { CellStatus, LinkedSet, PerCell } from './linked-set.ts';
import type { CellAddress } from './result.ts';

/**
 * Addresses of all cells: each row's total and parts, then those of the total row. The lists below have the same order.
 */
export function addressesOf({ rows, dimensions, hasTotalRow }: LinkedSet): CellAddress[] {
  const keys: (string | null)[] = [...rows.map(({ key }) => key), ...(hasTotalRow ? [null] : [])];
  return keys.flatMap((row) => [
    { row, dimension: null, category: null },
    ...dimensions.flatMap(({ key, categories }) => categories.map((category) => ({ row, dimension: key, category }))),
  ]);
}

export function isSameAddress(left: CellAddress, right: CellAddress): boolean {
  return left.row === right.row && left.dimension === right.dimension && left.category === right.category;
}

/** One value per cell as a list. */
export function listOf<T>({ rows, totalRow }: { rows: PerCell<T>[]; totalRow: PerCell<T> | null }): T[] {
  return [...rows, ...(totalRow ? [totalRow] : [])].flatMap(({ total, parts }) => [total, ...parts.flat()]);
}

/** The true counts of one table. */
export function trueCountsOf(set: LinkedSet, table: number): number[] {
  return withTotalRow(
    set,
    set.rows.map(({ tables }) => tables[table]),
  );
}

/** The lowest counts of one table that everyone considers possible. */
export function lowestOf(set: LinkedSet, table: number): number[] {
  const zeros: PerCell<number> = { total: 0, parts: set.dimensions.map(({ categories }) => categories.map(() => 0)) };
  return withTotalRow(
    set,
    set.rows.map(({ lowest }) => lowest?.[table] ?? zeros),
  );
}

/** The public denominators; `Infinity` if there is none. */
export function denominatorsOf(set: LinkedSet): number[] {
  return withTotalRow(
    set,
    set.rows.map(({ publicDenominators }) => publicDenominators),
  );
}

export function statusesOf({ rows, dimensions, hasTotalRow, totalRowStatus }: LinkedSet): CellStatus[] {
  const undecided: PerCell<CellStatus> = {
    total: 'UNDECIDED',
    parts: dimensions.map(({ categories }) => categories.map(() => 'UNDECIDED')),
  };
  return listOf({
    rows: rows.map(({ status }) => status ?? undecided),
    totalRow: hasTotalRow ? (totalRowStatus ?? undecided) : null,
  });
}

/** The minimum count of each cell that is published. */
function thresholdsOf({ rows, dimensions, hasTotalRow, threshold, totalRowThresholds }: LinkedSet): number[] {
  const usual: PerCell<number> = {
    total: threshold,
    parts: dimensions.map(({ categories }) => categories.map(() => threshold)),
  };
  return listOf({
    rows: rows.map(({ thresholds }) => thresholds ?? usual),
    totalRow: hasTotalRow ? (totalRowThresholds ?? usual) : null,
  });
}

/** The sensitive quantities of a set, each as text: address, table and quantity. */
export function sensitiveQuantitiesOf(set: LinkedSet): string[] {
  const thresholds = thresholdsOf(set);
  const statuses = statusesOf(set);
  const denominators = denominatorsOf(set);
  return (set.rows[0]?.tables ?? []).flatMap((_, table) =>
    trueCountsOf(set, table).flatMap((count, index) => {
      if (statuses[index] === 'PUBLISHED') return [];
      const isSmall = (number: number) => number < (thresholds[index] ?? 0) && (set.hideZeros || number > 0);
      const address = JSON.stringify(addressesOf(set)[index]);
      const difference = (denominators[index] ?? 0) - count;
      return [
        ...(isSmall(count) ? [`${address} ${table} COUNT`] : []),
        ...(isSmall(difference) ? [`${address} ${table} DIFFERENCE`] : []),
      ];
    }),
  );
}

/** Missing values become `Infinity`. */
function withTotalRow(
  { dimensions, hasTotalRow }: LinkedSet,
  rows: readonly (PerCell<number | null> | undefined)[],
): number[] {
  const width = 1 + dimensions.reduce((sum, { categories }) => sum + categories.length, 0);
  const lists = rows.map((row) => {
    const values = row === undefined ? new Array<null>(width).fill(null) : [row.total, ...row.parts.flat()];
    return values.map((value) => value ?? Number.POSITIVE_INFINITY);
  });
  const sums = Array.from({ length: width }, (_, column) => lists.reduce((sum, list) => sum + (list[column] ?? 0), 0));
  return hasTotalRow ? [...lists, sums].flat() : lists.flat();
}
