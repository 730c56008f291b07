import type { LinkedRow, MarginProof, Witness } from '@collective-impact/disclosure';
import type { LinkedColumns } from '../linked/linked-columns.ts';
import type { SetProtection } from '../linked/set-decision.ts';
import type { CrossedGrid } from './crossed-grid.ts';
import type { CrossedTable } from './crossed-tables.ts';

/** The witnesses that protect the margins of a crossing, by table. Undefined if a dimension is not in the linked set. */
export function marginProofs(
  tables: readonly CrossedTable[],
  { grid, columns, protection }: { grid: CrossedGrid; columns: LinkedColumns; protection: SetProtection },
): MarginProof[] | undefined {
  const proofs = tables.flatMap(({ margin }, table) =>
    protection.intervals
      .filter((interval) => interval.table === margin?.table)
      .flatMap(({ audience, lowestWitness, highestWitness }) =>
        [lowestWitness, highestWitness].map((witness) => {
          const rows = protection.rows.flatMap((row) => {
            const changes = changesOf(row, { witness, table: margin?.table ?? 0, columns });
            const margins = grid.marginsOf(changes, columns);
            const [first, second] = (margins ?? []).map((each) => each.map((change) => change * (margin?.sign ?? 1)));
            return first && second ? [{ first, second }] : [];
          });
          return { table, audience, witness: { rows } };
        }),
      ),
  );
  return proofs.every(({ witness }) => witness.rows.length === protection.rows.length) ? proofs : undefined;
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
