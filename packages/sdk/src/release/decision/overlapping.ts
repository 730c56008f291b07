import type { FeasibilityInterval, LinkedRow, Witness } from '@collective-impact/disclosure';
import type { DimensionRules } from '../../indicator/index.ts';
import { pairKey } from './columns.ts';

/** What was decided of linked rows, as far as is looked at here. */
interface Decided {
  rows: readonly LinkedRow[];
  /** The row that states what all of them come to; where there is none, what they come to follows from them. */
  stated: LinkedRow | undefined;
  /** The keys of what a set calls dimensions, in its order. */
  keys: readonly string[];
  intervals: readonly FeasibilityInterval[];
}

/**
 * The dimensions that say that everyone is in one of their categories at least, though not in one only, of which this speaks
 * against a proof: in one of its tables fewer people are in the categories of a row than there are. No sum says so, and so
 * none of it is looked at where a set is decided.
 */
export function contradicted(dimensions: readonly DimensionRules[], decided: Decided): DimensionRules[] {
  const overlapping = dimensions.filter(({ exclusive, exhaustive }) => !exclusive && exhaustive);
  if (overlapping.length === 0) return [];
  const rows = new Map(decided.rows.map((row): [string | null, LinkedRow] => [row.key, row]));
  if (decided.stated) rows.set(null, decided.stated);
  return overlapping.filter((dimension) =>
    decided.intervals.some(({ table, lowestWitness, highestWitness }) =>
      [lowestWitness, highestWitness].some((witness) => lacks(witness, { dimension, table, rows, keys: decided.keys })),
    ),
  );
}

function lacks(
  witness: Witness,
  of: {
    dimension: DimensionRules;
    table: number;
    rows: ReadonlyMap<string | null, LinkedRow>;
    keys: readonly string[];
  },
): boolean {
  const { dimension, table, rows, keys } = of;
  return [...Map.groupBy(witness, ({ row }) => row)].some(([key, cells]) => {
    const counts = rows.get(key)?.tables[table];
    if (!counts) return false;
    const columns = dimension.categories.map(({ code }) => ({ key: pairKey(dimension.code, code), code }));
    const truth = columns.map((column) => counts.parts[keys.indexOf(column.key)]?.[0] ?? 0);
    const moved = columns.map(
      (column, at) =>
        cells.find((cell) => cell.dimension === column.key && cell.category === column.code)?.value ?? truth[at] ?? 0,
    );
    const total = cells.find((cell) => cell.dimension === null)?.value ?? counts.total;
    // Where a category is not said, not all of them need be everyone.
    return sum(truth) >= counts.total && sum(moved) < total;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0);
}
