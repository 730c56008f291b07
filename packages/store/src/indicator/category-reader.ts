import type { Category } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Reader } from '../shared/reader.ts';
import { categoriesOf } from './breakdown-condition.ts';

/** A category that a figure is broken down by, with what its dimension is called. */
export interface BreakdownCategory {
  dimension: { code: string; label: string };
  code: string;
  label: string;
}

/** Reads categories: those of a dimension, and those that a figure is broken down by. */
export class CategoryReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The categories of a dimension, in its order; seen by whoever sees the dimension. */
  ofDimension(dimensionId: string): Promise<Category[]> {
    return this.#reader
      .loader<string, Category[]>('category#dimension', async (ids) => {
        const rows = await this.#reader.rows<Category & { dimensionId: string }>(
          sql`select "t"."dimension_id" as "dimensionId", "t"."code", "t"."label", "t"."order", "p"."code" as "parent", "t"."uri" from "category" as "t" left join "category" as "p" on "p"."id" = "t"."parent_id" where "t"."dimension_id" = any(${ids}::uuid[]) order by "t"."order", "t"."code"`,
        );
        const byDimension = Map.groupBy(rows, (row) => row.dimensionId);
        return ids.map((id) => byDimension.get(id) ?? []);
      })
      .load(dimensionId);
  }

  /** The categories of a breakdown in the order of the dimensions, or null where the viewer may not see one of those. */
  ofBreakdown(breakdownId: number): Promise<BreakdownCategory[] | null> {
    return this.#reader
      .loader<number, BreakdownCategory[] | null>('category#breakdown', async (ids) => {
        const rows = await this.#reader.rows<{ id: number; categories: BreakdownCategory[] }>(
          sql`select "b"."id", ${categoriesOf('b')} as "categories" from "breakdown" as "b" where "b"."id" = any(${ids}::int[]) and not exists (select from "dimension" as "d" where "d"."id" = any("b"."dimension_ids") and not (${visibleTo(this.#reader.viewer, 'd')}))`,
        );
        const byId = new Map(rows.map(({ id, categories }) => [id, categories]));
        return ids.map((id) => byId.get(id) ?? null);
      })
      .load(breakdownId);
  }

  /** The categories of a breakdown whose dimensions the viewer is known to see. */
  async ofVisibleBreakdown(breakdownId: number): Promise<BreakdownCategory[]> {
    const categories = await this.ofBreakdown(breakdownId);
    if (!categories)
      throw new Error(`a cell of the breakdown ${breakdownId} was read although a dimension of it is closed`);
    return categories;
  }
}
