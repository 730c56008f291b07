import fc from 'fast-check';
import type { Disclosure, SafeDisclosure } from './decision.ts';
import type { CellState, LinkedSet, PerCell, RowCounts } from './linked-set.ts';

/** A set of one dimension: for each row its parts, of which the total is the sum. */
export function setOf(rows: number[][], change: Partial<LinkedSet> = {}): LinkedSet {
  return {
    threshold: 10,
    hideZeros: false,
    dimensions: [{ key: 'age', categories: (rows[0] ?? []).map((_, at) => `age ${at}`) }],
    rows: rows.map((parts, at) => ({ key: `row ${at}`, contributor: `organization ${at}`, tables: [sumUp(parts)] })),
    totals: true,
    ...change,
  };
}

export function sumUp(parts: number[]): RowCounts {
  return { total: parts.reduce((sum, part) => sum + part, 0), parts: [parts] };
}

/** A set of which all cells of some rows are settled in the same way. */
export function withRowsSettled(set: LinkedSet, settled: Record<number, CellState>): LinkedSet {
  const rows = set.rows.map((row, at) => {
    const state = settled[at];
    return state === undefined ? row : { ...row, fixed: everywhere(state, set) };
  });
  return { ...set, rows };
}

/** The same state for each cell of a row. */
export function everywhere(state: CellState, { dimensions }: LinkedSet): PerCell<CellState> {
  return { total: state, parts: dimensions.map(({ categories }) => categories.map(() => state)) };
}

/** A decision that can be published; it is an error if it cannot. */
export function published(decision: Disclosure): SafeDisclosure {
  if (!decision.safe) throw new Error(`this cannot be published: ${JSON.stringify(decision.cells)}`);
  return decision;
}

/** The reasons of all cells by their first letters, `-` where it is shown: total and parts, row by row, then totals. */
export function picture(decision: Disclosure): string[] {
  const { rows, totals } = published(decision).withheld;
  return [...rows, ...(totals ? [totals] : [])].map(({ total, parts }) =>
    [total, ...parts.flat()].map((reason) => reason?.charAt(0) ?? '-').join(''),
  );
}

/** Small sets of all shapes, each cell settled in any way or not at all. */
export const linkedSets: fc.Arbitrary<LinkedSet> = fc
  .record({
    threshold: fc.integer({ min: 3, max: 6 }),
    hideZeros: fc.boolean(),
    totals: fc.boolean(),
    kind: fc.constantFrom('ONE', 'TWO', 'CEILING'),
    categories: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
    rowCount: fc.integer({ min: 0, max: 4 }),
    settles: fc.boolean(),
  })
  .chain(({ kind, categories, rowCount, settles, ...set }) => {
    const counts = fc.tuple(...categories.map((count) => fc.array(fc.nat(20), { minLength: count, maxLength: count })));
    const table = fc.record({ total: fc.constantFrom(0, 1, 2, 4, 8, 20), weights: counts }).map(spread);
    const states = categories.map((count) => fc.array(state(settles), { minLength: count, maxLength: count }));
    const fixed = fc.record({ total: state(settles), parts: fc.tuple(...states) });
    const row = fc.record({ table, other: table, contributor: fc.constantFrom(null, 'a', 'b', 'c', 'd'), fixed });
    return fc.record({ rows: fc.array(row, { minLength: rowCount, maxLength: rowCount }), fixedTotals: fixed }).map(
      (made): LinkedSet => ({
        ...set,
        dimensions: categories.map((count, at) => ({
          key: `dimension ${at}`,
          categories: Array.from({ length: count }, (_, category) => `category ${category}`),
        })),
        rows: made.rows.map(({ table: counted, other, contributor, fixed: settled }, at) => ({
          key: `row ${at}`,
          contributor,
          tables: kind === 'TWO' ? [counted, other] : [counted],
          ...(kind === 'CEILING' && { ceiling: added(counted, other) }),
          fixed: settled,
        })),
        ...(set.totals && { fixedTotals: made.fixedTotals }),
      }),
    );
  });

function state(settles: boolean): fc.Arbitrary<CellState> {
  const free = fc.constant<CellState>('FREE');
  const any = fc.constantFrom<CellState>('SHOWN', 'WITHHELD', 'HIDDEN');
  return settles ? fc.oneof({ weight: 8, arbitrary: free }, { weight: 1, arbitrary: any }) : free;
}

/** A total over the categories of each dimension, about in proportion to weights. */
function spread({ total, weights }: { total: number; weights: number[][] }): RowCounts {
  const parts = weights.map((list) => {
    const sum = list.reduce((left, right) => left + right, 0) || 1;
    const made = list.map((weight) => Math.floor((total * weight) / sum));
    made[0] = (made[0] ?? 0) + total - made.reduce((left, right) => left + right, 0);
    return made;
  });
  return { total, parts };
}

function added(left: RowCounts, right: RowCounts): RowCounts {
  return {
    total: left.total + right.total,
    parts: left.parts.map((list, at) => list.map((count, category) => count + (right.parts[at]?.[category] ?? 0))),
  };
}
