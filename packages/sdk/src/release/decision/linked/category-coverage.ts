import type { FeasibilityInterval, LinkedRow, PerCell, Suppression, Witness } from '@collective-impact/disclosure';
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
  threshold: number;
  /**
   * Which cells have any possible count, because they are suppressed and no total over rows limits them, by row. Undefined if
   * there are totals.
   */
  suppressions: readonly PerCell<Suppression | null>[] | undefined;
}

/**
 * The exhaustive dimensions with overlapping categories whose coverage a proof violates: in a witness, the categories
 * of a row add up to fewer people than its total, although each person is in at least one of them. An attacker could
 * exclude such a table. The solver cannot, because coverage is an inequality and not a sum.
 */
export function dimensionsViolatingCoverage(
  dimensions: readonly DimensionRules[],
  { rows, stated, keys, intervals, threshold, suppressions }: ProtectedRows,
): DimensionRules[] {
  const covering = dimensions.filter(({ exclusive, exhaustive }) => !exclusive && exhaustive);
  if (covering.length === 0) return [];
  const rowByKey = new Map(rows.map((row): [string | null, LinkedRow] => [row.key, row]));
  if (stated) rowByKey.set(null, stated);
  // The total of a row whose counts are assumed within bounds, and each of these counts at an end of what must stay possible.
  const assumed = [...rowByKey].flatMap(([key, row]) =>
    covering.flatMap((dimension) => boundedWitnesses({ key, row, dimension, keys, threshold })),
  );
  const witnesses = intervals.flatMap(({ table, lowestWitness, highestWitness }) =>
    [lowestWitness, highestWitness].map((witness) => ({ table, witness })),
  );
  const free = new Map(rows.map(({ key }, index): [string | null, Suppressions] => [key, suppressions?.[index]]));
  const nothing: ReadonlyMap<string | null, Suppressions> = new Map();
  const of = { rowByKey, keys };
  return covering.filter(
    (dimension) =>
      witnesses.some(({ table, witness }) => violatesCoverage(witness, { ...of, dimension, table, free: nothing })) ||
      assumed.some((witness) => violatesCoverage(witness, { ...of, dimension, table: 0, free })),
  );
}

type Suppressions = PerCell<Suppression | null> | undefined;

/** The tables of a row in which one count that is known within bounds only is as low, or as high, as must be possible. */
function boundedWitnesses({
  key: row,
  row: { bounds, tables },
  dimension,
  keys,
  threshold,
}: {
  key: string | null;
  row: LinkedRow;
  dimension: DimensionRules;
  keys: readonly string[];
  threshold: number;
}): Witness[] {
  const [counts] = tables;
  if (!bounds || !counts) return [];
  const total = { row, dimension: null, category: null, value: counts.total };
  const ends = columnsOf(dimension).flatMap(({ key, code }) => {
    const ofCell = bounds.parts[keys.indexOf(key)]?.[0];
    if (!ofCell) return [];
    const highest = Math.max(ofCell.lowest, Math.min(ofCell.highest ?? threshold - 1, threshold - 1));
    return [ofCell.lowest, highest].map((value) => [total, { row, dimension: key, category: code, value }]);
  });
  return [[total], ...ends];
}

/** The categories of a dimension, and the keys of their dimensions in the linked set. */
function columnsOf({ code: dimension, categories }: DimensionRules): { key: string; code: string }[] {
  return categories.map(({ code }) => ({ key: overlappingKey(dimension, code), code }));
}

/** The counts of a table, or the public denominators minus these counts. */
type Side = 'COUNT' | 'DIFFERENCE';

function violatesCoverage(
  witness: Witness,
  context: {
    dimension: DimensionRules;
    table: number;
    rowByKey: ReadonlyMap<string | null, LinkedRow>;
    keys: readonly string[];
    free: ReadonlyMap<string | null, Suppressions>;
  },
): boolean {
  const { dimension, table, rowByKey, keys, free } = context;
  return [...Map.groupBy(witness, ({ row }) => row)].some(([key, cells]) => {
    const row = rowByKey.get(key);
    const sides: Side[] = row?.publicDenominators ? ['COUNT', 'DIFFERENCE'] : ['COUNT'];
    return (
      row !== undefined &&
      sides.some((side) => isUncovered(cells, { row, side, dimension, table, keys, free: free.get(key) }))
    );
  });
}

/** Whether the categories of a row add up to fewer people than its total, with the counts that a witness changes. */
function isUncovered(
  cells: Witness,
  {
    row: { tables, bounds, publicDenominators },
    side,
    dimension,
    table,
    keys,
    free,
  }: {
    row: LinkedRow;
    side: Side;
    dimension: DimensionRules;
    table: number;
    keys: readonly string[];
    free: Suppressions;
  },
): boolean {
  const counts = tables[table];
  if (!counts) return false;
  const of = (count: number, denominator: number | null | undefined) =>
    side === 'COUNT' ? count : Math.max(0, (denominator ?? Number.POSITIVE_INFINITY) - count);
  const columns = columnsOf(dimension).map(({ key, code }) => {
    const index = keys.indexOf(key);
    const range = bounds?.parts[index]?.[0] ?? null;
    const count = counts.parts[index]?.[0] ?? 0;
    // A count of which only bounds are known can be any number within them.
    const end = side === 'COUNT' ? (range?.highest ?? Number.POSITIVE_INFINITY) : (range?.lowest ?? 0);
    const denominator = publicDenominators?.parts[index]?.[0];
    const changed = cells.find((cell) => cell.dimension === key && cell.category === code);
    const possible = of(range ? end : count, denominator);
    const isFree = !range && (free?.parts[index]?.[0] ?? null) !== null;
    const unchanged = isFree ? (denominator ?? Number.POSITIVE_INFINITY) : possible;
    return { possible, witnessed: changed ? of(changed.value, denominator) : unchanged };
  });
  const totalOf = (count: number) => of(count, publicDenominators?.total);
  // If the row does not report every category, its categories need not cover the total.
  const coversTotal = sumOf(columns.map(({ possible }) => possible)) >= totalOf(counts.total);
  const witnessTotal = cells.find((cell) => cell.dimension === null)?.value ?? counts.total;
  return coversTotal && sumOf(columns.map(({ witnessed }) => witnessed)) < totalOf(witnessTotal);
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((left, right) => left + right, 0);
}
