import { encodeTypeId, recordTypes } from '@collective-impact/sdk';
import type { EcosystemRecords, RecordKind } from '@collective-impact/sdk/progress';
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../shared/reader.ts';
import { recordsAsJson, requireFewRecords } from '../shared/rows/records-of-analysis.ts';
import type { RowOfAnyTable } from '../shared/rows/row-of-any-table.ts';
import { tableOf } from '../shared/table.ts';
import { kinds as sources } from './kinds.ts';

/** A record of any kind, which the database returned as JSON. */
type JsonRecord = { id: string } & RowOfAnyTable;

/** A field that contains ids, and their prefix. `within` is the list whose entries have the field. */
type Reference = Pick<(typeof recordTypes)[number]['references'][number], 'field' | 'prefix' | 'within'>;

/** For each record type, the fields that contain ids. */
const referencesOf = new Map(
  recordTypes.map(({ prefix, references }) => [
    prefix as string,
    [{ field: 'id', prefix }, { field: 'ecosystemId', prefix: 'ecosystem' }, ...references] as Reference[],
  ]),
);

/** Reads the records that criteria use. */
export class ProgressReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The records of these kinds in an ecosystem (a UUID) that the viewer may see: the input of `progress`, with TypeIDs.
   * Requests made at the same time are read by one statement, for any number of ecosystems. Throws an {@link InputError} if there are
   * too many records.
   */
  async records<Kind extends RecordKind>(
    ecosystemId: string,
    kinds: readonly Kind[],
  ): Promise<Pick<EcosystemRecords, Kind>> {
    const loader = this.#reader.loader<string, JsonRecord[]>('progress#records', (keys) => this.#load(keys));
    const lists = await Promise.all(kinds.map((kind) => loader.load(`${kind} ${ecosystemId}`)));
    const records = Object.fromEntries<unknown>(kinds.map((kind, at) => [kind, lists[at]]));
    requireFewRecords('progress', records);
    // Rows of JSON become typed here: each list has the fields that `kinds` declares for its type.
    return records as Pick<EcosystemRecords, Kind>;
  }

  /** Reads the lists for these keys. A key is a kind of record and the UUID of an ecosystem, separated by a space. */
  async #load(keys: readonly string[]): Promise<JsonRecord[][]> {
    const requests = keys.map((key) => key.split(' ') as [RecordKind, string]);
    const requestedKinds = [...new Set(requests.map(([kind]) => kind))];
    const ids = [...new Set(requests.map(([, id]) => id))];
    const lists = sql.join(requestedKinds.map((kind) => sql`${this.#listOf(kind)} as ${sql.ref(kind)}`));
    const rows = await this.#reader.rows<{ ecosystem: string } & Record<RecordKind, JsonRecord[]>>(
      sql`select "k"."id" as "ecosystem", ${lists} from unnest(${ids}::uuid[]) as "k"("id")`,
    );
    const byId = new Map(rows.map((row) => [row.ecosystem, row]));
    return requests.map(([kind, id]) =>
      (byId.get(id)?.[kind] ?? []).map((record) => withTypeIds(kind, withParsed(kind, record))),
    );
  }

  #listOf(kind: RecordKind): RawBuilder<unknown> {
    const { entity, fields, of, computed } = sources[kind];
    const table = tableOf<JsonRecord>(entity);
    return recordsAsJson(table, {
      properties: ['id', ...Object.keys(fields)],
      computed,
      of,
      viewer: this.#reader.viewer,
    });
  }
}

function withParsed(kind: RecordKind, record: JsonRecord): JsonRecord {
  const parsers: Readonly<Record<string, ((text: string) => unknown) | undefined>> = sources[kind].parsed ?? {};
  const parsed = Object.entries(parsers).map(([field, parse]) => [field, parse?.(String(record[field]))]);
  return { ...record, ...Object.fromEntries(parsed) };
}

function withTypeIds(kind: RecordKind, record: JsonRecord): JsonRecord {
  const encoded: JsonRecord = { ...record };
  for (const { field, prefix, within } of referencesOf.get(sources[kind].entity.meta.tableName) ?? []) {
    const typed = (value: unknown): unknown => {
      if (typeof value === 'string') return encodeTypeId(prefix, value);
      return Array.isArray(value) ? value.map(typed) : value;
    };
    if (within === undefined) {
      if (field in encoded) encoded[field] = typed(encoded[field]);
    } else if (Array.isArray(encoded[within])) {
      encoded[within] = encoded[within].map((entry: JsonRecord) =>
        field in entry ? { ...entry, [field]: typed(entry[field]) } : entry,
      );
    }
  }
  return encoded;
}
