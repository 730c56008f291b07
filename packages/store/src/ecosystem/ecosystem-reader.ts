import { sql } from 'kysely';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import type { Relation } from '../shared/relation.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { visibleTo } from '../shared/visibility.ts';
import { EcosystemEntity } from './ecosystem.entity.ts';
import type { EcosystemTables } from './entities.ts';

/** An ecosystem as readers return it. */
export interface EcosystemRow extends RowOf<typeof EcosystemEntity> {}

export const ecosystemTable = tableOf<EcosystemRow>(EcosystemEntity);

const everyEcosystem: Relation<EcosystemRow> = {
  name: 'ecosystem',
  table: ecosystemTable,
  of: null,
  order: ['name', 'id'],
};

/** Reads ecosystems. */
export class EcosystemReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The ecosystem with this slug. Null if there is none. */
  bySlug(slug: string): Promise<EcosystemRow | null> {
    return this.#reader
      .loader<string, EcosystemRow | null>('ecosystem#slug', async (slugs) => {
        const rows = await this.#reader.rows(
          this.#reader
            .tables<EcosystemTables>()
            .selectFrom('ecosystem as t')
            .select(ecosystemTable.selection)
            .where('t.slug', '=', sql<string>`any(${slugs}::text[])`)
            .where(visibleTo(this.#reader.viewer, { table: 'ecosystem' })),
          { isPlannedOnce: true },
        );
        const bySlug = new Map(rows.map((row) => [row.slug, row]));
        return slugs.map((requested) => bySlug.get(requested) ?? null);
      })
      .load(slug);
  }

  /** All ecosystems, by name. */
  all(page: PageArguments): Promise<Page<EcosystemRow>> {
    return this.#reader.page(everyEcosystem, { parent: null, page });
  }
}
