import type { Category, DisparityDefinition } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import { anyOf } from '../../shared/conditions.ts';
import type { Reader } from '../../shared/reader.ts';
import type { IndicatorTables } from '../entities.ts';
import { type BreakdownCategory, categoriesOf, seesDimensionsOfBreakdown } from './breakdown-condition.ts';

/** Reads the categories of dimensions and figures. */
export class CategoryReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The categories of a dimension, in its order, for viewers who see the dimension. */
  ofDimension(dimensionId: string): Promise<Category[]> {
    return this.#reader
      .loader<string, Category[]>('category#dimension', async (ids) => {
        const rows = await this.#reader.rows(
          this.#reader
            .tables<IndicatorTables>()
            .selectFrom('category as t')
            .leftJoin('category as p', 'p.id', 't.parent_id')
            .select(['t.dimension_id as dimensionId', 't.code', 't.label', 't.order', 'p.code as parent', 't.uri'])
            .where('t.dimension_id', '=', anyOf(ids))
            .orderBy('t.order')
            .orderBy('t.code'),
          { isPlannedOnce: true },
        );
        const byDimension = Map.groupBy(rows, (row) => row.dimensionId);
        return ids.map((id) => byDimension.get(id) ?? []);
      })
      .load(dimensionId);
  }

  /** The categories of a breakdown in the order of the dimensions, or null if the viewer may not see one of them. */
  ofBreakdown(breakdownId: number): Promise<BreakdownCategory[] | null> {
    return this.#reader
      .loader<number, BreakdownCategory[] | null>('category#breakdown', async (ids) => {
        const rows = await this.#reader.rows(
          this.#reader
            .tables<IndicatorTables>()
            .selectFrom('breakdown as b')
            .select(['b.id', categoriesOf('b').as('categories')])
            .where('b.id', '=', sql<number>`any(${ids}::int[])`)
            .where(seesDimensionsOfBreakdown(this.#reader.viewer)),
          { isPlannedOnce: true },
        );
        const byId = new Map(rows.map(({ id, categories }) => [id, categories]));
        return ids.map((id) => byId.get(id) ?? null);
      })
      .load(breakdownId);
  }

  /** The disparity of a baseline or target. Without its reference category if the viewer may not see the dimension. */
  async disparityOf(figure: {
    breakdownId: number;
    disparity?: DisparityDefinition | null;
  }): Promise<DisparityDefinition | null> {
    const { breakdownId, disparity = null } = figure;
    if (!disparity || (await this.ofBreakdown(breakdownId))) return disparity;
    return { ...disparity, referenceCategory: null };
  }

  /** The categories of a breakdown whose dimensions the viewer is known to see. */
  async ofVisibleBreakdown(breakdownId: number): Promise<BreakdownCategory[]> {
    const categories = await this.ofBreakdown(breakdownId);
    if (!categories)
      throw new Error(
        `A cell of the breakdown ${breakdownId} was read, although the viewer cannot see one of its dimensions.`,
      );
    return categories;
  }
}
