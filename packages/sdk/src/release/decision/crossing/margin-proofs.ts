import type { LinkedRow, MarginProof, Witness } from '@collective-impact/disclosure';
import type { LinkedColumns } from '../linked/linked-columns.ts';
import type { SetProtection } from '../linked/set-decision.ts';
import type { CrossedGrid } from './crossed-grid.ts';
import type { CrossedTable } from './crossed-tables.ts';

/** The witnesses that protect the margins of a crossing. Undefined if a dimension is not in the linked set. */
export function marginProofs(
  tables: readonly CrossedTable[],
  { grid, columns, protection }: { grid: CrossedGrid; columns: LinkedColumns; protection: SetProtection },
): MarginProof[] | undefined {
  const { intervals, rows } = protection;
  const proofs = intervals.flatMap(({ table, audience, lowestWitness, highestWitness }) => {
    const changed = tables.flatMap(({ margin }, each) =>
      margin?.table === table ? [{ table: each, sign: margin.sign }] : [],
    );
    return [lowestWitness, highestWitness].map((witness) => {
      const margins = rows.flatMap((row) => {
        const [first, second] = grid.marginsOf(changesOf(row, { witness, table, columns }), columns) ?? [];
        return first && second ? [{ first, second }] : [];
      });
      const changes = changed.map(({ table: each, sign }) => ({
        table: each,
        witness: { rows: margins.map(times(sign)) },
      }));
      return { isComplete: margins.length === rows.length, proof: { audience, changes } };
    });
  });
  if (!proofs.every(({ isComplete }) => isComplete)) return undefined;
  return proofs.flatMap(({ proof }) => (proof.changes.length > 0 ? [proof] : []));
}

type RowMargins = MarginProof['changes'][number]['witness']['rows'][number];

function times(sign: 1 | -1): (margins: RowMargins) => RowMargins {
  return ({ first, second }) => ({
    first: first.map((change) => sign * change),
    second: second.map((change) => sign * change),
  });
}

/** The changes of a row in a witness, by dimension and column of the linked set. */
function changesOf(
  { key, tables }: LinkedRow,
  { witness, table, columns }: { witness: Witness; table: number; columns: LinkedColumns },
): number[][] {
  const values = new Map(
    witness
      .filter(({ row }) => row === key)
      .map((cell) => [JSON.stringify([cell.dimension, cell.category]), cell.value]),
  );
  return columns.keys.map((dimension, index) =>
    dimension.categories.map((category, column) => {
      const value = values.get(JSON.stringify([dimension.key, category]));
      return value === undefined ? 0 : value - (tables[table]?.parts[index]?.[column] ?? 0);
    }),
  );
}
