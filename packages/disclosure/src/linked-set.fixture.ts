import fc from 'fast-check';
import type { CellStatus, LinkedSet, PerCell, RowCounts } from './linked-set.ts';
import type { ProtectedSet, ProtectionResult } from './result.ts';

/** A set of one dimension, from the parts of each row. */
export function setOf(rows: number[][], change: Partial<LinkedSet> = {}): LinkedSet {
  return {
    threshold: 10,
    hideZeros: false,
    dimensions: [{ key: 'age', categories: (rows[0] ?? []).map((_, index) => `age ${index}`) }],
    rows: rows.map((parts, index) => ({
      key: `row ${index}`,
      contributor: `organization ${index}`,
      tables: [countsOf(parts)],
    })),
    hasTotalRow: true,
    ...change,
  };
}

/** Counts of a row with one dimension. */
export function countsOf(parts: number[]): RowCounts {
  return { total: parts.reduce((sum, part) => sum + part, 0), parts: [parts] };
}

/** A set in which all cells of some rows have the same status. */
export function withRowStatus(set: LinkedSet, statusByRow: Record<number, CellStatus>): LinkedSet {
  const rows = set.rows.map((row, index) => {
    const status = statusByRow[index];
    return status === undefined ? row : { ...row, status: everyCell(status, set) };
  });
  return { ...set, rows };
}

/** The same status for each cell of a row. */
export function everyCell(status: CellStatus, { dimensions }: LinkedSet): PerCell<CellStatus> {
  return { total: status, parts: dimensions.map(({ categories }) => categories.map(() => status)) };
}

/** Returns a result as a protected set. Throws an error if the set cannot be protected. */
export function protectedSet(result: ProtectionResult): ProtectedSet {
  if (!result.safe)
    throw new Error(`The set cannot be protected. Disclosed cells are ${JSON.stringify(result.cells)}.`);
  return result;
}

/** First letter of each cell's suppression, `-` if it is published: total and parts, row by row, then the total row. */
export function patternOf(result: ProtectionResult): string[] {
  const { rows, totalRow } = protectedSet(result).suppressions;
  return [...rows, ...(totalRow ? [totalRow] : [])].map(({ total, parts }) =>
    [total, ...parts.flat()].map((suppression) => suppression?.charAt(0) ?? '-').join(''),
  );
}

/** Small sets of all shapes, with cells of any status. */
export const linkedSets: fc.Arbitrary<LinkedSet> = fc
  .record({
    threshold: fc.integer({ min: 3, max: 6 }),
    hideZeros: fc.boolean(),
    hasTotalRow: fc.boolean(),
    kind: fc.constantFrom('ONE_TABLE', 'NONZERO', 'TWO_TABLES', 'DENOMINATORS'),
    sizes: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
    rowCount: fc.integer({ min: 0, max: 4 }),
    hasStatus: fc.boolean(),
  })
  .chain(({ kind, sizes, rowCount, hasStatus, ...set }) => {
    const weights = fc.tuple(...sizes.map((size) => fc.array(fc.nat(20), { minLength: size, maxLength: size })));
    const counts = fc.record({ total: fc.constantFrom(0, 1, 2, 4, 8, 20), weights }).map(distribute);
    const parts = sizes.map((size) => fc.array(statuses(hasStatus), { minLength: size, maxLength: size }));
    const status = fc.record({ total: statuses(hasStatus), parts: fc.tuple(...parts) });
    const contributor = fc.constantFrom(null, 'a', 'b', 'c', 'd');
    const row = fc.record({ counts, others: counts, contributor, status });
    const rows = fc.array(row, { minLength: rowCount, maxLength: rowCount });
    return fc.record({ rows, totalRowStatus: status }).map(
      (generated): LinkedSet => ({
        ...set,
        dimensions: sizes.map((size, index) => ({
          key: `dimension ${index}`,
          categories: Array.from({ length: size }, (_, category) => `category ${category}`),
        })),
        rows: generated.rows.map(({ counts: numerators, others, ...settings }, index) => ({
          key: `row ${index}`,
          ...settings,
          tables: kind === 'TWO_TABLES' ? [numerators, others] : [numerators],
          ...(kind === 'NONZERO' && { lowest: [nonzeroOf(numerators)] }),
          ...(kind === 'DENOMINATORS' && { publicDenominators: sumOf(numerators, others) }),
        })),
        ...(set.hasTotalRow && { totalRowStatus: generated.totalRowStatus }),
      }),
    );
  });

function statuses(hasStatus: boolean): fc.Arbitrary<CellStatus> {
  const undecided = fc.constant<CellStatus>('UNDECIDED');
  const decided = fc.constantFrom<CellStatus>('PUBLISHED', 'SUPPRESSED', 'NEVER_PUBLISHED');
  return hasStatus ? fc.oneof({ weight: 8, arbitrary: undecided }, { weight: 1, arbitrary: decided }) : undecided;
}

/** Distributes a total over the categories of each dimension, roughly in proportion to weights. */
function distribute({ total, weights }: { total: number; weights: number[][] }): RowCounts {
  const parts = weights.map((list) => {
    const sum = list.reduce((left, right) => left + right, 0) || 1;
    const counts = list.map((weight) => Math.floor((total * weight) / sum));
    counts[0] = (counts[0] ?? 0) + total - counts.reduce((left, right) => left + right, 0);
    return counts;
  });
  return { total, parts };
}

/** Lowest counts of cells that are known not to be 0. */
function nonzeroOf({ total, parts }: RowCounts): RowCounts {
  const lowest = (count: number) => Math.min(1, count);
  return { total: lowest(total), parts: parts.map((list) => list.map(lowest)) };
}

function sumOf(left: RowCounts, right: RowCounts): RowCounts {
  return {
    total: left.total + right.total,
    parts: left.parts.map((list, index) =>
      list.map((count, category) => count + (right.parts[index]?.[category] ?? 0)),
    ),
  };
}

/** One sensitive cell, with a count of 4, among large ones. */
export const oneSensitive = setOf([
  [4, 30, 40],
  [50, 60, 70],
  [80, 90, 20],
  [33, 44, 55],
]);
