import { sql } from 'kysely';
import { type CellSums, columnOf, detailVisibleTo, type ReleaseTables, sumsFor } from '../../../release/index.ts';
import { anyOf } from '../../../shared/conditions.ts';
import type { Reader } from '../../../shared/reader.ts';
import type { RowStatement } from '../../../shared/rows/row-statement.ts';
import { seesTotalsOnly } from '../../../shared/shared-by-agreements.ts';
import type { RolledUpVersion } from '../roll-up-definitions.ts';
import type { RowBudget } from './row-budget.ts';

/** Which sums are read. */
export interface SumSelection {
  releaseIds: readonly string[];
  /** Numbers of the combinations of categories. Null for all. */
  breakdownIds: readonly number[] | null;
  versions: readonly RolledUpVersion[];
}

/** Reads the sums that releases store: sums over organizations, of each place. */
export class StoredSumReader {
  readonly #reader: Reader;
  readonly #budget: RowBudget;

  constructor(reader: Reader, budget: RowBudget) {
    this.#reader = reader;
    this.#budget = budget;
  }

  /** One statement; none without releases. */
  async read(selection: SumSelection): Promise<CellSums[]> {
    if (selection.releaseIds.length === 0) return [];
    return this.#budget.read((limit) =>
      this.#reader.rows(storedSums(this.#reader, { ...selection, limit }), { isPlannedOnce: true }),
    );
  }
}

function storedSums(
  reader: Reader,
  { releaseIds, breakdownIds, versions, limit }: SumSelection & { limit: number },
): RowStatement<CellSums> {
  const { viewer } = reader;
  const sums = sumsFor(versions).map(({ name }) => sql`"s".${columnOf(name)}`.as(name));
  return reader
    .tables<ReleaseTables>()
    .selectFrom('released_sum as s')
    .select(['s.release_id as releaseId', 's.breakdown_id as breakdownId', 's.scope', 's.place'])
    .select(sums)
    .where('s.release_id', '=', anyOf(releaseIds))
    .$if(breakdownIds !== null, (all) => all.where('s.breakdown_id', '=', sql<number>`any(${breakdownIds}::int[])`))
    .$if(seesTotalsOnly(viewer), (all) => all.where(detailVisibleTo(viewer, 's')))
    .limit(limit + 1)
    .$castTo<CellSums>();
}
