import type { CategoryMapping } from '@collective-impact/sdk/indicator';
import { anyOf } from '../../shared/conditions.ts';
import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import { childrenOf } from '../../shared/relation.ts';
import { type RowOf, tableOf } from '../../shared/table.ts';
import { visibleTo } from '../../shared/visibility.ts';
import type { IndicatorTables } from '../entities.ts';
import { CrosswalkEntity } from './crosswalk.entity.ts';

/** A crosswalk as readers return it. */
export interface CrosswalkRow extends RowOf<typeof CrosswalkEntity> {}

const crosswalksOfVersion = childrenOf({
  table: tableOf<CrosswalkRow>(CrosswalkEntity),
  by: 'indicatorVersionId',
  order: ['dimension', 'id'],
});

/** Reads crosswalks between the dimensions of versions. */
export class CrosswalkReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The crosswalks that lead to a version, by dimension. */
  ofVersion(indicatorVersionId: string, page: PageArguments): Promise<Page<CrosswalkRow>> {
    return this.#reader.page(crosswalksOfVersion, { parent: indicatorVersionId, page });
  }

  /** The mappings of a crosswalk. Null if the viewer may not see one of its two dimensions. */
  async mappings(walk: CrosswalkRow): Promise<CategoryMapping[] | null> {
    const seen = await this.#reader
      .loader<string, boolean>('crosswalk#open', async (ids) => {
        const rows = await this.#reader.rows(
          this.#reader
            .tables<IndicatorTables>()
            .selectFrom('crosswalk as t')
            .select('t.id')
            .where('t.id', '=', anyOf(ids))
            .where(({ eb, selectFrom }) => {
              const visible = selectFrom('dimension as d')
                .select(({ fn }) => fn.countAll<number>().as('count'))
                .where(({ and, eb, or, ref }) =>
                  or([
                    and([
                      eb('d.indicator_version_id', '=', ref('t.indicator_version_id')),
                      eb('d.code', '=', ref('t.dimension')),
                    ]),
                    and([
                      eb('d.indicator_version_id', '=', ref('t.earlier_version_id')),
                      eb('d.code', '=', ref('t.earlier_dimension')),
                    ]),
                  ]),
                )
                .where(visibleTo(this.#reader.viewer, { table: 'dimension', alias: 'd' }));
              // A dimension that is missing hides the mappings like one that is hidden.
              return eb(visible, '=', 2);
            }),
        );
        const open = new Set(rows.map(({ id }) => id));
        return ids.map((id) => open.has(id));
      })
      .load(walk.id);
    return seen ? walk.mappings : null;
  }
}
