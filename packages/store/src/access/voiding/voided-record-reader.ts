import type { RecordSummary, Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { withVoided } from '../../shared/database/schema/current-records.ts';
import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import type { Relation } from '../../shared/relation.ts';
import { type RowOf, tableOf } from '../../shared/table.ts';
import { isStewardOfRow, visibleTo } from '../../shared/visibility.ts';
import type { AccessTables } from '../entities.ts';
import { summaryOf, typeOfPrefix } from './any-record.ts';
import { titleOfRow } from './record-title.ts';
import { VoidedRecordEntity } from './voided-record.entity.ts';

/** A voided record as readers return it. */
export interface VoidedRecordRow extends RowOf<typeof VoidedRecordEntity> {}

/** Selects voided records. */
export interface VoidedRecordFilter {
  readonly ecosystemId: string | null;
  /** The prefix of a record type. */
  readonly recordType: string | null;
}

const table = tableOf<VoidedRecordRow>(VoidedRecordEntity);

/** Voided records of the ecosystems of which the viewer is a steward, the latest first. */
const voidedRecords: Relation<VoidedRecordRow, VoidedRecordFilter> = {
  name: 'voidedRecords',
  table,
  of: ({ viewer }) => isStewardOfRow(viewer),
  order: ['voidedAt', 'recordId'],
  descending: true,
  parts: true,
  where: ({ ecosystemId, recordType }, { eb }) => [
    ecosystemId !== null && eb('t.ecosystem_id', '=', ecosystemId),
    recordType !== null && eb('t.record_type', '=', recordType),
  ],
};

/** Reads voided records. */
export class VoidedRecordReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The voided records that the viewer manages as a steward, the latest first. */
  all(page: PageArguments, filter: VoidedRecordFilter): Promise<Page<VoidedRecordRow>> {
    return this.#reader.page(voidedRecords, { parent: null, page, filter });
  }

  /** The records of a voiding that the viewer could see before. */
  async ofVoiding(voidingId: string): Promise<VoidedRecordRow[]> {
    const records = this.#reader.tables<AccessTables>().selectFrom('voided_record as t').select(table.selection);
    const rows = await this.#reader.rows<VoidedRecordRow>(
      records.where('t.voiding_id', '=', voidingId).orderBy('t.record_id'),
    );
    const summaries = await Promise.all(rows.map((row) => this.summary(row)));
    return rows.filter((_row, at) => summaries[at] !== null);
  }

  /** The type, id and title of a voided record. Null if the viewer could not see it. */
  summary({ recordId, recordType }: VoidedRecordRow): Promise<RecordSummary | null> {
    return this.#reader
      .loader<string, RecordSummary | null>(`voided#${recordType}`, async (ids) => {
        const rows = await this.#reader.rows<{ id: string; title: string | null }>(
          titlesOf(recordType, { ids, viewer: this.#reader.viewer }),
        );
        const titles = new Map(rows.map(({ id, title }) => [id, title]));
        return ids.map((id) =>
          titles.has(id) ? summaryOf({ prefix: recordType, id, title: titles.get(id) ?? null }) : null,
        );
      })
      .load(recordId);
  }
}

function titlesOf(
  prefix: string,
  { ids, viewer }: { ids: readonly string[]; viewer: Viewer },
): RawBuilder<{ id: string; title: string | null }> {
  return sql`select "t"."id", ${titleOfRow(typeOfPrefix(prefix), viewer)} as "title" from ${sql.table(withVoided(prefix))} as "t"
    where "t"."id" = any(${ids}::uuid[]) and ${visibleTo(viewer, { table: prefix })}`;
}
