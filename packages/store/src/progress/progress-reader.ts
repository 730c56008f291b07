import { encodeTypeId, recordTypes } from '@collective-impact/sdk';
import type { EcosystemRecords, RecordKind } from '@collective-impact/sdk/progress';
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../shared/reader.ts';
import { recordsAsJson } from '../shared/records-as-json.ts';
import { tableOf } from '../shared/table.ts';
import { kinds } from './kinds.ts';

type GatheredRecord = { id: string } & Record<string, unknown>;

/** The prefixes of the ids in a kind of record, by the fields that hold them. */
const prefixesOf = new Map(
  recordTypes.map(({ prefix, references }) => [
    prefix as string,
    [
      ['id', prefix],
      ['ecosystemId', 'ecosystem'],
      ...references.filter(({ within }) => within === undefined).map((each) => [each.field, each.prefix]),
    ] as [field: string, prefix: string][],
  ]),
);

/** Gathers what frameworks judge by. */
export class ProgressReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The records of these kinds of an ecosystem (its UUID) that the viewer may see, as the SDK's frameworks take them, with
   * TypeIDs. Whatever is asked for at once, of however many ecosystems, is read by one statement.
   */
  async records<Kind extends RecordKind>(
    ecosystemId: string,
    asked: readonly Kind[],
  ): Promise<Pick<EcosystemRecords, Kind>> {
    const loader = this.#reader.loader<string, GatheredRecord[]>('progress#records', (keys) => this.#gather(keys));
    const lists = await Promise.all(asked.map((kind) => loader.load(`${kind} ${ecosystemId}`)));
    return Object.fromEntries(asked.map((kind, at) => [kind, lists[at]])) as never;
  }

  /** `keys` are a kind and an ecosystem each. */
  async #gather(keys: readonly string[]): Promise<GatheredRecord[][]> {
    const wanted = keys.map((key) => key.split(' ') as [RecordKind, string]);
    const asked = [...new Set(wanted.map(([kind]) => kind))];
    const ids = [...new Set(wanted.map(([, id]) => id))];
    const lists = sql.join(asked.map((kind) => sql`${this.#listOf(kind)} as ${sql.ref(kind)}`));
    const rows = await this.#reader.rows<{ ecosystem: string } & Record<RecordKind, GatheredRecord[]>>(
      sql`select "k"."id" as "ecosystem", ${lists} from unnest(${ids}::uuid[]) as "k"("id")`,
    );
    const byId = new Map(rows.map((row) => [row.ecosystem, row]));
    return wanted.map(([kind, id]) => (byId.get(id)?.[kind] ?? []).map((record) => withTypeIds(kind, record)));
  }

  #listOf(kind: RecordKind): RawBuilder<unknown> {
    const { entity, fields, of } = kinds[kind];
    const table = tableOf<GatheredRecord>(entity);
    return recordsAsJson(table, { properties: ['id', ...Object.keys(fields)], of, viewer: this.#reader.viewer });
  }
}

function withTypeIds(kind: RecordKind, record: GatheredRecord): GatheredRecord {
  const coded: GatheredRecord = { ...record };
  for (const [field, prefix] of prefixesOf.get(kinds[kind].entity.meta.tableName) ?? []) {
    const value = record[field];
    if (typeof value === 'string') coded[field] = encodeTypeId(prefix, value);
    else if (Array.isArray(value)) coded[field] = value.map((id: string) => encodeTypeId(prefix, id));
  }
  return coded;
}
