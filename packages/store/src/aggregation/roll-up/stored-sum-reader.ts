import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { type CellSums, columnOf, detailVisibleTo, sumsFor } from '../../release/index.ts';
import { anyOf } from '../../shared/conditions.ts';
import type { Reader } from '../../shared/reader.ts';
import { seesTotalsOnly } from '../../shared/shared-by-agreements.ts';
import type { RolledUpVersion } from './roll-up-definitions.ts';
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
      this.#reader.rows(storedSums(selection, { viewer: this.#reader.viewer, limit }), { isPlannedOnce: true }),
    );
  }
}

function storedSums(
  { releaseIds, breakdownIds, versions }: SumSelection,
  { viewer, limit }: { viewer: Viewer; limit: number },
): RawBuilder<CellSums> {
  const ofBreakdowns = breakdownIds === null ? sql`` : sql` and "s"."breakdown_id" = any(${breakdownIds}::int[])`;
  const ofDetail = seesTotalsOnly(viewer) ? sql` and ${detailVisibleTo(viewer, 's')}` : sql``;
  const sums = sumsFor(versions).map(({ name }) => sql`"s".${columnOf(name)} as ${sql.ref(name)}`);
  return sql`select "s"."release_id" as "releaseId", "s"."breakdown_id" as "breakdownId", "s"."scope", "s"."place", ${sql.join(sums)}
    from "released_sum" as "s" where "s"."release_id" = ${anyOf(releaseIds)}${ofBreakdowns}${ofDetail} limit ${limit + 1}`;
}
