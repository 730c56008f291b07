import type { CellPlace } from './decision.ts';
import type { CellState, LinkedSet, PerCell } from './linked-set.ts';

/** The places of all cells: the total and the parts, row by row, and then those of the totals. */
export function placesOf({ rows, dimensions, totals }: LinkedSet): CellPlace[] {
  const keys: (string | null)[] = [...rows.map(({ key }) => key), ...(totals ? [null] : [])];
  return keys.flatMap((row) => [
    { row, dimension: null, category: null },
    ...dimensions.flatMap(({ key, categories }) => categories.map((category) => ({ row, dimension: key, category }))),
  ]);
}

export function isSamePlace(left: CellPlace, right: CellPlace): boolean {
  return left.row === right.row && left.dimension === right.dimension && left.category === right.category;
}

/** One thing for each cell, in the order of {@link placesOf}; so are the lists below. */
export function listOf<T>({ rows, totals }: { rows: PerCell<T>[]; totals: PerCell<T> | null }): T[] {
  return [...rows, ...(totals ? [totals] : [])].flatMap(({ total, parts }) => [total, ...parts.flat()]);
}

/** The true numbers of one table. */
export function truthOf(set: LinkedSet, table: number): number[] {
  return withTotals(
    set,
    set.rows.map(({ tables }) => tables[table]),
  );
}

export function ceilingsOf(set: LinkedSet): number[] {
  return withTotals(
    set,
    set.rows.map(({ ceiling }) => ceiling),
  );
}

export function statesOf({ rows, dimensions, totals, fixedTotals }: LinkedSet): CellState[] {
  const free: PerCell<CellState> = {
    total: 'FREE',
    parts: dimensions.map(({ categories }) => categories.map(() => 'FREE')),
  };
  return listOf({ rows: rows.map(({ fixed }) => fixed ?? free), totals: totals ? (fixedTotals ?? free) : null });
}

/** Which numbers a set keeps secret: the cell, in which table, and of what. */
export function secretsOf(set: LinkedSet): string[] {
  const isSmall = (people: number) => people < set.threshold && (set.hideZeros || people > 0);
  const states = statesOf(set);
  const ceilings = ceilingsOf(set);
  return (set.rows[0]?.tables ?? []).flatMap((_, table) =>
    truthOf(set, table).flatMap((count, at) => {
      if (states[at] === 'SHOWN') return [];
      const name = JSON.stringify(placesOf(set)[at]);
      const left = (ceilings[at] ?? 0) - count;
      return [
        ...(isSmall(count) ? [`${name} ${table} COUNT`] : []),
        ...(isSmall(left) ? [`${name} ${table} REMAINDER`] : []),
      ];
    }),
  );
}

/** What has no end, or is not there, is `Infinity`. */
function withTotals(
  { dimensions, totals }: LinkedSet,
  rows: readonly (PerCell<number | null> | undefined)[],
): number[] {
  const width = 1 + dimensions.reduce((sum, { categories }) => sum + categories.length, 0);
  const lists = rows.map((row) => {
    const numbers = row === undefined ? new Array<null>(width).fill(null) : [row.total, ...row.parts.flat()];
    return numbers.map((number) => number ?? Number.POSITIVE_INFINITY);
  });
  const sums = Array.from({ length: width }, (_, at) => lists.reduce((sum, list) => sum + (list[at] ?? 0), 0));
  return totals ? [...lists, sums].flat() : lists.flat();
}
