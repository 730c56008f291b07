/**
 * The counts of two crossed dimensions, by row of a linked set. Only the sums over the rows can be published. The counts
 * of single rows are never published.
 */
export interface CrossedSet {
  /** Minimum count that is published (threshold rule). */
  threshold: number;
  /** Whether zeros are sensitive. Otherwise zeros are always published. */
  hideZeros: boolean;
  /**
   * Lowest value of each sum that everyone considers possible while it is suppressed and the other tables keep their counts,
   * 0 or 1. A sum of 0 whose lowest value is 1 is public. All are 0 if zeros are hidden, otherwise 1, if it is omitted. See
   * {@link withLowest}.
   */
  lowest?: readonly number[];
  /** Number of categories of the first and of the second dimension, residuals included. */
  size: readonly [first: number, second: number];
  /** The counts of each row. The cell of categories `i` and `j` has the index `i * size[1] + j`. */
  rows: readonly CrossedRow[];
}

/** The counts of one row, and the contributor that knows them. Null for a row without a contributor. */
interface CrossedRow {
  contributor: string | null;
  counts: readonly number[];
}

/** Changes of the margins of each row: by category of the first and of the second dimension. */
export interface MarginWitness {
  rows: readonly { first: readonly number[]; second: readonly number[] }[];
}

/** A change of the counts of each row, by row and cell. */
export type Change = Float64Array[];

/** The lowest value of a sum that everyone considers possible while it is suppressed. */
export function lowestSum({ lowest, hideZeros }: CrossedSet, cell: number): number {
  return lowest?.[cell] ?? (hideZeros ? 0 : 1);
}

/**
 * Tables with the lowest value of each of their sums. A suppressed cell is about the lowest number of people in all tables
 * together, so that a sum of one table can be 0 only while another one is not. `sums` are those of all tables.
 */
export function withLowest(
  tables: readonly CrossedSet[],
  { lowest, sums }: { lowest: readonly number[]; sums: readonly (readonly number[])[] },
): CrossedSet[] {
  return tables.map((set, table) => {
    const others = sums.filter((_ofTable, each) => each !== table);
    const peopleIn = (cell: number) => others.reduce((all, ofTable) => all + (ofTable[cell] ?? 0), 0);
    return { ...set, lowest: lowest.map((people, cell) => Math.max(0, people - peopleIn(cell))) };
  });
}

/** The sums over the rows, by cell. */
export function sumsOf({ size, rows }: CrossedSet): number[] {
  return Array.from({ length: size[0] * size[1] }, (_, cell) =>
    rows.reduce((sum, row) => sum + (row.counts[cell] ?? 0), 0),
  );
}
