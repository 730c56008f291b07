import type { FeasibilityInterval, LinkedRow, Witness } from '@collective-impact/disclosure';
import type { DimensionRules } from '../../../indicator/index.ts';
import { overlappingKey } from './linked-columns.ts';

/** Linked rows and the proofs of their protection. */
interface ProtectedRows {
  rows: readonly LinkedRow[];
  /** The row that states the total of the others; undefined if the total is their sum. */
  stated: LinkedRow | undefined;
  /** The keys of the dimensions of the linked set, in its order. */
  keys: readonly string[];
  intervals: readonly FeasibilityInterval[];
}

/**
 * The exhaustive dimensions with overlapping categories whose coverage a proof violates: in a witness, the categories
 * of a row add up to fewer people than its total, although each person is in at least one of them. An attacker could
 * exclude such a table. The solver cannot, because coverage is an inequality and not a sum.
 */
export function dimensionsViolatingCoverage(
  dimensions: readonly DimensionRules[],
  { rows, stated, keys, intervals }: ProtectedRows,
): DimensionRules[] {
  const covering = dimensions.filter(({ exclusive, exhaustive }) => !exclusive && exhaustive);
  if (covering.length === 0) return [];
  const rowByKey = new Map(rows.map((row): [string | null, LinkedRow] => [row.key, row]));
  if (stated) rowByKey.set(null, stated);
  // The total of a row whose counts are assumed within bounds. They can add up to too few people themselves.
  const assumed = [...rowByKey].flatMap(([row, { bounds, tables }]) =>
    tables.flatMap(({ total: value }, table) =>
      bounds ? [{ table, witness: [{ row, dimension: null, category: null, value }] }] : [],
    ),
  );
  const witnesses = intervals.flatMap(({ table, lowestWitness, highestWitness }) =>
    [lowestWitness, highestWitness].map((witness) => ({ table, witness })),
  );
  return covering.filter((dimension) =>
    [...witnesses, ...assumed].some(({ table, witness }) =>
      violatesCoverage(witness, { dimension, table, rowByKey, keys }),
    ),
  );
}

function violatesCoverage(
  witness: Witness,
  context: {
    dimension: DimensionRules;
    table: number;
    rowByKey: ReadonlyMap<string | null, LinkedRow>;
    keys: readonly string[];
  },
): boolean {
  const { dimension, table, rowByKey, keys } = context;
  return [...Map.groupBy(witness, ({ row }) => row)].some(([key, cells]) => {
    const row = rowByKey.get(key);
    const counts = row?.tables[table];
    if (!counts) return false;
    const columns = dimension.categories.map(({ code }) => ({ key: overlappingKey(dimension.code, code), code }));
    const possibleCounts = columns.map((column) => {
      const index = keys.indexOf(column.key);
      const bounds = row.bounds?.parts[index]?.[0] ?? null;
      // A count of which only bounds are known can be any number within them.
      return bounds ? (bounds.highest ?? Number.POSITIVE_INFINITY) : (counts.parts[index]?.[0] ?? 0);
    });
    const witnessCounts = columns.map((column, index) => {
      const cell = cells.find((each) => each.dimension === column.key && each.category === column.code);
      return cell?.value ?? possibleCounts[index] ?? 0;
    });
    const witnessTotal = cells.find((cell) => cell.dimension === null)?.value ?? counts.total;
    // If the row does not report every category, its categories need not cover the total.
    const coversTotal = sumOf(possibleCounts) >= counts.total;
    return coversTotal && sumOf(witnessCounts) < witnessTotal;
  });
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((left, right) => left + right, 0);
}
