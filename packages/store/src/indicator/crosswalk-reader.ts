import type { CategoryMapping } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader } from '../shared/reader.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { CrosswalkEntity } from './crosswalk.entity.ts';

/** A crosswalk as readers answer it. */
export type CrosswalkRow = RowOf<typeof CrosswalkEntity>;

const crosswalksOfVersion = childrenOf({
  table: tableOf<CrosswalkRow>(CrosswalkEntity),
  by: 'indicatorVersionId',
  order: ['dimension', 'id'],
});

/** Reads what categories became from one version to the next. */
export class CrosswalkReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The crosswalks that lead to a version, by dimension. */
  ofVersion(indicatorVersionId: string, page: PageArguments): Promise<Page<CrosswalkRow>> {
    return this.#reader.page(crosswalksOfVersion, { parent: indicatorVersionId, page });
  }

  /** What a crosswalk says of the categories, or null where one of the two dimensions is closed to the viewer. */
  async mappings(walk: CrosswalkRow): Promise<CategoryMapping[] | null> {
    const seen = await this.#reader
      .loader<string, boolean>('crosswalk#open', async (ids) => {
        const rows = await this.#reader.rows<{ id: string }>(
          sql`select "t"."id" from "crosswalk" as "t" where "t"."id" = any(${ids}::uuid[]) and not exists (select from "dimension" as "d" where (("d"."indicator_version_id" = "t"."indicator_version_id" and "d"."code" = "t"."dimension") or ("d"."indicator_version_id" = "t"."earlier_version_id" and "d"."code" = "t"."earlier_dimension")) and not (${visibleTo(this.#reader.viewer, 'd')}))`,
        );
        const open = new Set(rows.map(({ id }) => id));
        return ids.map((id) => open.has(id));
      })
      .load(walk.id);
    return seen ? walk.mappings : null;
  }
}
